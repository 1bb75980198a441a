import { createCanvas } from "@napi-rs/canvas";
import { beforeAll, expect, test } from "vitest";
import { builtInAgreement } from "../agreement.ts";
import { bytesOf } from "../drawing/paper.ts";
import { agreement, at, digest, event, idOf, packOf, participant, transaction, verification } from "../tests/pack.ts";
import { parsed } from "../tests/parsed.ts";
import { writeEvidence } from "./write-evidence.ts";

const canvas = createCanvas(320, 220);
canvas.getContext("2d").fillRect(40, 40, 100, 100);
const png = canvas.toBuffer("image/png");
const jpeg = canvas.toBuffer("image/jpeg");
const contract = await builtInAgreement();
const signed = Buffer.from("%PDF-1.7 signed, or so it says");

const files = {
  ...{ "front-0": png, "selfie-0": jpeg, "front-1": png, "selfie-1": Buffer.from("no picture at all") },
  ...{ "front-2": png, contract, "contract-signed": signed },
};
const pack = packOf(files, { documents: [agreement("contract", "Account agreement", contract, signed)] });
let bytes: Buffer;
let evidence: Awaited<ReturnType<typeof parsed>>;
let text: string;

beforeAll(async () => {
  bytes = await bytesOf(writeEvidence(pack));
  evidence = await parsed(bytes);
  text = evidence.pages.join(" ");
});

test("the pack has its sections in order, each with a bookmark and a line in the table of contents", () => {
  const sections = [
    ...["About this document", "Transaction summary", "Event timeline", "Sessions"],
    ...["Verification results", "Attachments", "Screenshots"],
  ];
  expect(evidence.outline.map(({ title }) => title)).toEqual(sections);
  expect(evidence.pages[0]).toContain("Evidence pack");
  const contents = evidence.pages[2] ?? "";
  for (const [index, title] of sections.entries())
    expect(contents.indexOf(title)).toBeGreaterThan(contents.indexOf(sections[index - 1] ?? "Contents"));
});

test("the table of contents leads to the pages that it names", () => {
  const links = evidence.links.filter(({ page }) => page === 3);
  expect(links.length).toBeGreaterThan(12);
  for (const { leadsTo, to } of links) expect([to, leadsTo]).toEqual([to, expect.toSatisfy((page) => page > 1)]);
  const [, number] = /Event timeline (\d+)/.exec(evidence.pages[2] ?? "") ?? [];
  expect(evidence.pages[Number(number) - 1]).toContain("Event timeline");
  expect(links.find(({ to }) => to === "timeline")?.leadsTo).toBe(Number(number));
});

test("every event stands in the timeline with its time, its role and the number of its session", () => {
  for (const [index, { message, scenario, at: time }] of pack.events.entries()) {
    expect(text).toContain(`${index + 1} ${time.toISOString().replace("T", " ").replace("Z", "")}`);
    expect(text).toContain(scenario);
    expect(text.replace(/\s+/g, " ")).toContain(message);
  }
  expect(text).toContain("consent: accepted");
  expect(text).toContain("2026-03-01 10:15:07.123 Borrower The session has started. session_started 1");
});

test("names stand in their own letters, and a letter that no font has as its number", async () => {
  for (const name of ["Zażółć", "Гончарова", "Ελευθερία", "Παπαδοπούλου", "Łódź"]) expect(text).toContain(name);
  const users = [{ role: "Borrower", first_name: "李", last_name: "O’Brien\u202e\n<&>" }];
  const other = await parsed(await bytesOf(writeEvidence(packOf({}, { transaction: { ...transaction, users } }))));
  expect(other.pages.join(" ")).toContain("First name U+674E Last name O’Brien <&>");
});

test("what was sent for the person and beside them is told, and no token or key of a session is", () => {
  for (const told of ["anna@example.com", "Country code: GB", "Branch", "order=1234", "tenant-0123456789ab", "acme"])
    expect(text).toContain(told);
  expect(bytes.includes("secret")).toBe(false);
  expect(text).not.toContain("secret-");
});

test("sessions tell of the device, the address and why they ended", () => {
  expect(text).toContain("203.0.113.7 Mozilla/5.0 (iPhone");
  expect(text).toContain("Ended 2026-03-01 10:16:58.123 The person finished");
  expect(text).toContain("Open");
});

test("verifications tell of each attempt, its score and what was found", () => {
  for (const told of [
    "Score 31, threshold 70",
    "✗ The document expired on 2019-02-28.",
    "✓ The face is that of the document.",
  ])
    expect(text).toContain(told);
  expect(text).toContain("Borrower, attempt 2: identity document with face");
  expect(text).toContain("Passport XK482910, issued by UA");
});

test("agreements, signed copies and images are attached as they are, and their digests are printed", () => {
  expect(Object.fromEntries([...evidence.attachments].map(([name, each]) => [name, digest(each)]))).toEqual({
    "contract.pdf": digest(contract),
    "contract-signed.pdf": digest(signed),
    "verification-1-document_front.png": digest(png),
    "verification-1-selfie.jpg": digest(jpeg),
    "verification-2-document_front.png": digest(png),
    "verification-2-selfie.png": digest(files["selfie-1"]),
    "verification-3-document_front.png": digest(png),
  });
  for (const each of [contract, signed, png, jpeg]) expect(text).toContain(digest(each));
});

test("an image that is gone or is none leaves a frame that says so", () => {
  expect(text).toContain("This file is no longer kept");
  expect(text).toContain("This file cannot be drawn");
});

test("every page but the cover names the transaction and itself", () => {
  const count = evidence.pages.length;
  for (const [index, page] of evidence.pages.entries())
    expect(page.includes(`Evidence pack of transaction ${transaction.id} Page ${index + 1} of ${count}`)).toBe(
      index > 0,
    );
});

test("the same pack is the same bytes, and its dates are its own", async () => {
  expect((await bytesOf(writeEvidence(pack))).equals(bytes)).toBe(true);
  expect(evidence.info.CreationDate).toBe("D:20260301102140Z");
  expect(evidence.info.Title).toBe(`Evidence pack of transaction ${transaction.id}`);
});

test("a transaction that waits for nothing but its evidence is complete in it", () => {
  expect(evidence.pages[0]).toMatch(/Completed Passed .*Completed 2026-03-01 10:21:40\.123 UTC/);
});

test("the pieces are small, and a file is read only once the one before is sent on", async () => {
  const large = Buffer.alloc(1_048_576, "large ");
  const documents = Array.from({ length: 5 }, (_, index) => agreement(`doc-${index}`, `Agreement ${index}`, large));
  let [sent, reads] = [0, 0];
  const read = async () => {
    expect(sent).toBeGreaterThanOrEqual(reads * large.byteLength);
    reads += 1;
    return large;
  };
  for await (const piece of writeEvidence(packOf({}, { documents, verifications: [], read }))) {
    expect(piece.byteLength).toBeLessThanOrEqual(65_536);
    sent += piece.byteLength;
  }
  expect(reads).toBe(5);
});

test("a pack of everything in plenty has a table of contents on several pages, and no line is lost", async () => {
  const verifications = Array.from({ length: 70 }, (_, number) => verification(number, { images: [] }));
  const events = Array.from({ length: 300 }, (_, number) => event(number, "page_view_created", { role: "Borrower" }));
  const { pages, outline, links } = await parsed(await bytesOf(writeEvidence(packOf({}, { verifications, events }))));
  const whole = pages.join(" ");
  expect(pages[3]).toContain("Contents, continued");
  expect(outline[4]?.items).toHaveLength(70);
  expect(links.filter(({ to }) => /^verifications-\d+$/.test(to))).toHaveLength(70);
  expect(links.every(({ leadsTo, page }) => page > 4 || leadsTo > 1)).toBe(true);
  for (let number = 0; number < 300; number += 1) expect(whole).toContain(`Event number ${number}.`);
});

test("a pack of nothing at all says so in every section", async () => {
  const nothing = { participants: [], events: [], sessions: [], verifications: [] };
  const { pages, attachments } = await parsed(await bytesOf(writeEvidence(packOf({}, nothing))));
  const whole = pages.join(" ");
  for (const words of ["Nothing was recorded.", "Nobody opened the hosted pages.", "No image was captured"])
    expect(whole).toContain(words);
  expect(attachments.size).toBe(0);
});

test("without recording there are no screenshots; what was verified is attached all the same", async () => {
  const given = { transaction: { ...transaction, disableRecording: true } };
  const { pages, attachments } = await parsed(await bytesOf(writeEvidence(packOf(files, given))));
  expect(pages.at(-1)).toContain("Recording was switched off");
  expect(attachments.has("verification-1-selfie.jpg")).toBe(true);
});

test("signatures, and what was accepted, stand with the participant", async () => {
  const signature = { name: "Anna Гончарова", at: at(90).toISOString(), sessionId: idOf(0x201), ip: "203.0.113.7" };
  const participants = [participant("Borrower", { outcome: "signed", accepted: ["contract"], signature })];
  const { pages } = await parsed(await bytesOf(writeEvidence({ ...pack, participants, verifications: [] })));
  expect(pages.join(" ")).toContain("Signed as Anna Гончарова Signed at 2026-03-01 10:16:30.123 UTC");
  expect(pages.join(" ")).toContain("Accepted Account agreement");
  expect(pages[0]).toContain("Completed Signed");
});

test("with tens of thousands of values others have their turn all the time, and it is said how many there are", async () => {
  const metadata = Object.fromEntries(
    Array.from({ length: 60_000 }, (_, index) => [`key_${index}`, "word ".repeat(400)]),
  );
  const given = packOf({}, { transaction: { ...transaction, metadata, configuration: null }, verifications: [] });
  let turns = 0;
  const counting = setInterval(() => {
    turns += 1;
  });
  const bytes = await bytesOf(writeEvidence(given));
  clearInterval(counting);
  const { pages } = await parsed(bytes);
  expect(pages.join(" ")).toContain("Key 199");
  expect(pages.join(" ")).toContain("59,800 more, kept with the transaction and not printed");
  expect(turns).toBeGreaterThan(20);
});

test("the consent that is told is the one that was asked for", async () => {
  const asked = async (configuration: (typeof transaction)["configuration"], mode: "implicit" | "explicit") => {
    const consent = { mode, text: "I agree." };
    const own = { ...transaction, configuration, workflow: { ...transaction.workflow, consent } };
    const { pages } = await parsed(await bytesOf(writeEvidence(packOf({}, { transaction: own, verifications: [] }))));
    return /Consent (\w+) I agree\./.exec(pages.join(" ").replace(/\s+/g, " "))?.[1];
  };
  expect(await asked({ consent: { type: "explicit" } }, "implicit")).toBe("Explicit");
  expect(await asked({ consent: { type: "implicit" } }, "explicit")).toBe("Implicit");
  expect(await asked(null, "explicit")).toBe("Explicit");
});

test("two files never have one name, and a long value is cut and says so", async () => {
  const documents = [agreement("a", "One", contract, signed), agreement("a-signed", "Two", contract)];
  const given = {
    documents,
    verifications: [],
    transaction: { ...transaction, metadata: { note: "x".repeat(9_000) } },
  };
  const own = { a: contract, "a-signed": signed };
  const { pages, attachments } = await parsed(await bytesOf(writeEvidence(packOf(own, given))));
  expect([...attachments.keys()].sort()).toEqual(["a-signed-2.pdf", "a-signed.pdf", "a.pdf"]);
  expect(pages.join(" ")).toContain("7,000 more letters");
});
