import { createCanvas } from "@napi-rs/canvas";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { testBrowser } from "../../../../testing/browser.ts";
import { testServer } from "../../../../testing/server.ts";
import { stepTexts } from "../../pages/steps/texts.ts";
import { texts } from "../../pages/texts.ts";
import { type SpecimenName, specimenNamed } from "../../rules/specimens.ts";
import { journeysOf } from "../support/journeys.ts";
import { openSandbox } from "../support/sandbox.ts";
import { look, patient } from "./looking.ts";
import { recordsOf } from "./records.ts";
import { visitorsOf } from "./visiting.ts";

const server = await testServer();
const world = await openSandbox(server);
const visitor = visitorsOf(await testBrowser());
const [{ begin, standing }, records] = [journeysOf(world), recordsOf(world)];
const { document, pictures, refused, selfie } = stepTexts;
const front = document.front.label;
const back = `${document.back.label} (${document.optional})`;

/** Somebody who has consented, and is to show a document. */
async function asked(javaScript = true, workflowId = world.documentWorkflowId) {
  const { id, link } = await begin(workflowId);
  const person = await visitor(link, javaScript);
  await person.consent();
  return { ...person, id, link };
}

/** A picture that no specimen is. */
function pictureOf(type: "png" | "jpeg", side: number) {
  const sheet = createCanvas(side, side);
  const pen = sheet.getContext("2d");
  for (let line = 0; line < 20; line += 1) {
    pen.fillStyle = `hsl(${line * 18} 70% 50%)`;
    pen.fillRect(0, (line * side) / 20, side, side / 20);
  }
  const buffer = type === "png" ? sheet.toBuffer("image/png") : sheet.toBuffer("image/jpeg");
  return { name: `mine.${type}`, mimeType: `image/${type}`, buffer };
}

const mine = { front: pictureOf("png", 400), back: pictureOf("jpeg", 300), selfie: pictureOf("png", 200) };
const text = { name: "passport.png", mimeType: "image/png", buffer: Buffer.from("This is my passport.") };

/** Saves a specimen's picture from the page, as a file. */
async function saved(page: Page, name: SpecimenName) {
  const card = page.locator(".choice", { has: page.locator(`input[value="${name}"]`) });
  const address = new URL(String(await card.getByRole("presentation").getAttribute("src")), page.url());
  const answer = await fetch(address);
  expect(answer.headers.get("content-type")).toBe("image/png");
  return { name: "scan.png", mimeType: "image/png", buffer: Buffer.from(await answer.arrayBuffer()) };
}

test.for([true, false])("a PNG and a JPEG of one's own pass, scripts: %s", patient, async (javaScript) => {
  const { id, title, field, send, page } = await asked(javaScript, world.faceWorkflowId);
  await field(front).setInputFiles(mine.front);
  await field(back).setInputFiles(mine.back);
  if (javaScript) await page.getByText(/^mine\.jpeg · \d+ kB$/).waitFor();
  expect(await send(pictures.sendMany)).toBe(200);
  expect(await title()).toBe(selfie.title);
  await field(selfie.own.label).setInputFiles(mine.selfie);
  expect(await send(pictures.sendOne)).toBe(200);
  expect(await title()).toBe(texts.result.passed.title);
  expect(await records.verdict(id)).toBe("Passed Completed");
  expect(await records.pictures(id)).toEqual({
    image_submitted_document_front: mine.front.buffer,
    image_submitted_document_back: mine.back.buffer,
    image_submitted_selfie: mine.selfie.buffer,
  });
});

test("a specimen that was saved keeps its outcome", patient, async () => {
  const { id, page, title, field, send, notices } = await asked(false);
  await field(front).setInputFiles(await saved(page, "passport-blurred"));
  expect(await send(pictures.sendMany)).toBe(200);
  expect(await title()).toBe(document.title);
  expect((await notices()).join()).toContain(refused.left(2));
  await field(front).setInputFiles(await saved(page, "passport-tampered"));
  await send(pictures.sendMany);
  expect(await title()).toBe(texts.result.failed.title);
  const reasons = specimenNamed("passport-tampered")?.findings.map(({ message }) => message);
  expect(await page.locator("main li").allTextContents()).toEqual(reasons);
  expect([await records.verdict(id), (await standing(id)).attempts]).toEqual(["Failed Completed", 2]);
});

test.for([true, false])(
  "what is no picture is told at its field, and nothing is sent on, scripts: %s",
  patient,
  async (javaScript) => {
    const { id, page, field, send, refused: complaints, title } = await asked(javaScript);
    expect(await complaints(document.button)).toEqual([document.missing]);
    if (javaScript) await look(page, "uploads-1-none-chosen");
    expect(await complaints(pictures.sendMany)).toEqual([pictures.missing("the front")]);
    await field(front).setInputFiles(text);
    await field(back).setInputFiles(pictureOf("png", 199));
    expect(await send(pictures.sendMany)).toBe(422);
    if (javaScript) {
      expect(await page.locator(":focus").getAttribute("role")).toBe("alert");
      await look(page, "uploads-2-no-picture");
    }
    const told = [pictures.unreadable("the front"), pictures.tooSmall("the back")];
    expect(await page.getByRole("alert").getByRole("link").allTextContents()).toEqual(told);
    // It stands at the field too, and is read with it.
    for (const [index, label] of [front, back].entries()) {
      const ids = String(await field(label).getAttribute("aria-describedby")).split(" ");
      expect(await page.locator(`#${ids.at(-1)}`).textContent()).toBe(told[index]);
    }
    expect(await standing(id)).toMatchObject({ status: "new", step: "document", attempts: 0 });
    await field(front).setInputFiles(pictureOf("jpeg", 200));
    await send(pictures.sendMany);
    expect(await title()).toBe(texts.result.passed.title);
  },
);

test("a page with scripts says at once what it does not take", patient, async () => {
  const { page, field } = await asked();
  await field(front).setInputFiles({ ...text, name: "notes.txt", mimeType: "text/plain" });
  await page.getByText("notes.txt is neither a JPEG nor a PNG.").waitFor();
  const large = { name: "large.png", mimeType: "image/png", buffer: Buffer.alloc(10 * 1024 ** 2 + 1) };
  await field(back).setInputFiles(large);
  await page.getByText("large.png is larger than 10 MB.").waitFor();
  const values = await Promise.all([front, back].map((label) => field(label).inputValue()));
  expect(values).toEqual(["", ""]);
});

test("without scripts a picture that is too large is told by a page, and the way back goes on", patient, async () => {
  const { id, page, field, send, show, title } = await asked(false);
  const buffer = Buffer.alloc(11 * 1024 ** 2);
  await field(front).setInputFiles({ name: "large.png", mimeType: "image/png", buffer });
  expect(await send(pictures.sendMany)).toBe(413);
  expect(await title()).toBe("Too large");
  await page.goBack();
  await show("passport");
  expect(await title()).toBe(texts.result.passed.title);
  expect((await standing(id)).attempts).toBe(1);
});
