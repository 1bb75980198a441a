import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { nobodys, openSandbox } from "./support/sandbox.ts";
import { refusalIn } from "./support/send.ts";
import { jane, transactionsOf } from "./support/transactions.ts";
import { visit } from "./support/visitor.ts";

const server = await testServer();
const world = await openSandbox(server);
const { send, setup, path, start, documentWorkflowId } = world;
const { begin, finish, finished, look, read } = transactionsOf(world);
const tokens = [{ role: "signer1" }];
const put = (id: string, json: unknown) => send("PUT", `/api/transaction/${id}/event`, { json });
const cancel = (id: string) => put(id, { trigger: "transaction_cancelled" });
const triggersOf = async (id: string) => (await read(id)).events.map(({ trigger }) => trigger);

describe("transaction_cancelled", () => {
  it("38: answers the whole transaction, cancelled at once", async () => {
    const { id, expiry_timestamp } = await begin({ users: [jane], tokens, opaque_id: "x", brand_id: "onespan" });
    const { status, headers, body } = await cancel(id);
    expect([status, headers.get("content-type"), headers.get("vary")]).toEqual([200, "application/json", "Accept"]);
    expect(body).toMatchObject({ id, status: "cancelled", users: [jane], opaque_id: "x", brand_id: "onespan" });
    expect(body).toMatchObject({ created: start.toISOString(), expiry_period: 90, expiry_timestamp, request_ids: [] });
    expect((await read(id)).status).toBe("cancelled");
  });

  it("39: answers with verifications, though nobody asked, and without events", async () => {
    const { id } = await begin({ users: [jane, { role: "oss" }], configuration: { consent: {} } });
    const { body: fresh } = await cancel((await begin()).id);
    expect(fresh.verifications).toEqual([]);
    await finish(id, { role: "signer1" });
    const { body } = await cancel(id);
    expect(body.verifications).toEqual((await read(id)).verifications);
    expect(body.verifications).toMatchObject([{ status: "SUCCESS" }]);
    for (const name of ["events", "urlSetKey", "configuration", "completed"]) expect(body).not.toHaveProperty(name);
  });

  it("40: has the hosted pages say so, in a session that is open too, and by no token any more", async () => {
    const { id, tokens: issued } = await begin({ users: [jane], tokens, workflow_id: documentWorkflowId });
    const link = issued[0]?.accessUrl ?? "";
    const visitor = await visit(link);
    const consent = visitor.filled("");
    await cancel(id);
    const told = { status: 410, state: "cancelled", title: "This request was cancelled" };
    expect(await visitor.send({}, "", consent)).toMatchObject(told);
    expect(await visitor.reload()).toMatchObject(told);
    expect((await visit(link)).shown).toMatchObject(told);
    expect((await read(id)).tokens).toEqual([]);
    expect(await look(id)).toMatchObject({ open_sessions: 0, participants: [{ step: "consent", access_url: null }] });
    expect(await triggersOf(id)).toEqual([
      ...["transaction_created", "session_started", "page_view_created", "transaction_cancelled", "session_ended"],
    ]);
  });

  it("41: version grows with each write, and with no other call", async () => {
    const { id, version } = await begin({ tokens, workflow_id: documentWorkflowId });
    const versions = [version];
    const seen = async () => versions.push((await read(id)).version);
    await seen();
    const visitor = await visit((await read(id)).tokens[0]?.accessUrl ?? "");
    await seen();
    await visitor.send();
    await seen();
    await send("POST", `/api/transaction/${id}/token`, { json: { role: "signer1" } });
    await seen();
    await put(id, { trigger: "lender_sign" });
    versions.push((await cancel(id)).body.version);
    await seen();
    expect(versions).toEqual([1, 1, 2, 3, 4, 5, 5]);
  });

  it("OD-15: once more changes nothing, and is answered in the same way", async () => {
    const { id } = await begin({ users: [jane], tokens });
    await cancel(id);
    const before = await read(id);
    const [first, second] = [await cancel(id), await cancel(id)];
    expect([first.status, first.text]).toEqual([200, second.text]);
    expect(await read(id)).toEqual(before);
    expect((await triggersOf(id)).filter((trigger) => trigger === "transaction_cancelled")).toHaveLength(1);
  });

  it.each([
    ["completed", {}, {}],
    ["error", { users: [{ ...jane, last_name: "ERROR" }] }, {}],
    ["expired", { expiry_period: 1 }, undefined],
  ])("OD-15: what is %s stays so, and that is a 400", async (status, asked, how) => {
    const own = await openSandbox(server);
    const { begin, finish, read } = transactionsOf(own);
    const { id } = await begin({ users: [jane], tokens, ...asked });
    if (how) await finish(id, how);
    await own.advance("P1D");
    await read(id);
    const before = await read(id);
    const answer = await own.send("PUT", `/api/transaction/${id}/event`, {
      json: { trigger: "transaction_cancelled" },
    });
    expect(refusalIn(answer)).toBe(`400 The transaction ${id} is ${status}; only one that is new can be cancelled.`);
    expect(await read(id)).toEqual(before);
    expect(before.status).toBe(status);
  });
});

describe("lender_sign", () => {
  const roles = ["Borrower", "Guarantor"];
  const loan = { name: "Loan", kind: "agreement_signing", roles, lender_signature: true } as const;
  const both = roles.map((role) => ({ role }));
  const lend = async (changes: object = {}) => {
    const { data } = await setup.createWorkflow({ path, body: { ...loan, roles, ...changes } });
    return (await begin({ workflow_id: String(data?.id), users: both, tokens: both })).id;
  };
  const sign = (id: string) => put(id, { trigger: "lender_sign" });

  it("puts the last signature to the agreements, whereupon there is evidence", async () => {
    const id = await lend();
    await finish(id, { role: "Guarantor" });
    expect(refusalIn(await sign(id))).toBe(
      `400 The lender cannot sign: the transaction ${id} is new, and not everybody has signed.`,
    );
    expect((await triggersOf(id)).includes("transaction_ready_for_lender")).toBe(false);
    const waiting = await finish(id, { role: "Borrower" });
    expect(waiting).toMatchObject({ status: "new", participants: [{ step: "lender" }, { step: "lender" }] });
    expect((await triggersOf(id)).at(-1)).toBe("transaction_ready_for_lender");
    const { status, body } = await sign(id);
    expect([status, body.status]).toEqual([200, "post_processing"]);
    expect(body.verifications).toEqual([]);
    expect(body).not.toHaveProperty("events");
    await world.settle();
    const { status: later, events, documents } = await read(id);
    expect(later).toBe("completed");
    expect(events.slice(-4)).toMatchObject([
      { trigger: "transaction_ready_for_lender", role: null },
      { trigger: "signature_signed", role: "lender", document_references: documents.map((each) => each.id) },
      { trigger: "audit_trail_generated" },
      { trigger: "transaction_completed" },
    ]);
    expect(refusalIn(await sign(id))).toMatch(/^400 The lender cannot sign: .* is completed/);
  });

  it("is once and for all where two send it at once", async () => {
    const id = await lend();
    await finish(id);
    const answers = await Promise.all([sign(id), sign(id), sign(id)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400]);
    await world.settle();
    expect((await triggersOf(id)).filter((trigger) => trigger === "signature_signed")).toHaveLength(3);
  });

  it("is for workflows in which the lender signs", async () => {
    const other = await lend({ lender_signature: false });
    const shown = (await begin({ users: [jane] })).id;
    const verifying = await lend({ kind: "document" });
    for (const id of [other, shown, verifying])
      expect(refusalIn(await sign(id))).toBe(
        `400 The lender cannot sign: the transaction ${id} is of a workflow without a lender's signature.`,
      );
    expect((await finish(verifying)).status).toBe("completed");
  });

  it("comes too late once the transaction is cancelled", async () => {
    const id = await lend();
    await finish(id);
    expect((await cancel(id)).body.status).toBe("cancelled");
    expect(refusalIn(await sign(id))).toMatch(/^400 The lender cannot sign: .* is cancelled/);
    expect(await look(id)).toMatchObject({ status: "cancelled", participants: [{ step: "done" }, { step: "done" }] });
  });
});

describe("any other trigger", () => {
  it.each([
    ...[
      "transaction_completed",
      "TRANSACTION_CANCELLED",
      "page_next",
      "",
      null,
      5,
      true,
      ["transaction_cancelled"],
      {},
    ],
  ])("%j is a 400 that names the field, and changes nothing", async (trigger) => {
    const { id, version } = await begin();
    expect(refusalIn(await put(id, { trigger }))).toMatch(/^400 trigger /);
    expect(await read(id)).toMatchObject({ status: "new", version });
  });

  it("is told where there is none, and where the body is none", async () => {
    const { id } = await begin();
    expect(refusalIn(await put(id, {}))).toMatch(/^400 trigger is required\.$/);
    for (const json of [[], "transaction_cancelled", null]) expect(refusalIn(await put(id, json))).toMatch(/^400 /);
    expect(refusalIn(await send("PUT", `/api/transaction/${id}/event`))).toMatch(/^400 /);
    expect(refusalIn(await send("PUT", `/api/transaction/${id}/event`, { body: "{" }))).toMatch(/^400 /);
  });

  it("may stand beside what nobody knows", async () => {
    const { id } = await begin();
    expect((await put(id, { trigger: "transaction_cancelled", reason: "changed my mind" })).status).toBe(200);
  });
});

it("an event is for a transaction that there is, and in letters of any case", async () => {
  const elsewhere = transactionsOf(await openSandbox(server));
  const foreign = (await elsewhere.begin()).id;
  for (const id of [nobodys, foreign]) expect(refusalIn(await cancel(id))).toBe(`404 There is no transaction ${id}.`);
  expect(refusalIn(await cancel("dcaad720"))).toMatch(/^400 transaction_id /);
  expect((await elsewhere.read(foreign)).status).toBe("new");
  const { id } = await finished({}, { outcome: "abandon" });
  expect((await cancel(id.toUpperCase())).body).toMatchObject({ id, status: "cancelled" });
});
