import { expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { documented } from "../documented.ts";
import { got, openSandbox } from "./support/sandbox.ts";
import { refusalIn, sender } from "./support/send.ts";
import { transactionsOf } from "./support/transactions.ts";

/** What the seed prints, its JSON mended: the quote before `language`, and the lists that it leaves out. */
const sample = {
  id: "dcaad720-d1e9-47ba-a76b-a6370ef0373b",
  status: "new",
  created: "2017-04-23T18:25:43.511Z",
  tenant_id: "5e52d7b8-8b18-41a4-9187-d4ce75af681",
  workflow_id: "80b601c9-f102-4761-9eaa-90ba8fcb58b6",
  urlSetKey: "default",
  brand_id: "a089f718-f12d-4b13-b82e-e1d8b324337d",
  language: "english",
  tokens: [],
  verifications: [],
  users: [],
  documents: [],
  events: [],
};
const names = Object.keys(sample);

const server = await testServer();
const world = await openSandbox(server);
const { send, setup, path, tenantId } = world;
const { begin } = transactionsOf(world);

const { workflow_id, created } = sample;
got(
  await setup.createWorkflow({ path, body: { id: workflow_id, name: "Seed", kind: "document", roles: ["signer1"] } }),
);
await world.goTo(created);
const { urlSetKey, brand_id, language } = sample;
const { id } = await begin({ workflow_id, urlSetKey, brand_id, language });
const Accept = "application/json, text/javascript";

it("the first example request is answered as the seed has it, without verifications", async () => {
  const { status, headers, body } = await send("GET", `/api/transaction/${id}`, { headers: { Accept } });
  expect([status, headers.get("vary"), headers.get("content-type")]).toEqual([200, "Accept", "application/json"]);
  const { verifications: _, ...shown } = sample;
  expect(body).toMatchObject({ ...shown, id, tenant_id: tenantId, events: [{ trigger: "transaction_created" }] });
  expect(Object.keys(body).slice(0, names.length - 1)).toEqual(names.filter((name) => name !== "verifications"));
});

it("the example with withVerifications is answered with them between tokens and users", async () => {
  const { status, headers, body } = await send("GET", `/api/transaction/${id}?withVerifications=true`);
  expect([status, headers.get("vary"), headers.get("content-type")]).toEqual([200, "Accept", "application/json"]);
  expect(body).toMatchObject({ ...sample, id, tenant_id: tenantId, events: [{ trigger: "transaction_created" }] });
  expect(Object.keys(body).slice(0, names.length)).toEqual(names);
});

it("every status of the seed's table is answered where it says", async () => {
  const at = `/api/transaction/${id}`;
  expect(refusalIn(await send("GET", `${at}?withVerifications=yes`))).toMatch(/^400 /);
  expect(refusalIn(await send("GET", at, { authorization: null }))).toMatch(/^401 /);
  const authorization = `Bearer ${await world.token({ scope: ["evidence_access"] })}`;
  expect(refusalIn(await send("GET", at, { authorization }))).toMatch(/^403 /);
  expect(refusalIn(await send("GET", `/api/transaction/${sample.id}`))).toBe(
    `404 There is no transaction ${sample.id}.`,
  );
});

it("the default sandbox answers to what it is documented with", async () => {
  const own = sender(`${server.publicUrl}/onespan`, `Bearer ${documented.accessToken}`);
  const headers = { "X-Tenant": documented.tenantId };
  const { documentWorkflowId, faceWorkflowId, secondFaceWorkflowId, agreementWorkflowId } = documented;
  for (const workflow of [documentWorkflowId, faceWorkflowId, secondFaceWorkflowId, agreementWorkflowId]) {
    const json = { workflow_id: workflow, brand_id, language, tokens: [{ role: "signer1" }] };
    const { status, body } = await own("PUT", "/api/transaction/", { json, headers });
    expect([status, body.tenant_id, body.workflow_id]).toEqual([200, "understudy", workflow]);
    expect((await own("GET", `/api/transaction/${body.id}`)).body).toEqual(body);
  }
});

it("a request with any workflow id of the provider's guides begins a verification in the default sandbox", async () => {
  const own = sender(`${server.publicUrl}/onespan`, `Bearer ${documented.accessToken}`);
  const control = sender(`${server.publicUrl}/control/sandboxes/sbx_default/onespan`, null);
  for (const workflow of ["0001-0002-31", "0002-0002-31", "0001-0002-32"].map(
    (part) => `00000001-0001-${part}0000000007`,
  )) {
    const json = { workflow_id: workflow, users: [{ role: "Customer" }], tokens: [{ role: "Customer" }] };
    const { body } = await own("PUT", "/api/transaction/", { json });
    expect((await control("POST", `/transactions/${body.id}/finish`, { json: {} })).body.result).toBe("passed");
    const { verifications } = (await own("GET", `/api/transaction/${body.id}?withVerifications=true`)).body;
    expect(verifications).toHaveLength(1);
  }
});
