import { describe, expect, it } from "vitest";
import { testReceiver } from "../../../testing/receiver.ts";
import { testServer } from "../../../testing/server.ts";
import { journeysOf, person, role } from "./support/journeys.ts";
import { openSandbox } from "./support/sandbox.ts";
import { problemIn, refusalIn } from "./support/send.ts";
import { visit } from "./support/visitor.ts";

const server = await testServer();
const day = 86_400_000;

async function opened() {
  const world = await openSandbox(server);
  const journeys = journeysOf(world);
  return {
    ...{ ...world, ...journeys },
    put: (id: string, trigger: string) => world.send("PUT", `/api/transaction/${id}/event`, { json: { trigger } }),
    finish: (id: string, json: object = {}) => world.control("POST", `/transactions/${id}/finish`, { json }),
    after: (days: number) => new Date(world.start.getTime() + days * day).toISOString(),
  };
}

describe("a transaction that nobody has finished in time", () => {
  it("expires at its time, with all who are in it, and nothing can be done in it any more", async () => {
    const { begin, documentWorkflowId, advance, read, control, put, finish, send, after } = await opened();
    const { id, link } = await begin(documentWorkflowId, { expiry_period: 1 });
    await advance("PT23H50M");
    const visitor = await visit(link);
    expect(await visitor.send()).toMatchObject({ step: "document" });
    const form = visitor.filled("specimen", { specimen: "passport" });
    await advance("PT9M59S");
    const { version = 0 } = await read(id);
    await advance("PT1S");
    const { status, events, version: later, tokens, verifications } = await read(id);
    expect([status, later, tokens.length, verifications]).toEqual(["expired", version + 1, 1, []]);
    const [ended, expired] = events.toReversed();
    const timestamp = after(1);
    expect(expired).toMatchObject({ trigger: "transaction_expired", timestamp, role: null, session_id: null });
    expect(ended).toMatchObject({ trigger: "session_ended", timestamp, role });
    expect(await control(id)).toMatchObject({
      status: "expired",
      open_sessions: 0,
      participants: [{ step: "document" }],
    });
    const told = { status: 410, state: "expired", title: "This request has expired" };
    expect(await visitor.send({}, "", form)).toMatchObject(told);
    expect((await visit(link)).shown).toMatchObject(told);
    expect(refusalIn(await put(id, "transaction_cancelled"))).toMatch(/^400 .* is expired;/);
    expect(refusalIn(await send("POST", `/api/transaction/${id}/token`, { json: { role } }))).toMatch(/^400 /);
    expect(problemIn(await finish(id))).toEqual(["409 wrong_state"]);
    expect((await read(id)).events).toEqual(events);
  });

  it("tells so, and that it did not come to anything", async () => {
    const { begin, workflow, advance, send } = await opened();
    const receiver = await testReceiver();
    const notifications = [{ url: receiver.url, scenarios: ["transaction_expired" as const] }];
    const { id } = await begin((await workflow({ kind: "document", expiry_period: 3, notifications })).id);
    await advance("P2DT23H59M59S");
    expect(receiver.received).toEqual([]);
    await advance("PT1S");
    expect(receiver.received.map(({ body }) => body)).toMatchObject([{ transaction_id: id, role: null, fields: [] }]);
    const { body } = await send("GET", `/api/transactions/${id}/detailed-verification-report`);
    expect(body).toMatchObject({ result: "Undefined", status: "Expired" });
    expect(refusalIn(await send("GET", `/api/transaction/${id}/document/AuditTrailDocument/pdf`))).toMatch(/^400 /);
  });

  it("does so where only the lender is left", async () => {
    const { begin, workflow, finish, advance, control, triggers, put } = await opened();
    const lending = await workflow({ kind: "agreement_signing", lender_signature: true, expiry_period: 2 });
    const { id } = await begin(lending.id);
    expect((await finish(id)).body).toMatchObject({ status: "new", participants: [{ step: "lender" }] });
    await advance("P2D");
    expect(await control(id)).toMatchObject({ status: "expired" });
    expect((await triggers(id)).slice(-2)).toEqual(["transaction_ready_for_lender", "transaction_expired"]);
    expect(refusalIn(await put(id, "lender_sign"))).toMatch(/^400 .* is expired/);
  });
});

it("what is over by then stays so", async () => {
  const { begin, documentWorkflowId, finish, cancel, advance, read } = await opened();
  const soon = async (last_name = "Roe") =>
    (await begin(documentWorkflowId, { expiry_period: 1, users: [{ ...person, last_name }] })).id;
  const [done, failed, broken, cancelled] = [await soon(), await soon("FAIL"), await soon("ERROR"), await soon()];
  for (const id of [done, failed, broken]) await finish(id);
  await cancel(cancelled);
  const all = async () => {
    const seen = await Promise.all([done, failed, broken, cancelled].map(read));
    return seen.map(({ last_api_request: _, ...rest }) => rest);
  };
  const before = await all();
  expect(before.map(({ status }) => status)).toEqual(["completed", "completed", "error", "cancelled"]);
  await advance("P400D");
  expect(await all()).toEqual(before);
});

it("each expires at its own time, in one move of the clock", async () => {
  const { begin, workflow, faceWorkflowId, advance, read, platform, path } = await opened();
  const short = (await workflow({ kind: "document", expiry_period: 2 })).id;
  const usual = await begin(faceWorkflowId, { expiry_period: 5 });
  const [two, one] = [await begin(short), await begin(short, { expiry_period: 1 })];
  const { data } = await platform.moveClock({ path, body: { advance: "P3D" } });
  const expired = data?.ran.filter(({ kind }) => kind === "expire_transaction").map(({ subject }) => subject);
  expect(expired).toEqual([one.id, two.id]);
  await advance("P2D");
  const days = await Promise.all(
    [one, two, usual].map(async ({ id }) => {
      const { created, events } = await read(id);
      return (Date.parse(events.at(-1)?.timestamp ?? "") - Date.parse(created)) / day;
    }),
  );
  expect(days).toEqual([1, 2, 5]);
});

it("a clock that is set back takes nothing back", async () => {
  const { begin, documentWorkflowId, advance, goTo, start, read } = await opened();
  const { id, link } = await begin(documentWorkflowId, { expiry_period: 1 });
  await advance("P2D");
  await goTo(start.toISOString());
  expect((await read(id)).status).toBe("expired");
  expect((await visit(link)).shown).toMatchObject({ state: "expired" });
});
