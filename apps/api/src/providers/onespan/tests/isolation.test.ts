import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { pdf } from "./support/papers.ts";
import { got, nobodys, openSandbox } from "./support/sandbox.ts";
import { problemIn, type Received, refusalIn } from "./support/send.ts";
import { jane, transactionsOf } from "./support/transactions.ts";

const server = await testServer();
const [own, other] = [await openSandbox(server), await openSandbox(server)];
const [mine, theirs] = [transactionsOf(own), transactionsOf(other)];

const passed = await theirs.finished();
const verification = passed.verifications?.[0]?.vhub_verification_id ?? "";
const { id: signing, documents } = await theirs.beginSigning({ tokens: [{ role: "Borrower" }] });
const [agreement] = documents;
const headers = { "Content-Type": "application/pdf" };
const upload = (await other.control("POST", "/files", { body: pdf("x"), headers })).body;
const template = (await other.control("GET", "/document-templates")).body.data[0];
const images = `/api/transactions/{id}/verifications/${verification}/verification-images`;
const listed = (await other.send("GET", images.replace("{id}", passed.id))).body.verified_images;
const image = String(Object.values(listed[0])[0]);

/** All of the other sandbox's that could have been touched. */
const all = async () =>
  JSON.stringify([
    await other.control("GET", `/transactions/${passed.id}`).then(({ text }) => text),
    await other.control("GET", `/transactions/${signing}`).then(({ text }) => text),
    await other.control("GET", "/workflows").then(({ text }) => text),
    await other.control("GET", "/tenant").then(({ text }) => text),
    got(await other.platform.listEvents({ path: other.path, query: { limit: 100 } })).data.map(({ id }) => id),
  ]);

/** What is foreign is answered as what is not there, to the byte but for the id that was sent. */
function expectAlike(foreign: Received, id: string, none: Received) {
  expect([foreign.status, foreign.text.replaceAll(id, nobodys)]).toEqual([none.status, none.text]);
  const named = ({ headers: all }: Received) => [...all].filter(([name]) => !["date", "content-length"].includes(name));
  expect(named(foreign)).toEqual(named(none));
}

describe("another sandbox's transaction", () => {
  const operations: [method: string, path: string, id: string, json?: object][] = [
    ["GET", "/api/transaction/{id}", passed.id],
    ["GET", "/api/transaction/{id}?withVerifications=true", passed.id],
    ["GET", "/api/transaction/{id}/verification", passed.id],
    ["GET", "/api/transactions/{id}/detailed-verification-report", passed.id],
    ["GET", images, passed.id],
    ["GET", "/api/transaction/{id}/document/AuditTrailDocument/pdf", passed.id],
    ["GET", `/api/transaction/{id}/document/${agreement?.id}/pdf`, signing],
    ["PUT", "/api/transaction/{id}/event", signing, { trigger: "transaction_cancelled" }],
    ["PUT", "/api/transaction/{id}/event", signing, { trigger: "lender_sign" }],
    ["POST", "/api/transaction/{id}/token", signing, { role: "Borrower" }],
  ];

  it.each(operations)("%s %s is absent, as what there is not, and stays as it is", async (...operation) => {
    const [method, path, id, json] = operation;
    const before = await all();
    const ask = (each: string) => own.send(method, path.replace("{id}", each), json ? { json } : {});
    const [foreign, none] = [await ask(id), await ask(nobodys)];
    expect(refusalIn(foreign)).toBe(`404 There is no transaction ${id}.`);
    expectAlike(foreign, id, none);
    expect(await all()).toBe(before);
  });

  it("is no image's", async () => {
    const ask = (url: string) => own.send("GET", `/api/sfs?url=${url}`);
    expect((await other.send("GET", `/api/sfs?url=${image}`)).status).toBe(200);
    expect(refusalIn(await ask(image))).toMatch(/^404 /);
    expectAlike(await ask(image), passed.id, await ask(image.replace(passed.id, nobodys)));
  });

  it.each(["/api/transactions", "/api/transaction"])("is not erased by %s", async (base) => {
    const before = await all();
    const entries = async (path: string, json: object) => (await own.send("POST", `${base}/${path}`, { json })).body;
    const ids = { transaction_ids: [passed.id, nobodys] };
    const marked = await entries("mark-for-erasure", { ...ids, grace_period: 0 });
    expect(marked.message).toBe("None of the transactions was marked for erasure.");
    expect(marked.transactions).toEqual(
      ids.transaction_ids.map((transaction_id) => ({
        ...{ transaction_id, marking_event: "Transaction Erase Request - ID field error" },
        message: "This transaction does not exist.",
      })),
    );
    const unmarked = await entries("unmark-for-erasure", ids);
    expect(unmarked.transactions[0]).toEqual({ ...unmarked.transactions[1], transaction_id: passed.id });
    expect(await all()).toBe(before);
  });

  it("is not opened by whoever calls this sandbox", async () => {
    const { tokens } = await mine.begin({ tokens: [{ role: "signer1" }] });
    const link = String(passed.tokens[0]?.accessUrl);
    const withMine = `${link.slice(0, link.indexOf("=") + 1)}${tokens[0]?.token}`;
    for (const url of [link, withMine]) {
      const pages = [url, url.replace(passed.id, nobodys)].map(async (each) => {
        const page = await fetch(each.replace(other.sandboxId, own.sandboxId), { redirect: "manual" });
        return [page.status, (await page.text()).replaceAll(passed.id, nobodys)];
      });
      const [foreign, none] = await Promise.all(pages);
      expect([foreign?.[0], foreign]).toEqual([403, none]);
      expect(foreign?.[1]).not.toContain("Doe");
    }
    expect((await fetch(withMine, { redirect: "manual" })).status).toBe(403);
  });
});

describe("a new transaction", () => {
  it.each([
    ["workflow_id", other.faceWorkflowId, (workflow_id: string) => ({ workflow_id })],
    ["an upload", upload.id, (id: string) => content(`sfs://understudy/default/onespan/upload/${id}`)],
    ["a template", template.id, (document_template_id: string) => ({ documents: [{ document_template_id }] })],
    ["a template's address", template.id, (id: string) => content(`sfs://understudy/default/onespan/template/${id}`)],
    ["an agreement", signing, (id: string) => content(String(agreement?.content).replace(signing, id))],
    ["an image", passed.id, (id: string) => content(image.replace(passed.id, id))],
  ])("cannot name another sandbox's %s", async (_what, id, of) => {
    const before = await all();
    const [foreign, none] = [
      await mine.ask({ workflow_id: own.agreementWorkflowId, ...of(id) }),
      await mine.ask({ workflow_id: own.agreementWorkflowId, ...of(nobodys) }),
    ];
    expect(refusalIn(foreign)).toMatch(/^400 \S+ /);
    expectAlike(foreign, id, none);
    expect(await all()).toBe(before);
  });

  it("may be of a workflow whose id another sandbox has too", async () => {
    const id = "80b601c9-f102-4761-9eaa-90ba8fcb58b6";
    for (const [{ setup, path }, name, role] of [
      [own, "Mine", "a"],
      [other, "Theirs", "b"],
    ] as const)
      got(await setup.createWorkflow({ path, body: { id, name, kind: "document", roles: [role] } }));
    const { id: made } = await mine.begin({ workflow_id: id });
    expect((await mine.look(made)).participants).toMatchObject([{ role: "a" }]);
    expect(refusalIn(await mine.ask({ workflow_id: id, users: [{ role: "b" }] }))).toContain("which has a.");
  });

  function content(url: string) {
    return { documents: [{ content: url }] };
  }
});

it("another sandbox's token is at home there alone", async () => {
  const { id } = await mine.begin({ users: [jane] });
  for (const authorization of [
    `Bearer ${other.accessToken}`,
    `bearer ${await other.token({ scope: ["transaction_access"] })}`,
  ])
    expect(refusalIn(await own.send("GET", `/api/transaction/${id}`, { authorization }))).toBe(
      `404 There is no transaction ${id}.`,
    );
  const named = { headers: { "X-Tenant": own.tenantId }, authorization: `Bearer ${other.accessToken}` };
  expect(refusalIn(await own.send("GET", `/api/transaction/${id}`, named))).toMatch(/^403 X-Tenant must be /);
  const json = { workflow_id: own.faceWorkflowId, tenant_id: own.tenantId };
  const asked = { json, authorization: `Bearer ${other.accessToken}` };
  expect(refusalIn(await own.send("PUT", "/api/transaction/", asked))).toMatch(/^403 tenant_id must be /);
});

it("what a test does is done in its own sandbox only", async () => {
  const before = await all();
  for (const [method, path, json] of [
    ["GET", `/transactions/${passed.id}`],
    ["POST", `/transactions/${signing}/finish`, {}],
    ["POST", `/transactions/${signing}/finish`, { outcome: "error" }],
    ["GET", `/workflows/${other.faceWorkflowId}`],
    ["PUT", `/workflows/${other.faceWorkflowId}`, { name: "x", kind: "document", roles: ["x"] }],
    ["DELETE", `/workflows/${other.faceWorkflowId}`],
    ["GET", `/document-templates/${template.id}`],
    ["GET", `/files/${upload.id}`],
    ["DELETE", `/files/${upload.id}`],
    ["GET", `/files/${agreement?.content.slice(-36)}`],
  ] as const)
    expect([path, problemIn(await own.control(method, path, json ? { json } : {}))]).toEqual([path, ["404 absent"]]);
  const session = { role: "Borrower", transaction_id: signing };
  expect(problemIn(await own.control("POST", "/tokens", { json: { session } }))).toEqual([
    ...["400 invalid", "session.transaction_id invalid"],
  ]);
  expect(await all()).toBe(before);
});

it("a clock that moves in one sandbox moves nothing in another", async () => {
  const [here, there] = [await mine.begin(), await theirs.begin()];
  await other.advance("P91D");
  expect([(await mine.read(here.id)).status, (await theirs.read(there.id)).status]).toEqual(["new", "expired"]);
});
