import { query, sql } from "@understudy/database";
import { describe, expect, it } from "vitest";
import { testHouse } from "../../../testing/server.ts";
import { journeysOf, payout } from "./support/journeys.ts";
import { openSandbox } from "./support/sandbox.ts";
import { refusalIn } from "./support/send.ts";
import { visit } from "./support/visitor.ts";

const { database, start } = await testHouse();
const world = await openSandbox(await start());
const { ask, complete, decline, finish, history, look, read } = journeysOf(world);
const { advance, send } = world;

/** A workflow whose time is up, though the clock's timer has not come to it. */
async function overdue(): Promise<string> {
  const { body } = await ask({ ...payout(world), expireInHours: 1 });
  const { workflowId } = body;
  // Held up, as it may be for a moment where many timers fall due at once.
  const after = sql`interval '1000 days'`;
  await query(database.db, sql`UPDATE timer SET due_at = due_at + ${after} WHERE subject = ${workflowId}`);
  await advance("PT1H");
  expect((await read(workflowId)).status).toBe("ACTIVE");
  return workflowId;
}

async function demandExpired(id: string): Promise<void> {
  expect((await read(id)).status).toBe("EXPIRED");
  expect((await history(id)).map(({ origin }) => origin)).toEqual(["INITIAL", "EXPIRY"]);
  expect((await look(id)).transaction_id).toBeNull();
}

const at = (id: string) => `/v2/linx/workflows/${id}`;

describe("54: a workflow whose time is up before its timer has come expires, and is not", () => {
  it.each([
    ["cancelled", (id: string) => send("PUT", `${at(id)}/cancel`)],
    ["extended", (id: string) => send("PUT", `${at(id)}/extend`, { json: { expireInHours: 5 } })],
    ["sent again", (id: string) => send("POST", `${at(id)}/notifications/resend`)],
  ])("%s", async (_, act) => {
    const id = await overdue();
    const answer = await act(id);
    expect(refusalIn(answer)).toEqual(["422 WORKFLOW_NOT_ACTIVE"]);
    expect(answer.body.message).toContain("is EXPIRED");
    await demandExpired(id);
    expect(refusalIn(await act(id))).toEqual(["422 WORKFLOW_NOT_ACTIVE"]);
    await demandExpired(id);
  });

  it.each([
    ["completed", (id: string) => complete(id)],
    ["completed with values that do not fit", (id: string) => complete(id, { own: 1 })],
    ["finished", (id: string) => finish(id)],
    ["declined", (id: string) => decline(id)],
    ["failed", (id: string) => finish(id, { outcome: "fail" })],
  ])("%s by a test", async (_, act) => {
    const id = await overdue();
    expect((await act(id)).response.status).toBe(409);
    await demandExpired(id);
  });

  it("done by its customer, who is told so", async () => {
    const visitor = await visit((await look(await overdue())).link);
    expect([visitor.shown.status, visitor.shown.state]).toEqual([410, "expired"]);
  });
});

it("55: one that a test abandons expires, late or not", async () => {
  const id = await overdue();
  expect((await finish(id, { outcome: "abandon" })).response.status).toBe(200);
  await demandExpired(id);
});
