import { expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { got, openSandbox } from "./support/sandbox.ts";

const server = await testServer();
const { send, api, agreementWorkflowId } = await openSandbox(server);
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

it("an answer to a change is named so too", async () => {
  const headers = { Accept: "text/javascript" };
  const made = await send("PUT", "/api/transaction/", { json: { workflow_id: agreementWorkflowId }, headers });
  expect([made.status, made.headers.get("content-type")]).toEqual([200, "text/javascript"]);
  const token = await send("POST", `/api/transaction/${id}/token`, { json: { role: "Borrower" }, headers });
  expect([token.status, token.headers.get("content-type")]).toEqual([200, "text/javascript"]);
});
