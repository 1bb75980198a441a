import { expect, test } from "vitest";
import { testBrowser } from "../../../../testing/browser.ts";
import { testServer } from "../../../../testing/server.ts";
import { stepTexts } from "../../pages/steps/texts.ts";
import { texts } from "../../pages/texts.ts";
import { specimenNamed } from "../../rules/specimens.ts";
import { journeysOf, role } from "../support/journeys.ts";
import { openSandbox } from "../support/sandbox.ts";
import { look, patient } from "./looking.ts";
import { personAt } from "./person.ts";
import { recordsOf } from "./records.ts";
import { expectToLead, testSite } from "./site.ts";

const server = await testServer();
const world = await openSandbox(server);
const browser = await testBrowser();
const site = await testSite();
const [journeys, records] = [journeysOf(world), recordsOf(world)];
const { document, selfie, consent } = stepTexts;

/** Somebody who opens the link of a transaction of theirs on a phone. */
async function invited(javaScript: boolean, more: Parameters<typeof journeys.begin>[1] = {}) {
  const begun = await journeys.begin(world.faceWorkflowId, { ...site.leading(), ...more });
  const page = await browser.visit({ device: "phone", javaScript });
  expect((await page.goto(begun.link))?.status()).toBe(200);
  const see = async (name: string) => void (javaScript && (await look(page, `verified-${name}`)));
  return { ...begun, ...personAt(page), see };
}

test.for([true, false])(
  "21, 51: who passes is led on by the integrator's address, and the API agrees, scripts: %s",
  patient,
  async (javaScript) => {
    const person = await invited(javaScript, { brand_id: "Harbour Bank" });
    const { id, link, page, title, progress, see } = person;
    expect(new URL(link).pathname).toContain(`/esign/${id}`);
    expect(claimsIn(link)).toMatchObject({ session: { role }, transaction_uuid: id });

    expect([await title(), await progress()]).toEqual([consent.titles.document_with_face, "Step 1 of 3"]);
    expect((await page.getByRole("banner").textContent())?.trim()).toBe("Harbour Bank");
    await see("1-consent");
    expect(await person.consent()).toBe(200);
    expect([await title(), await progress()]).toEqual([document.title, "Step 2 of 3"]);
    await see("2-document");
    expect(await person.show("passport")).toBe(200);
    expect([await title(), await progress()]).toEqual([selfie.title, "Step 3 of 3"]);
    await see("3-selfie");
    expect(await person.show("portrait")).toBe(200);
    expect([await title(), await progress()]).toEqual([texts.result.passed.title, "All 3 steps done"]);
    await page.getByText(texts.result.passed.lead("Harbour Bank")).waitFor();
    await see("4-passed");

    await expectToLead(person, site, site.addressOf("REDIRECT_DOCID_PASS", role, id));
    expect(site.visits(id)).toHaveLength(1);
    expect(await records.verdict(id)).toBe("Passed Completed");
    expect((await records.read(id)).status).toBe("completed");
    expect(await records.verifications(id)).toEqual(["document_face_verification doc_face SUCCESS"]);
    const names = ["image_submitted_document_front", "image_submitted_selfie"];
    expect(Object.keys(await records.pictures(id))).toEqual(names);
    expect((await journeys.control(id)).open_sessions).toBe(0);
    const evidence = await records.evidence(id);
    for (const scenario of happened) expect(evidence).toContain(scenario);
  },
);

const happened = [
  ...["transaction_created", "session_started", "consent_accepted", "document_selected", "verification_doc_face"],
  ...["session_ended", "page_view_created"],
];

function claimsIn(link: string): unknown {
  const [, claims = ""] = (new URL(link).searchParams.get("access_token") ?? "").split(".");
  return JSON.parse(Buffer.from(claims, "base64url").toString());
}

test.for([
  ["passport-tampered", "portrait", true],
  ["passport", "portrait-of-a-screen", false],
] as const)(
  "51: who fails with %s and %s is led on by the other address",
  patient,
  async ([paper, face, javaScript]) => {
    const person = await invited(javaScript);
    const { id, page, title, see } = person;
    await person.consent();
    await person.show(paper);
    await person.show(face);
    expect(await title()).toBe(texts.result.failed.title);
    const reasons = [paper, face].flatMap((name) => specimenNamed(name)?.findings ?? []).map(({ message }) => message);
    expect(await page.locator("main li").allInnerTexts()).toEqual(reasons);
    await see("5-failed");

    await expectToLead(person, site, site.addressOf("REDIRECT_DOCID_FAIL", role, id));
    expect(await records.verdict(id)).toBe("Failed Completed");
    expect((await records.read(id)).status).toBe("completed");
    expect(await records.verifications(id)).toEqual(["document_face_verification doc_face FAILED"]);
    expect(await records.evidence(id)).toContain("verification_doc_face");
  },
);
