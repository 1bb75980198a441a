import { DbNull, isUniqueViolation, type TokeflowCustomerModel } from "@understudy/database";
import { Refusal } from "@understudy/domain";
import type { Context } from "@understudy/engine";
import { later } from "../rules/transaction.ts";
import type { Paging } from "../wire/envelope.ts";

export type Customer = TokeflowCustomerModel;

/** What a caller may set of a customer; undefined leaves a field as it is. */
export interface CustomerFields {
  readonly email?: string | null;
  readonly name?: string | null;
  readonly phone?: string | null;
  readonly documentType?: string | null;
  readonly documentNumber?: string | null;
  readonly billingAddress?: object | null;
  readonly metadata?: object;
}

/** A merchant's customer. */
export async function get(ctx: Context, id: string, merchantId: string): Promise<Customer> {
  const customer = await ctx.db.tokeflowCustomer.findFirst({ where: { sandboxId: ctx.sandbox.id, id, merchantId } });
  if (!customer) throw new Refusal("absent", "Customer not found.");
  return customer;
}

/** A new customer, or the one that has this e-mail address already, left as it is (providers/tokeflow.md 9.9). */
export async function create(
  ctx: Context,
  merchantId: string,
  fields: CustomerFields,
): Promise<{ customer: Customer; isNew: boolean }> {
  const data = {
    ...columns(fields),
    sandboxId: ctx.sandbox.id,
    id: ctx.newId("cust"),
    merchantId,
    createdAt: ctx.now,
    updatedAt: ctx.now,
  };
  try {
    return { customer: await ctx.db.tokeflowCustomer.create({ data }), isNew: true };
  } catch (error) {
    const known = isUniqueViolation(error) && data.email && (await byEmail(ctx, merchantId, data.email));
    if (!known) throw error;
    return { customer: known, isNew: false };
  }
}

export async function update(ctx: Context, id: string, merchantId: string, fields: CustomerFields): Promise<Customer> {
  const { createdAt } = await get(ctx, id, merchantId);
  const updatedAt = later(createdAt, ctx.now);
  try {
    return await ctx.db.tokeflowCustomer.update({
      where: { sandboxId_id: { sandboxId: ctx.sandbox.id, id } },
      data: { ...columns(fields), updatedAt },
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new Refusal("exists", "Another customer has this e-mail address.", { field: "email" });
  }
}

/** One page, newest first, with the number of all. */
export async function list(ctx: Context, merchantId: string, email: string | undefined, { page, limit }: Paging) {
  const where = { sandboxId: ctx.sandbox.id, merchantId, ...(email !== undefined && { email: email.toLowerCase() }) };
  const [total, customers] = await Promise.all([
    ctx.db.tokeflowCustomer.count({ where }),
    ctx.db.tokeflowCustomer.findMany({
      where,
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      skip: (page - 1) * limit,
      take: limit,
    }),
  ]);
  return { total, customers };
}

function byEmail(ctx: Context, merchantId: string, email: string): Promise<Customer | null> {
  return ctx.db.tokeflowCustomer.findFirst({ where: { sandboxId: ctx.sandbox.id, merchantId, email } });
}

function columns({ email, billingAddress, ...rest }: CustomerFields) {
  return {
    ...rest,
    ...(email !== undefined && { email: email?.toLowerCase() ?? null }),
    ...(billingAddress !== undefined && { billingAddress: billingAddress ?? DbNull }),
  };
}

/** Refuses a customer that the merchant does not have. Customers are never removed, so a known one stays known. */
export async function requireCustomer(ctx: Context, id: string, merchantId: string): Promise<void> {
  const fact = `${merchantId} ${id}`;
  if (ctx.facts.get(fact)) return;
  const where = { sandboxId: ctx.sandbox.id, id, merchantId };
  const customer = await ctx.db.tokeflowCustomer.findFirst({ where, select: { id: true } });
  if (!customer) throw new Refusal("invalid", `There is no customer ${id}.`, { field: "customer_id" });
  ctx.facts.set(fact, customer);
}
