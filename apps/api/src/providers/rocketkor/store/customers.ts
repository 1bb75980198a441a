import { isUniqueViolation, query, raw, type Sql, sql, toColumns } from "@understudy/database";
import { isUuid, Refusal } from "@understudy/domain";
import { type Context, insertEvents } from "@understudy/engine";
import type { Actor } from "../rules/actor.ts";
import type { Customer, CustomerStatus } from "../rules/customer.ts";
import { customerEvent } from "../status-events.ts";
import { businessOf } from "./business.ts";
import { addressRows, contentOf, customerFrom, rowOf } from "./customer-rows.ts";
import { inTransaction } from "./in-transaction.ts";
import { insertRows } from "./rows.ts";

/** Those of these ids that there are, in no order. */
export async function findCustomers(ctx: Context, ids: readonly string[]): Promise<readonly Customer[]> {
  const known = ids.filter(isUuid);
  if (known.length === 0) return [];
  const rows = await ctx.db.rocketkorCustomer.findMany({
    where: { sandboxId: ctx.sandbox.id, id: { in: known } },
    include: { addresses: { orderBy: { position: "asc" } } },
  });
  return rows.map(customerFrom);
}

export async function getCustomer(ctx: Context, id: string): Promise<Customer> {
  const [customer] = await findCustomers(ctx, [id]);
  if (!customer) throw new Refusal("absent", `There is no customer ${id}.`);
  return customer;
}

/** The same in a transaction, with the row locked until that ends: nobody else changes the customer meanwhile. */
export async function holdCustomer(ctx: Context, id: string): Promise<Customer> {
  if (isUuid(id)) await query(ctx.db, sql`SELECT id FROM rocketkor_customer WHERE ${which(ctx, id)} FOR NO KEY UPDATE`);
  return getCustomer(ctx, id);
}

/** Writes a new customer, its addresses and its event in one statement. */
export async function createCustomer(ctx: Context, customer: Customer): Promise<void> {
  const { id: businessId } = await businessOf(ctx);
  const told = insertEvents(ctx, raw("changed"), [customerEvent(customer, businessId)]);
  await unlessTaken(customer, () =>
    query(
      ctx.db,
      sql`
      WITH changed AS (${insertRows(ctx, "rocketkor_customer", [rowOf(customer)])} RETURNING id),
        ${addressed(ctx, customer)}
        told AS (${told})
      SELECT id FROM changed`,
    ),
  );
}

/** Writes what a customer that is held has become. Its status stays: `setStatus` alone changes it. */
export async function saveCustomer(ctx: Context, customer: Customer): Promise<void> {
  const content = toColumns(contentOf(customer));
  const columns = Object.keys(content).map((name) => `${name} = given.${name}`);
  await unlessTaken(customer, () =>
    query(
      ctx.db,
      sql`
      UPDATE rocketkor_customer c SET ${raw(columns.join(", "))}
      FROM json_populate_record(NULL::rocketkor_customer, ${JSON.stringify(content)}::json) AS given
      WHERE c.sandbox_id = ${ctx.sandbox.id} AND c.id = ${customer.id}::uuid`,
    ),
  );
  // Apart, because one statement cannot take a primary address away and put another one in its place.
  await query(
    ctx.db,
    sql`DELETE FROM rocketkor_address WHERE sandbox_id = ${ctx.sandbox.id} AND customer_id = ${customer.id}::uuid`,
  );
  const rows = addressRows(customer);
  if (rows.length > 0) await query(ctx.db, insertRows(ctx, "rocketkor_address", rows));
}

/** Decides what becomes of a customer, with nobody else at it, and writes that. */
export function changeCustomer(ctx: Context, id: string, decide: (customer: Customer) => Customer): Promise<Customer> {
  return inTransaction(ctx, async (held) => {
    const changed = decide(await holdCustomer(held, id));
    await saveCustomer(held, changed);
    return changed;
  });
}

/** A change is told; the status that it has already changes nothing. */
export function setStatus(ctx: Context, id: string, status: CustomerStatus, by: Actor): Promise<Customer> {
  return inTransaction(ctx, async (held) => {
    const before = await holdCustomer(held, id);
    if (before.status === status) return before;
    const since = { previousStatus: before.status, previousStatusAt: before.statusAt };
    const after = { ...before, status, statusAt: ctx.now, ...since, updatedBy: by, updatedAt: ctx.now };
    await writeStatus(held, after);
    return after;
  });
}

async function writeStatus(ctx: Context, customer: Customer): Promise<void> {
  const { status, statusAt, previousStatus, previousStatusAt, updatedBy, updatedAt } = customer;
  const { id: businessId } = await businessOf(ctx);
  await query(
    ctx.db,
    sql`
    WITH changed AS (
      UPDATE rocketkor_customer SET status = ${status}, status_at = ${statusAt}, previous_status = ${previousStatus},
        previous_status_at = ${previousStatusAt}, updated_by_type = ${updatedBy.type}, updated_by_id = ${updatedBy.id},
        updated_at = ${updatedAt}
      WHERE ${which(ctx, customer.id)}
      RETURNING id),
      told AS (${insertEvents(ctx, raw("changed"), [customerEvent(customer, businessId)])})
    SELECT id FROM changed`,
  );
}

function which({ sandbox }: Context, id: string): Sql {
  return sql`sandbox_id = ${sandbox.id} AND id = ${id}::uuid`;
}

/** A part of a statement, with the comma behind it. */
function addressed(ctx: Context, customer: Customer): Sql {
  const rows = addressRows(customer);
  return rows.length > 0 ? sql`addressed AS (${insertRows(ctx, "rocketkor_address", rows)}),` : sql``;
}

/** The one text of a customer that no other may have. */
async function unlessTaken<T>({ externalId }: Customer, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!isUniqueViolation(error, "rocketkor_customer_sandbox_id_external_id_key")) throw error;
    const message = `externalId must be unique: another customer has ${externalId} already.`;
    throw new Refusal("exists", message, { field: "externalId", codes: ["RESOURCE_EXISTS"] });
  }
}
