import { expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { got, openSandbox } from "./support/sandbox.ts";
import { transactionsOf } from "./support/transactions.ts";

const server = await testServer();
const world = await openSandbox(server);
const { send, api, agreementWorkflowId } = world;
const { finished } = transactionsOf(world);
const body = { workflow_id: agreementWorkflowId, users: [{ role: "Borrower" }] };
const documents = [{ id: "terms", title: "Terms", content: dataUrl("%PDF-1.7\n%%EOF\n") }];
const { id } = got(await api.createTransaction({ body: { ...body, documents } }));

function dataUrl(text: string): string {
  return `data:application/pdf;base64,${Buffer.from(text).toString("base64")}`;
}

const ask = async (path: string, accept?: string) => {
  const answer = await send("GET", path, accept === undefined ? {} : { headers: { Accept: accept } });
  expect([answer.status, answer.headers.get("vary")]).toEqual([200, "Accept"]);
  return answer;
};
const typeOf = async (path: string, accept?: string) => (await ask(path, accept)).headers.get("content-type");

it("10: JSON is answered under the name that Accept prefers, and is the same under both", async () => {
  const path = `/api/transaction/${id}/verification`;
  for (const accept of [undefined, "*/*", "application/json, text/javascript", "image/png", "x"])
    expect(await typeOf(path, accept)).toBe("application/json");
  for (const accept of ["text/javascript", "application/json;q=0.5, text/javascript"])
    expect(await typeOf(path, accept)).toBe("text/javascript");
  expect((await ask(path, "text/javascript")).text).toBe((await ask(path)).text);
});

it("a document is a PDF, unless only JSON is accepted", async () => {
  const path = `/api/transaction/${id}/document/terms/pdf`;
  for (const accept of [undefined, "*/*", "application/pdf", "application/json, application/pdf;q=0.1", "image/png"]) {
    const answer = await ask(path, accept);
    expect([answer.headers.get("content-type"), answer.text]).toEqual(["application/pdf", "%PDF-1.7\n%%EOF\n"]);
  }
  expect((await ask(path, "application/json")).body).toMatchObject({ id: "terms", title: "Terms" });
  expect(await typeOf(path, "text/javascript")).toBe("text/javascript");
});

it("every answer in JSON goes by Accept, and nothing else does", async () => {
  const { id: passed, verifications } = await finished();
  const images = `/api/transactions/${passed}/verifications/${verifications?.[0]?.vhub_verification_id}/verification-images`;
  const [{ image_submitted_document_front: url }] = (await send("GET", images)).body.verified_images;
  const evidence = `/api/transaction/${passed}/document/AuditTrailDocument/pdf`;
  for (const accept of ["text/javascript", "text/*", "image/webp", "application/json;q=0, text/javascript;q=0", ";;"]) {
    const named = accept.startsWith("text/") ? "text/javascript" : "application/json";
    for (const path of [
      ...[`/api/transaction/${passed}`, `/api/transaction/${passed}/verification`, images],
      `/api/transactions/${passed}/detailed-verification-report`,
    ])
      expect([path, accept, await typeOf(path, accept)]).toEqual([path, accept, named]);
    expect(await typeOf(evidence, accept)).toBe("application/pdf");
    expect(await typeOf(`/api/sfs?url=${url}`, accept)).toBe("image/png");
  }
});

it("an answer to a change is named so too", async () => {
  const headers = { Accept: "text/javascript" };
  const made = await send("PUT", "/api/transaction/", { json: { workflow_id: agreementWorkflowId }, headers });
  expect([made.status, made.headers.get("content-type")]).toEqual([200, "text/javascript"]);
  const token = await send("POST", `/api/transaction/${id}/token`, { json: { role: "Borrower" }, headers });
  expect([token.status, token.headers.get("content-type")]).toEqual([200, "text/javascript"]);
  for (const [method, path, json] of [
    ["PUT", `/api/transaction/${id}/event`, { trigger: "transaction_cancelled" }],
    ["POST", "/api/transactions/mark-for-erasure", { grace_period: 1, transaction_ids: [id] }],
    ["POST", "/api/transaction/unmark-for-erasure", { transaction_ids: [id] }],
  ] as const) {
    const { status, headers: answered } = await send(method, path, { json, headers });
    expect([status, answered.get("content-type"), answered.get("vary")]).toEqual([200, "text/javascript", "Accept"]);
  }
});
