import { expect, test } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { journeysOf, person, role } from "./support/journeys.ts";
import { inline, pdf as pdfOf } from "./support/papers.ts";
import { got, openSandbox } from "./support/sandbox.ts";
import { type Visitor, visit } from "./support/visitor.ts";

const server = await testServer();
const world = await openSandbox(server);
const { begin, standing, triggers, workflow } = journeysOf(world);
const { data: templates } = got(await world.setup.listDocumentTemplates({ path: world.path }));
const document_template_id = String(templates[0]?.id);
const two = [
  { id: "terms", document_template_id },
  { id: "fees", document_template_id, groups: ["visible"] },
];
/** Of a template the groups are the template's own. */
const paper = inline(pdfOf("What holds."));
const signature = { name: " Ana  Roe ", agree: "true" };

/** Somebody who is past the welcome. */
async function reader(documents: object[] = two, workflowId = world.agreementWorkflowId) {
  const begun = await begin(workflowId, { documents });
  const visitor = await visit(begun.link);
  await visitor.send();
  return { ...begun, visitor };
}

async function signer() {
  const opened = await reader([{ id: "terms", document_template_id }]);
  await opened.visitor.follow("Start reading");
  await opened.visitor.send();
  return opened;
}

const count = async (id: string, trigger: string) => (await triggers(id)).filter((each) => each === trigger).length;
const pdf = (visitor: Visitor) => fetch(`${visitor.shown.address}.pdf`, { redirect: "manual" });

test("agreements are read and accepted one by one, and signed by a name", async () => {
  const { id, visitor } = await reader();
  expect(visitor.shown).toMatchObject({ status: 200, step: "agreements", progress: "Step 2 of 3" });
  expect(visitor.shown.text).toContain("There are 2 agreements for you");
  expect(visitor.shown.text.match(/Not read yet/g)).toHaveLength(2);
  expect(visitor.shown.links.map(([label]) => label)).toEqual([
    ...["Account agreement", "Account agreement", "Start reading"],
  ]);

  const first = await visitor.follow("Start reading");
  expect(first).toMatchObject({ status: 200, state: "agreement", title: "Account agreement" });
  expect(first.documentTitle).toBe("Agreement 1 of 2 – Agreements");
  expect(first.text).toContain("Agreement 1 of 2");
  expect(first.text).toContain("By signing you say that you have read these pages");
  expect(first.buttons).toEqual(["I have read and accept"]);
  const list = await visitor.follow("All agreements");
  expect(list.text).toMatch(/Read, not accepted yet .*Not read yet/);
  expect([await count(id, "document_presented"), await count(id, "document_accepted")]).toEqual([1, 0]);

  await visitor.follow("Start reading");
  for (const _ of [1, 2, 3]) await visitor.reload();
  expect(await count(id, "document_presented")).toBe(1);
  expect(await visitor.send()).toMatchObject({ state: "agreement", status: 200 });
  expect(visitor.shown.text).toContain("Agreement 2 of 2");
  expect(await visitor.follow("All agreements")).toMatchObject({ step: "agreements" });
  expect(visitor.shown.text).toMatch(/Accepted .*Read, not accepted yet/);
  await visitor.follow("Read the next one");
  expect(await visitor.send()).toMatchObject({ step: "signature", title: "Sign", progress: "Step 3 of 3" });
  expect([await count(id, "document_presented"), await count(id, "document_accepted")]).toEqual([2, 2]);

  expect(await visitor.send(signature)).toMatchObject({ status: 200, state: "signed", title: "You have signed" });
  expect(visitor.shown.text).toContain("What you signed Account agreement Account agreement");
  await world.settle();
  expect(await standing(id)).toMatchObject({ status: "completed", step: "done", outcome: "signed" });
  expect([await count(id, "document_signed"), await count(id, "signature_signed")]).toEqual([2, 1]);
});

test("an agreement is to be had as a PDF, and that is told", async () => {
  const { id, visitor } = await reader();
  await visitor.follow("Start reading");
  const answer = await pdf(visitor);
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "application/pdf"]);
  expect(answer.headers.get("content-disposition")).toBe('inline; filename="terms.pdf"');
  expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
  expect(Buffer.from(await answer.arrayBuffer()).toString("latin1", 0, 5)).toBe("%PDF-");
  expect(await count(id, "document_downloaded")).toBe(1);
});

test("what was accepted can be read again until it is signed, and nothing after that", async () => {
  const { id, visitor } = await signer();
  const again = await visitor.follow("Account agreement");
  expect(again).toMatchObject({ status: 200, state: "agreement", buttons: [] });
  expect(again.text).toContain("You have accepted this agreement.");
  const address = again.address;
  await visitor.follow("Back to the signature");
  await visitor.send(signature);
  expect(await visitor.open(address)).toMatchObject({ state: "signed", address: expect.not.stringContaining("terms") });
  expect((await fetch(`${address}.pdf`, { redirect: "manual" })).status).toBe(303);
  expect(await count(id, "document_downloaded")).toBe(0);
});

test("nothing is read before the consent", async () => {
  const { link } = await begin(world.agreementWorkflowId, { documents: two });
  const visitor = await visit(link);
  expect(await visitor.open(`${visitor.shown.address}/documents/terms`)).toMatchObject({ step: "consent" });
});

test("an agreement of another role is none of the person's", async () => {
  const { visitor } = await reader([
    { id: "own", content: paper, groups: [role] },
    { id: "others", content: paper, groups: ["Borrower"] },
  ]);
  expect(visitor.shown.text).toContain("There is one agreement for you.");
  const other = await visitor.open(`${visitor.shown.address}/documents/others`);
  expect([other.status, other.state]).toEqual([404, "unknown"]);
});

test("whoever has no agreement signs at once", async () => {
  const { visitor } = await reader([{ id: "others", content: paper, groups: ["Borrower"] }]);
  expect(visitor.shown).toMatchObject({ step: "signature", progress: "Step 2 of 2" });
  expect(await visitor.send(signature)).toMatchObject({ state: "signed" });
});

test.each([
  ["nobody and nothing", {}, { name: "Type your name.", agree: "Tick the box to sign." }],
  ["blanks", { name: "  \t ", agree: "true" }, { name: "Type your name." }],
  ["a letter", { name: " A ", agree: "true" }, { name: "Type a name of 2 to 100 characters." }],
  ["too long a name", { name: "x".repeat(101), agree: "true" }, { name: "Type a name of 2 to 100 characters." }],
  ["a name without a tick", { name: "Ana Roe", agree: "on" }, { agree: "Tick the box to sign." }],
])("a signature of %s is sent back, with what was typed", async (_, answers: Record<string, string>, errors) => {
  const { visitor } = await signer();
  const refused = await visitor.send(answers);
  expect([refused.status, refused.errors]).toEqual([422, errors]);
  expect(refused.summary).toEqual(Object.entries(errors));
  expect(refused.values.name).toBe(answers.name ?? "");
});

test("a name may have a hundred letters of any alphabet", async () => {
  const { visitor } = await signer();
  expect(await visitor.send({ name: "🦌".repeat(100), agree: "true" })).toMatchObject({ state: "signed" });
});

test("where the lender signs, the person is told that the lender is next", async () => {
  const { id: workflowId } = await workflow({ kind: "agreement_signing", lender_signature: true });
  const { id, visitor } = await reader([{ id: "terms", document_template_id }], workflowId);
  await visitor.follow("Start reading");
  await visitor.send();
  expect(await visitor.send(signature)).toMatchObject({ state: "signed" });
  expect(visitor.shown.text).toContain("The lender signs next");
  got(await world.api.sendTransactionEvent({ path: { transaction_id: id }, body: { trigger: "lender_sign" } }));
  expect((await visitor.reload()).text).not.toContain("The lender signs next");
});

test("8: ERROR and TIMEOUT have their way at signing, and FAIL has none", async () => {
  const signed = async (last_name: string) => {
    const documents = [{ id: "terms", document_template_id }];
    const begun = await begin(world.agreementWorkflowId, { documents, users: [{ ...person, last_name }] });
    const visitor = await visit(begun.link);
    await visitor.send();
    await visitor.follow("Start reading");
    await visitor.send();
    return visitor.send(signature);
  };
  expect(await signed("ERROR")).toMatchObject({ status: 410, state: "error" });
  expect(await signed("TIMEOUT")).toMatchObject({ status: 410, state: "timeout" });
  expect(await signed("FAIL")).toMatchObject({ status: 200, state: "signed" });
});

test("a PDF without text is told to be opened", async () => {
  const bytes = "%PDF-1.4\n%%EOF\n";
  const content = `data:application/pdf;base64,${Buffer.from(bytes).toString("base64")}`;
  const { visitor } = await reader([{ id: "scan", title: "Scan", content }]);
  const shown = await visitor.follow("Start reading");
  expect([shown.status, shown.notices]).toEqual([
    200,
    ["The text of this agreement cannot be shown here. Open the PDF to read it."],
  ]);
  expect((await pdf(visitor)).status).toBe(200);
  expect(await visitor.send()).toMatchObject({ step: "signature" });
});
