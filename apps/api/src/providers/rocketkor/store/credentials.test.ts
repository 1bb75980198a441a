import { randomUUID } from "node:crypto";
import { testDatabase } from "@understudy/database/testing";
import { Refusal } from "@understudy/domain";
import { type CallContext, type Context, mint, mintAll } from "@understudy/engine";
import { afterAll, beforeAll, expect, it } from "vitest";
import { foundBusiness, rowsRead, start } from "./business.fixture.ts";
import {
  accessToken,
  apiKey,
  createServiceAccount,
  deleteServiceAccount,
  drawServiceAccount,
  listServiceAccounts,
  positionOf,
} from "./credentials.ts";
import { mintToken } from "./tokens.ts";

const { db, close } = await testDatabase();
afterAll(() => close());
const at = await foundBusiness(db);
const ctx = at();
const stranger = (await foundBusiness(db))();
const [many, few] = [2000, 40];
const end = { scopes: [], expiresAt: null };
const tokensOf = (id: string, count: number) =>
  Array.from({ length: count }, () => accessToken(`rkat_${randomUUID()}`, id, end));

/** Few service accounts; one has many tokens, and as many were deleted with tokens of their own. */
beforeAll(async () => {
  for (const each of [ctx, stranger]) {
    const drawn = Array.from({ length: few }, (_, index) => drawServiceAccount(`caller ${index}`, "owner"));
    const deleted = Array.from({ length: many }, () => drawServiceAccount("deleted", "owner"));
    await mintAll(each, drawn.map(apiKey));
    await mintAll(each, tokensOf(drawn[0]?.id ?? "", many));
    await mintAll(each, [...deleted.map(apiKey), ...deleted.flatMap(({ id }) => tokensOf(id, 1))]);
    await db.$executeRaw`
      UPDATE credential SET revoked_at = ${start} WHERE sandbox_id = ${each.sandbox.id}
        AND attributes ->> 'serviceAccountId' = ANY (${deleted.map(({ id }) => id)})`;
  }
  await db.$executeRaw`VACUUM ANALYZE credential`;
});

/** As often as it takes PostgreSQL to plan a statement once and for all. */
const times = 8;
const reading = (work: (held: Context) => Promise<unknown>) =>
  rowsRead(ctx, "credential", async (held) => {
    for (let time = 0; time < times; time++) await work(held);
  }).then((read) => read / times);

it("service accounts are listed newest first, and each once, without a look at tokens or at those that are deleted", async () => {
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listServiceAccounts(ctx, { limit: 15, cursor });
    seen.push(...page.map(({ id }) => id));
    const last = page.at(-1);
    cursor = last && positionOf(last);
  } while (cursor !== undefined);
  expect([seen.length, new Set(seen).size]).toEqual([few, few]);
  const later = at(new Date(start.getTime() + 1000));
  const made = await createServiceAccount(later, "newest", "finance");
  const [newest] = await listServiceAccounts(ctx, { limit: 1, cursor: undefined });
  const { apiSecret, ...told } = made;
  expect(newest).toEqual(told);
  expect(await reading((held) => listServiceAccounts(held, { limit: 10, cursor: undefined }))).toBeLessThanOrEqual(20);
  const middle = { limit: 10, cursor: newest && positionOf(newest) };
  expect(await reading((held) => listServiceAccounts(held, middle))).toBeLessThanOrEqual(20);
});

it("one that is deleted takes its own tokens along and no others, and none is looked at for that", async () => {
  const [gone, kept] = [drawServiceAccount("gone", "owner"), drawServiceAccount("kept", "owner")];
  await mintAll(ctx, [...[gone, kept].map(apiKey), ...tokensOf(gone.id, 3), ...tokensOf(kept.id, 3)]);
  const goodOf = ({ id }: { id: string }) =>
    db.credential.count({ where: { revokedAt: null, attributes: { path: ["serviceAccountId"], equals: id } } });
  const read = await rowsRead(ctx, "credential", (held) => deleteServiceAccount(held, gone.id.toUpperCase()));
  expect(read).toBeLessThanOrEqual(few + 30);
  expect([await goodOf(gone), await goodOf(kept)]).toEqual([0, 4]);
  for (const [context, id] of [
    [ctx, gone.id],
    [stranger, kept.id],
    [ctx, "x"],
  ] as const)
    await expect(deleteServiceAccount(context, id)).rejects.toMatchObject({ code: "absent" });
  expect(await goodOf(kept)).toBe(4);
});

it("a token is given to a key of the same sandbox and provider alone", async () => {
  const owner = drawServiceAccount("owner", "owner");
  const credential = await mint(ctx, apiKey(owner));
  const calling = (context: Context): CallContext => ({ ...context, credential, requestId: "" });
  expect((await mintToken(calling(ctx))).expiresInSeconds).toBe(1800);
  await expect(mintToken(calling(stranger))).rejects.toBeInstanceOf(Refusal);
  await db.credential.update({ where: { id: credential.id }, data: { provider: "another" } });
  await expect(mintToken(calling(ctx))).rejects.toMatchObject({ code: "bad_credential" });
});
