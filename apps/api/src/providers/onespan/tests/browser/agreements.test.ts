import { expect, test } from "vitest";
import { testBrowser } from "../../../../testing/browser.ts";
import { testServer } from "../../../../testing/server.ts";
import { stepTexts } from "../../pages/steps/texts.ts";
import { texts } from "../../pages/texts.ts";
import { accountAgreement } from "../../papers/account-agreement.ts";
import { person as ana, journeysOf, role } from "../support/journeys.ts";
import { inline, pdf } from "../support/papers.ts";
import { got, openSandbox } from "../support/sandbox.ts";
import { look, patient } from "./looking.ts";
import type { Person } from "./person.ts";
import { recordsOf } from "./records.ts";
import { expectToLead, testSite } from "./site.ts";
import { visitorsOf } from "./visiting.ts";

const server = await testServer();
const world = await openSandbox(server);
const visitor = visitorsOf(await testBrowser());
const site = await testSite();
const [{ begin, control, triggers, workflow }, records] = [journeysOf(world), recordsOf(world)];
const { agreement, agreements, consent, signature } = stepTexts;
const name = "Ana María Roe";

const terms = pdf("You may lend the card to nobody.");
const loan = await workflow({ kind: "agreement_signing", lender_signature: true });
const [template] = got(await world.setup.listDocumentTemplates({ path: world.path })).data;
const documents = [
  { id: "account", document_template_id: String(template?.id) },
  { id: "card-terms", title: "Card terms", description: "What holds for the card.", content: inline(terms) },
];

test.for([true, false])(
  "51: who reads, accepts and signs is led on, and the lender signs last, scripts: %s",
  patient,
  async (javaScript) => {
    const { id, link } = await begin(loan.id, { ...site.leading(), documents, brand_id: "Harbour Bank" });
    const person = await visitor(link, javaScript);
    const see = async (screen: string) => void (javaScript && (await look(person.page, `agreements-${screen}`)));
    await readAndAccept(person, see);
    await signAll(person, see);
    expect(await person.lines()).toContain(texts.result.lender);
    expect(await standing(id)).toEqual({ status: "new", step: "lender", outcome: "signed" });

    const path = { transaction_id: id };
    got(await world.api.sendTransactionEvent({ path, body: { trigger: "lender_sign" } }));
    await world.settle();
    expect(await standing(id)).toEqual({ status: "completed", step: "done", outcome: "signed" });
    await person.page.reload();
    expect(await person.lines()).not.toContain(texts.result.lender);
    await see("6-complete");
    await expectToLead(person, site, site.addressOf("REDIRECT_DOCID_PASS", role, id));
    for (const { id: documentId } of documents) expect(await records.document(id, documentId)).toContain(name);
    expect(await records.document(id, "card-terms")).toContain("You may lend the card to nobody.");
    const evidence = await records.evidence(id);
    for (const scenario of happened) expect(evidence).toContain(scenario);
  },
);

const happened = [
  ...["session_started", "document_presented", "document_downloaded", "document_accepted", "signature_accepted"],
  ...["document_signed", "transaction_ready_for_lender", "signature_signed", name],
];

async function readAndAccept(person: Person, see: (screen: string) => Promise<void>) {
  const { page, title, progress, follow, send } = person;
  expect([await title(), await progress()]).toEqual([consent.titles.agreement_signing, "Step 1 of 3"]);
  await see("1-consent");
  await send(consent.button);
  expect([await title(), await progress()]).toEqual([agreements.title, "Step 2 of 3"]);
  const standings = () => page.locator("main li .standing").allTextContents();
  expect(await standings()).toEqual([agreements.states.unread, agreements.states.unread]);
  await see("2-agreements");

  await follow(agreements.start);
  expect(await title()).toBe("Account agreement");
  await page.getByText(`${agreement.of(1, 2)} · `).waitFor();
  const [first] = accountAgreement.paragraphs;
  expect(await page.getByRole("article").textContent()).toContain(first);
  await see("3-agreement");
  await follow(agreement.back);
  expect(await standings()).toEqual([agreements.states.read, agreements.states.unread]);
  await follow("Account agreement");
  expect(await send(agreement.accept)).toBe(200);

  expect(await title()).toBe("Card terms");
  expect(await page.getByRole("article").getByRole("paragraph").allTextContents()).toEqual([
    "You may lend the card to nobody.",
  ]);
  await openPdf(person);
  expect(await send(agreement.accept)).toBe(200);
}

/** The file itself, in a tab of its own. */
async function openPdf({ page, linkNamed }: Person) {
  const context = page.context();
  const [answer, tab] = await Promise.all([
    context.waitForEvent("response", (response) => response.url().endsWith(".pdf")),
    context.waitForEvent("page"),
    linkNamed(agreement.pdf).click(),
  ]);
  expect([answer.status(), answer.headers()["content-type"]]).toEqual([200, "application/pdf"]);
  const bytes = await (await fetch(answer.url())).arrayBuffer();
  expect(Buffer.from(bytes).equals(terms)).toBe(true);
  await tab.close();
}

async function signAll(person: Person, see: (screen: string) => Promise<void>) {
  const { title, progress, field, refused, follow, send } = person;
  expect([await title(), await progress()]).toEqual([signature.title, "Step 3 of 3"]);
  await see("4-signature");
  await follow("Card terms");
  await person.page.getByText(agreement.accepted).waitFor();
  await see("4-accepted");
  await follow(agreement.toSignature);
  await field(signature.name.label).fill(name);
  expect(await refused(signature.button)).toEqual([signature.disagree]);
  // What was typed is still there.
  expect(await field(signature.name.label).inputValue()).toBe(name);
  await field(signature.name.label).fill(" ");
  await field(signature.agree).check();
  expect(await refused(signature.button)).toEqual([signature.missing]);
  await see("5-not-signed");
  await field(signature.name.label).fill(`  ${name} `);
  expect(await field(signature.agree).isChecked()).toBe(true);
  expect(await send(signature.button)).toBe(200);
  expect(await title()).toBe(texts.result.signed.title);
  expect(await person.page.locator(".ticked li").allTextContents()).toEqual(["Account agreement", "Card terms"]);
  await see("6-signed");
}

async function standing(transactionId: string) {
  const { status, participants } = await control(transactionId);
  return { status, step: participants[0]?.step, outcome: participants[0]?.outcome };
}

test.for([true, false])(
  "an agreement is accepted once, however often it is sent, scripts: %s",
  patient,
  async (javaScript) => {
    const { id, link } = await begin(loan.id, { documents });
    const first = await visitor(link, javaScript);
    const { page, send, title, follow, notices, button } = first;
    await send(consent.button);
    await follow(agreements.start);
    const reading = page.url();
    const behind = await visitor(link, javaScript);
    await behind.follow(agreements.start);
    await button(agreement.accept).dblclick();
    await page.getByRole("heading", { name: "Card terms" }).waitFor();

    // The page before it, and another browser's, say that it is accepted.
    await page.goto(reading);
    await page.getByText(agreement.accepted).waitFor();
    expect(await behind.send(agreement.accept)).toBe(200);
    expect([await behind.title(), await behind.notices()]).toEqual([agreements.title, [texts.moved]]);
    await page.goBack();
    await page.reload();
    expect([await title(), await notices()]).toEqual(["Card terms", []]);
    await send(agreement.accept);
    expect(await title()).toBe(signature.title);
    expect((await triggers(id)).filter((trigger) => trigger === "document_accepted")).toHaveLength(2);
  },
);

test("each role reads its own agreements, and is told of whom the others wait for", patient, async () => {
  // Of a template the groups are the template's own.
  const own = [
    { id: "mine", title: "Account agreement", content: inline(terms), groups: [role] },
    { id: "theirs", title: "Card terms", content: inline(terms), groups: ["Borrower"] },
  ];
  const { id, links } = await begin(world.agreementWorkflowId, {
    documents: own,
    users: [ana, { role: "Borrower", first_name: "Bo", last_name: "Roe" }],
    tokens: [{ role }, { role: "Borrower" }],
  });
  const [one, other] = [await visitor(String(links[role])), await visitor(String(links.Borrower))];
  for (const [person, paper] of [
    [one, "Account agreement"],
    [other, "Card terms"],
  ] as const) {
    await person.send(consent.button);
    expect(await person.page.locator(".agreements a").allTextContents()).toEqual([paper]);
    await person.follow(paper);
    await person.send(agreement.accept);
    await person.field(signature.name.label).fill(paper);
    await person.field(signature.agree).check();
    await person.send(signature.button);
  }
  expect(await one.lines()).toContain(texts.result.others);
  expect(await other.lines()).not.toContain(texts.result.others);
  await look(one.page, "agreements-7-others");
  await world.settle();
  expect((await control(id)).status).toBe("completed");
});
