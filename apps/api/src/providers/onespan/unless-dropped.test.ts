import { newId } from "@understudy/database";
import { testDatabase } from "@understudy/database/testing";
import { Refusal, type RefusalCode } from "@understudy/domain";
import { type Context, sandboxFromRow } from "@understudy/engine";
import { afterAll, expect, it } from "vitest";
import { inTransaction } from "./store/in-transaction.ts";
import { counting } from "./tests/support/statements.ts";
import { unlessDropped } from "./unless-dropped.ts";

const { db, close } = await testDatabase();
afterAll(() => close());

const now = new Date("2030-06-01T12:00:00.000Z");
const gone = () => new Refusal("bad_credential", "Nobody knows this token.");

/** A request in a sandbox, which is dropped before anything goes wrong, or is not; and what it asks of the database. */
async function request(isDropped: boolean) {
  const row = await db.sandbox.create({ data: { id: newId("sbx"), createdAt: now } });
  const counted = counting(db);
  const ctx: Context = {
    ...{ sandbox: sandboxFromRow(row), now, db: counted.db, newId, publicUrl: "http://here", hasGateway: false },
    ...{ facts: new Map<string, object>(), remember: (_, load) => load() },
  };
  if (isDropped) await db.sandbox.delete({ where: { id: row.id } });
  return { ctx, statements: counted.statements };
}

const failure = (ctx: Context, work: () => Promise<unknown>) =>
  unlessDropped(ctx, gone, work).then(
    () => undefined,
    (error: unknown) => error,
  );
const refused = (code: RefusalCode) => () => Promise.reject(new Refusal(code, "No."));

it("what is done is done, and nothing is asked", async () => {
  const { ctx, statements } = await request(true);
  expect(await unlessDropped(ctx, gone, async () => 5)).toBe(5);
  expect(statements()).toBe(0);
});

it.each<[string, (ctx: Context) => Promise<unknown>]>([
  ["an object is absent", refused("absent")],
  [
    "a row has nothing to depend on",
    ({ db, sandbox }) =>
      db.onespanTenant.create({
        data: { sandboxId: sandbox.id, id: "t", signingKey: "k", sessionTokenLifetimeMs: 1n, createdAt: now },
      }),
  ],
  [
    "a row that was to be changed is not there",
    ({ db, sandbox }) => db.onespanTenant.update({ where: { sandboxId: sandbox.id }, data: { signingKey: "k" } }),
  ],
  [
    "so in a transaction of the database",
    (ctx) => inTransaction(ctx, (held) => held.db.onespanTenant.delete({ where: { sandboxId: held.sandbox.id } })),
  ],
])("where %s because the sandbox was dropped, that is the answer", async (_what, work) => {
  const { ctx } = await request(true);
  expect(await failure(ctx, () => work(ctx))).toEqual(gone());
});

it("an object that is absent from a sandbox that is there is absent", async () => {
  const { ctx, statements } = await request(false);
  expect(await failure(ctx, refused("absent"))).toEqual(new Refusal("absent", "No."));
  expect(statements()).toBe(1);
});

it("nothing is asked where something else went wrong", async () => {
  const { ctx, statements } = await request(true);
  for (const code of ["invalid", "out_of_range", "wrong_state", "conflict"] as const)
    expect(await failure(ctx, refused(code))).toEqual(new Refusal(code, "No."));
  const bug = new TypeError("undefined is not a function");
  expect(await failure(ctx, () => Promise.reject(bug))).toBe(bug);
  expect(statements()).toBe(0);
});

it("the error is kept where the database cannot be asked", async () => {
  const { ctx } = await request(true);
  const other = await testDatabase();
  await other.close();
  expect(await failure({ ...ctx, db: other.db }, refused("absent"))).toEqual(new Refusal("absent", "No."));
});
