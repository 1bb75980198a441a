import { describe, expect, it, vi } from "vitest";
import { testHouse } from "../../../testing/server.ts";
import { journeysOf, person, role } from "./support/journeys.ts";
import { openSandbox } from "./support/sandbox.ts";
import { visit } from "./support/visitor.ts";
import { breachesIn } from "./support/whole.ts";

// Thirty rounds of much at once, on machines that may be busy.
vi.setConfig({ testTimeout: 60_000 });

const { database, start } = await testHouse();
const [server, second] = [await start(), await start()];
const rounds = 30;
const both = [role, "Borrower"];

async function opened() {
  const world = await openSandbox(server);
  const { send, control, sandboxId, settle } = world;
  const journeys = journeysOf(world);
  return {
    ...{ ...world, ...journeys },
    two: async (workflow: string, more: object = {}) =>
      journeys.begin(workflow, {
        ...{ users: both.map((each) => ({ ...person, role: each })), tokens: both.map((each) => ({ role: each })) },
        ...more,
      }),
    finish: (id: string, json: object = {}) => control("POST", `/transactions/${id}/finish`, { json }),
    put: (id: string, trigger: string) => send("PUT", `/api/transaction/${id}/event`, { json: { trigger } }),
    erase: (...transaction_ids: string[]) =>
      send("POST", "/api/transactions/mark-for-erasure", { json: { grace_period: 0, transaction_ids } }),
    /** Once nothing goes on any more everything is whole. */
    expectWhole: async () => {
      await settle();
      expect(await breachesIn(database, sandboxId)).toEqual([]);
    },
    status: async (id: string) => (await send("GET", `/api/transaction/${id}`)).body.status as unknown,
  };
}

/** How often each of these came. */
const counted = (all: readonly unknown[]) => {
  const counts: Record<string, number> = {};
  for (const each of all) counts[String(each)] = (counts[String(each)] ?? 0) + 1;
  return counts;
};

/** Later by one more request each time, so that they meet everywhere; and at last when the work is done. */
async function someTime(round: number, work: Promise<unknown>, request: () => Promise<unknown>): Promise<void> {
  for (let wait = 0; wait < round % 10; wait++) await request();
  if (round % 10 === 9) await work;
}

describe("two people at once in one transaction", () => {
  it("each go through it, and the last one ends it, whoever that is", async () => {
    const { two, documentWorkflowId, settle, expectWhole, triggers, read, control } = await opened();
    for (let round = 0; round < 5; round++) {
      const { id, links } = await two(documentWorkflowId);
      const visitors = await Promise.all(both.map((each) => visit(links[each] ?? "")));
      await Promise.all(visitors.map((visitor) => visitor.send()));
      const ends = await Promise.all(visitors.map((visitor) => visitor.send({ specimen: "passport" }, "specimen")));
      expect(ends.map(({ state }) => state)).toEqual(["passed", "passed"]);
      await settle();
      expect(await control(id)).toMatchObject({ status: "completed", result: "passed" });
      expect((await read(id)).verifications).toHaveLength(2);
      expect(counted(await triggers(id))).toMatchObject({ session_ended: 2, transaction_completed: 1 });
    }
    await expectWhole();
  });

  it("sign, and the lender is called once", async () => {
    const { two, workflow, finish, expectWhole, triggers } = await opened();
    const lending = await workflow({ kind: "agreement_signing", lender_signature: true });
    for (let round = 0; round < 5; round++) {
      const { id } = await two(lending.id);
      const answers = await Promise.all(both.map((each) => finish(id, { role: each })));
      expect(answers.map(({ status }) => status)).toEqual([200, 200]);
      expect(counted(await triggers(id))).toMatchObject({ transaction_ready_for_lender: 1, document_signed: 2 });
    }
    await expectWhole();
  });

  it("who is played twice at once is done once", async () => {
    const { begin, faceWorkflowId, finish, expectWhole, read } = await opened();
    for (let round = 0; round < 5; round++) {
      const { id } = await begin(faceWorkflowId);
      const answers = await Promise.all([finish(id), finish(id), finish(id)]);
      expect(answers.filter(({ status }) => status !== 200 && status !== 409)).toEqual([]);
      expect((await read(id)).verifications?.length).toBe(1);
    }
    await expectWhole();
  });
});

describe("a cancel against the end of the journey", () => {
  it("either of them comes first, and the transaction is that", async () => {
    const { begin, documentWorkflowId, finish, put, settle, expectWhole, status } = await opened();
    const ends: unknown[] = [];
    for (let round = 0; round < rounds; round++) {
      const { id } = await begin(documentWorkflowId);
      const finishing = finish(id);
      await someTime(round, finishing, () => status(id));
      const [finished, cancelled] = await Promise.all([finishing, put(id, "transaction_cancelled")]);
      expect([200, 409]).toContain(finished.status);
      expect([200, 400]).toContain(cancelled.status);
      await settle();
      const end = await status(id);
      expect(end).toBe(cancelled.status === 200 ? "cancelled" : "completed");
      ends.push(end);
    }
    await expectWhole();
    expect(ends).toContain("cancelled");
    expect(ends).toContain("completed");
  });

  it("by the pages it is answered with a page", async () => {
    const { begin, documentWorkflowId, put, expectWhole, status } = await opened();
    for (let round = 0; round < 10; round++) {
      const { id, link } = await begin(documentWorkflowId);
      const visitor = await visit(link);
      await visitor.send();
      const showing = visitor.send({ specimen: "passport" }, "specimen");
      for (let wait = 0; wait < round % 5; wait++) await status(id);
      const [page, { status: cancelled }] = await Promise.all([showing, put(id, "transaction_cancelled")]);
      expect([page.state, cancelled]).toEqual(cancelled === 200 ? ["cancelled", 200] : ["passed", 400]);
    }
    await expectWhole();
  });

  it("the lender's signature against a cancel", async () => {
    const { begin, workflow, finish, put, settle, expectWhole, status } = await opened();
    const lending = await workflow({ kind: "agreement_signing", lender_signature: true });
    for (let round = 0; round < 10; round++) {
      const { id } = await begin(lending.id);
      await finish(id);
      const answers = await Promise.all([put(id, "lender_sign"), put(id, "transaction_cancelled")]);
      expect(answers.map((each) => each.status).toSorted()).toEqual([200, 400]);
      await settle();
      expect(await status(id)).toBe(answers[0]?.status === 200 ? "completed" : "cancelled");
    }
    await expectWhole();
  });
});

it("the expiry against the end of the journey: the transaction is either, and never both", async () => {
  const { begin, documentWorkflowId, finish, advance, goTo, settle, expectWhole, status, read } = await opened();
  const ends: unknown[] = [];
  for (let round = 0; round < rounds; round++) {
    const { id } = await begin(documentWorkflowId, { expiry_period: 1 });
    const end = String((await read(id)).expiry_timestamp);
    await goTo(new Date(Date.parse(end) - 1000).toISOString());
    const finishing = finish(id);
    await someTime(round, finishing, () => status(id));
    const [finished] = await Promise.all([finishing, advance("PT1S")]);
    expect([200, 409]).toContain(finished.status);
    await settle();
    const now = await status(id);
    expect(["completed", "expired"]).toContain(now);
    ends.push(now);
  }
  await expectWhole();
  expect(new Set(ends).size).toBe(2);
});

it("two servers on one database do the same as one", async () => {
  const { begin, documentWorkflowId, expectWhole, put, status, sandboxId } = await opened();
  for (let round = 0; round < 10; round++) {
    const { id } = await begin(documentWorkflowId);
    const elsewhere = fetch(`${second.publicUrl}/control/sandboxes/${sandboxId}/onespan/transactions/${id}/finish`, {
      ...{ method: "POST", headers: { "Content-Type": "application/json" }, body: "{}" },
    });
    for (let wait = 0; wait < round; wait++) await status(id);
    const [finished, cancelled] = await Promise.all([elsewhere, put(id, "transaction_cancelled")]);
    expect([200, 409]).toContain(finished.status);
    expect([200, 400]).toContain(cancelled.status);
  }
  await expectWhole();
});
