import { expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { inline, pdf } from "./support/papers.ts";
import { got, openSandbox } from "./support/sandbox.ts";
import { type Received, refusalIn } from "./support/send.ts";
import { jane, transactionsOf } from "./support/transactions.ts";

const world = await openSandbox(await testServer());
const { send, control, setup, path, agreementWorkflowId, documentWorkflowId } = world;
const { ask, begin, beginSigning, finish, finished, look, read, workflow } = transactionsOf(world);

const times = <T>(count: number, work: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, index) => work(index)));
const statusesOf = (answers: readonly Received[]) => answers.map(({ status }) => status).toSorted();
const end = (id: string, json: object = {}) => control("POST", `/transactions/${id}/finish`, { json });
const cancel = (id: string) =>
  send("PUT", `/api/transaction/${id}/event`, { json: { trigger: "transaction_cancelled" } });

it("somebody who is played ten times at once is verified once", async () => {
  const { id } = await begin({ workflow_id: documentWorkflowId, users: [jane] });
  const statuses = statusesOf(await times(10, () => end(id)));
  expect(statuses[0]).toBe(200);
  expect(new Set(statuses.slice(1))).toEqual(new Set([409]));
  const { status, verifications, events } = await read(id);
  expect([status, verifications?.length]).toEqual(["completed", 1]);
  const happened = events.map(({ trigger }) => trigger);
  for (const once of ["verification_doc_id", "audit_trail_generated", "transaction_completed"])
    expect(happened.filter((trigger) => trigger === once)).toHaveLength(1);
});

it("what is cancelled and finished at once becomes one of both, and tells of it once", async () => {
  for (let round = 0; round < 5; round++) {
    const { id } = await beginSigning();
    const [cancelled, ended] = await Promise.all([cancel(id), end(id)]);
    const { status, events } = await read(id);
    expect(["cancelled 200", "completed 400"]).toContain(`${status} ${cancelled.status}`);
    expect([200, 409]).toContain(ended.status);
    const ends = events.filter(({ trigger }) => /^transaction_(cancelled|completed)$/.test(trigger));
    expect(ends.map(({ trigger }) => trigger)).toEqual([`transaction_${status}`]);
  }
});

it("twenty who cancel at once are all answered so, and it happens once", async () => {
  const { id } = await begin();
  const answers = await times(20, () => cancel(id));
  expect(new Set(answers.map(({ status, body }) => `${status} ${body.status} ${body.version}`))).toEqual(
    new Set(["200 cancelled 2"]),
  );
  expect((await read(id)).events).toHaveLength(2);
});

it("an upload that is deleted while it is named is copied whole, or not there", async () => {
  const bytes = pdf("x", 600_000);
  const absent = "400 documents.0.content leads to no file of the tenant.";
  for (let round = 0; round < 10; round++) {
    const headers = { "Content-Type": "application/pdf" };
    const { id, url } = (await control("POST", "/files", { body: bytes, headers })).body;
    const json = { workflow_id: agreementWorkflowId, documents: [{ id: "d", content: url }] };
    const [made, deleted] = await Promise.all([ask(json), control("DELETE", `/files/${id}`)]);
    expect(deleted.status).toBe(204);
    if (made.status !== 200) expect(refusalIn(made)).toBe(absent);
    else expect((await send("GET", `/api/transaction/${made.body.id}/document/d/pdf`)).bytes.equals(bytes)).toBe(true);
  }
});

it("another transaction's agreement that is erased while it is named is copied whole, or not there", async () => {
  const content = inline(pdf("x", 600_000));
  for (let round = 0; round < 10; round++) {
    const { id, documents } = await beginSigning({ documents: [{ content }] });
    const json = { workflow_id: agreementWorkflowId, documents: [{ content: documents[0]?.content }] };
    const erasure = { json: { grace_period: 0, transaction_ids: [id] } };
    const [made] = await Promise.all([ask(json), send("POST", "/api/transactions/mark-for-erasure", erasure)]);
    if (made.status !== 200) expect(refusalIn(made)).toMatch(/^400 documents\.0\.content leads to no file/);
  }
});

it("a workflow that is deleted or changed while it is named is there as it was, or not there", async () => {
  const absent = "400 workflow_id must be a workflow of the tenant; the control API lists them.";
  for (let round = 0; round < 10; round++) {
    const workflowId = await workflow({ roles: ["a"] });
    const asked = { workflow_id: workflowId, tokens: [{ role: "a" }] };
    const changed = { name: "w", kind: "agreement_signing" as const, roles: ["a", "b"] };
    const [answers] = await Promise.all([
      times(5, () => ask(asked)),
      setup.putWorkflow({ path: { ...path, workflowId }, body: changed }),
      setup.deleteWorkflow({ path: { ...path, workflowId } }).then(got),
    ]);
    for (const answer of answers) {
      if (answer.status === 200) expect((await look(answer.body.id)).participants).toHaveLength(1);
      else expect(refusalIn(answer)).toBe(absent);
    }
    expect(refusalIn(await ask(asked))).toBe(absent);
  }
});

it("what is erased while it is read is there, or not there", async () => {
  for (let round = 0; round < 4; round++) {
    const { id, verifications } = await finished({ documents: [{ id: "d", content: inline(pdf("x")) }] });
    const erasure = { json: { grace_period: 0, transaction_ids: [id] } };
    const images = `verifications/${verifications?.[0]?.vhub_verification_id}/verification-images`;
    const addresses = [
      ...[`transaction/${id}?withVerifications=true`, `transaction/${id}/verification`],
      ...[`transactions/${id}/detailed-verification-report`, `transactions/${id}/${images}`],
      ...[`transaction/${id}/document/AuditTrailDocument/pdf`, `transaction/${id}/document/d/pdf`],
    ];
    const [answers] = await Promise.all([
      Promise.all(addresses.map((address) => send("GET", `/api/${address}`))),
      send("POST", "/api/transactions/mark-for-erasure", erasure),
    ]);
    for (const answer of answers) {
      if (answer.status !== 200) expect(refusalIn(answer)).toMatch(/^404 /);
      else expect(answer.bytes.length).toBeGreaterThan(0);
    }
    expect((await send("GET", `/api/transaction/${id}`)).status).toBe(404);
  }
});

it("whoever reads while the evidence is made sees each status in its turn", async () => {
  const { id } = await beginSigning();
  let isDone = false;
  const watch = async () => {
    const seen: string[] = [];
    while (!isDone) seen.push((await read(id)).status);
    return seen;
  };
  const ending = finish(id).finally(() => {
    isDone = true;
  });
  const [seen] = await Promise.all([watch(), ending]);
  const order = ["new", "post_processing", "completed"];
  const steps = seen.map((status) => order.indexOf(status));
  expect(steps).not.toContain(-1);
  expect(steps).toEqual(steps.toSorted((one, other) => one - other));
});
