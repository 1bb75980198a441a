import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { nobodys, openSandbox } from "./support/sandbox.ts";
import { refusalIn } from "./support/send.ts";
import { jane, transactionsOf } from "./support/transactions.ts";

const server = await testServer();
const marking = (event: string, transaction_id: string, message: unknown = expect.stringMatching(/\.$/)) => {
  return { transaction_id, marking_event: `Transaction Erase Request - ${event}`, message };
};
const unmarking = (event: string, transaction_id: string, message: unknown = expect.stringMatching(/\.$/)) => {
  return { transaction_id, unmarking_event: `Transaction Recovery - ${event}`, message };
};
const day = 86_400_000;

async function opened() {
  const world = await openSandbox(server);
  const { send, advance } = world;
  const transactions = transactionsOf(world);
  const of = (transaction_ids: readonly unknown[], grace_period: unknown) => ({ grace_period, transaction_ids });
  return {
    ...{ ...transactions, ...world },
    id: async () => (await transactions.begin({ users: [jane], tokens: [{ role: "signer1" }] })).id,
    mark: (grace_period: unknown, ...ids: readonly unknown[]) =>
      send("POST", "/api/transactions/mark-for-erasure", { json: of(ids, grace_period) }),
    unmark: (...transaction_ids: readonly unknown[]) =>
      send("POST", "/api/transactions/unmark-for-erasure", { json: { transaction_ids } }),
    status: async (id: string) => (await send("GET", `/api/transaction/${id}`)).status,
    /** To a moment before so many days are over, and then to their end. */
    almost: (days: number) => advance(days === 1 ? "PT23H59M59S" : `P${days - 1}DT23H59M59S`),
    through: () => advance("PT1S"),
  };
}

describe("how many and how long", () => {
  it("52: no ids and 501 are a 400, 1 and 500 are not", async () => {
    const { mark, unmark, id } = await opened();
    const unknown = (count: number) => Array.from({ length: count }, () => randomUUID());
    for (const count of [0, 501]) {
      expect(refusalIn(await mark(25, ...unknown(count)))).toMatch(/^400 transaction_ids must .*(1|500)/);
      expect(refusalIn(await unmark(...unknown(count)))).toMatch(/^400 transaction_ids must .*(1|500)/);
    }
    expect((await mark(25, await id())).status).toBe(200);
    expect((await mark(25, ...unknown(500))).status).toBe(200);
    expect((await unmark(...unknown(500))).status).toBe(200);
  });

  it("53: a negative grace_period is a 400, and so is what is no number of days", async () => {
    const { mark, id, status } = await opened();
    const own = await id();
    for (const days of [-1, -25, 1.5, "25", null, true, 36_501])
      expect(refusalIn(await mark(days, own))).toMatch(/^400 grace_period /);
    expect(refusalIn(await mark(undefined, own))).toBe("400 grace_period is required.");
    expect(await status(own)).toBe(200);
    expect((await mark(36_500, own)).status).toBe(200);
  });

  it("what is no list of texts is a 400", async () => {
    const { mark, unmark, send, id } = await opened();
    const own = await id();
    for (const ids of [[5], [null], [{}], [own, 5]]) {
      expect(refusalIn(await mark(1, ...ids))).toMatch(/^400 transaction_ids\.\d/);
      expect(refusalIn(await unmark(...ids))).toMatch(/^400 transaction_ids\.\d/);
    }
    for (const json of [{ grace_period: 1 }, { grace_period: 1, transaction_ids: own }, [], "x"])
      expect(refusalIn(await send("POST", "/api/transactions/mark-for-erasure", { json }))).toMatch(/^400 /);
  });
});

describe("54: what becomes of each id", () => {
  it("is told in their order, and one that is wrong keeps none from being marked", async () => {
    const [world, elsewhere] = [await opened(), await opened()];
    const { mark, unmark, id, look } = world;
    const [own, foreign] = [await id(), await elsewhere.id()];
    const upper = own.toUpperCase();
    const { status, body } = await mark(25, nobodys, own, "dcaad720", foreign, upper, "", own);
    const [accepted, wrong] = ["Accepted", "ID field error"];
    expect([status, body]).toEqual([
      200,
      {
        message: "Some transactions were marked for erasure, others were not.",
        transactions: [
          ...[marking(wrong, nobodys), marking(accepted, own), marking(wrong, "dcaad720"), marking(wrong, foreign)],
          ...[marking(accepted, upper), marking(wrong, ""), marking(accepted, own)],
        ],
      },
    ]);
    expect(await look(own)).toMatchObject({ is_recoverable: true });
    expect(await elsewhere.look(foreign)).toMatchObject({ erase_at: null, is_recoverable: false });
    const absent = "Transaction Not Found";
    expect((await unmark(nobodys, upper, "dcaad720", foreign, "")).body).toEqual({
      message: "Some transactions were unmarked for erasure, others were not.",
      transactions: [
        ...[unmarking(absent, nobodys), unmarking(accepted, upper), unmarking(wrong, "dcaad720", "")],
        ...[unmarking(absent, foreign), unmarking(wrong, "", "")],
      ],
    });
  });

  it("is the same where all went well, and where nothing did", async () => {
    const { mark, unmark, id } = await opened();
    const own = await id();
    expect((await mark(25, own)).body.message).toBe("All transactions were marked for erasure.");
    expect((await unmark(own)).body.message).toBe("All transactions were unmarked for erasure.");
    for (const none of [nobodys, "x"]) {
      expect((await mark(0, none)).body.message).toBe("None of the transactions was marked for erasure.");
      expect((await unmark(none)).body.message).toBe("None of the transactions was unmarked for erasure.");
    }
  });

  it("one that is not marked stays as it is, as was asked for", async () => {
    const { mark, unmark, id, read } = await opened();
    const own = await id();
    expect((await unmark(own)).body.transactions).toEqual([unmarking("Accepted", own)]);
    expect(await read(own)).toMatchObject({ version: 1, events: [{}] });
    await mark(25, own);
    for (let time = 0; time < 2; time++)
      expect((await unmark(own)).body.transactions).toEqual([unmarking("Accepted", own)]);
    expect(await read(own)).toMatchObject({ version: 3, events: [{}, {}, {}] });
  });

  it("comes by the singular path too", async () => {
    const { send, id, look } = await opened();
    const own = await id();
    const json = { grace_period: 25, transaction_ids: [own] };
    expect((await send("POST", "/api/transaction/mark-for-erasure/", { json })).body.transactions).toEqual([
      marking("Accepted", own),
    ]);
    expect((await look(own)).is_recoverable).toBe(true);
    expect((await send("POST", "/api/transaction/unmark-for-erasure", { json })).body.transactions).toEqual([
      unmarking("Accepted", own),
    ]);
    expect((await look(own)).is_recoverable).toBe(false);
  });
});

describe("the grace period", () => {
  it("55: of no days leaves nothing that could be had back", async () => {
    const { mark, unmark, id, status, setup, path } = await opened();
    const own = await id();
    expect((await mark(0, own)).body.transactions).toEqual([marking("Accepted", own)]);
    expect(await status(own)).toBe(404);
    expect((await unmark(own)).body.transactions).toEqual([unmarking("Transaction Not Found", own)]);
    expect((await mark(0, own)).body.transactions).toEqual([marking("ID field error", own)]);
    expect(await status(own)).toBe(404);
    expect((await setup.getTransaction({ path: { ...path, transactionId: own } })).response.status).toBe(404);
  });

  it("56: leaves the transaction as it is until it is over, to the millisecond", async () => {
    const { mark, id, read, look, status, almost, through, start } = await opened();
    const own = await id();
    const before = await read(own);
    await mark(25, own);
    expect(await look(own)).toMatchObject({
      erase_at: new Date(start.getTime() + 25 * day).toISOString(),
      is_recoverable: true,
    });
    await almost(25);
    const { status: seen, users, tokens, events, version } = await read(own);
    expect({ status: seen, users, tokens }).toEqual({ status: "new", users: before.users, tokens: before.tokens });
    expect([version, events.at(-1)?.trigger]).toEqual([2, "transaction_marked_for_erasure"]);
    await through();
    expect(await status(own)).toBe(404);
  });

  it("is no more once it is unmarked in time", async () => {
    const { mark, unmark, id, look, read, almost, through, advance } = await opened();
    const own = await id();
    await mark(1, own);
    await almost(1);
    expect((await unmark(own)).body.transactions).toEqual([unmarking("Accepted", own)]);
    await through();
    await advance("P30D");
    expect(await look(own)).toMatchObject({ status: "new", erase_at: null, is_recoverable: false });
    expect((await read(own)).events.map(({ trigger }) => trigger)).toEqual([
      ...["transaction_created", "transaction_marked_for_erasure", "transaction_unmarked"],
    ]);
  });

  it("begins anew where it is marked again, later or sooner", async () => {
    const { mark, id, status, almost, through, advance } = await opened();
    const [later, sooner, now] = [await id(), await id(), await id()];
    await mark(2, later, sooner, now);
    await advance("P1D");
    await mark(3, later);
    await mark(0, now);
    expect([await status(now), await status(sooner)]).toEqual([404, 200]);
    await almost(1);
    await through();
    expect([await status(sooner), await status(later)]).toEqual([404, 200]);
    await almost(2);
    expect(await status(later)).toBe(200);
    await through();
    expect(await status(later)).toBe(404);
  });

  it("is the same whatever the transaction came to, and goes on while it comes to something", async () => {
    const { mark, id, finish, send, read, look, status, advance } = await opened();
    const [open, done, cancelled, broken] = [await id(), await id(), await id(), await id()];
    await finish(done);
    await finish(broken, { outcome: "error" });
    await send("PUT", `/api/transaction/${cancelled}/event`, { json: { trigger: "transaction_cancelled" } });
    await mark(2, open, done, cancelled, broken);
    expect((await finish(open)).status).toBe("completed");
    expect(await look(open)).toMatchObject({ is_recoverable: true });
    await advance("PT47H59M59S");
    const statuses = await Promise.all([open, done, cancelled, broken].map(async (own) => (await read(own)).status));
    expect(statuses).toEqual(["completed", "completed", "cancelled", "error"]);
    await advance("PT1S");
    for (const own of [open, done, cancelled, broken]) expect(await status(own)).toBe(404);
  });
});
