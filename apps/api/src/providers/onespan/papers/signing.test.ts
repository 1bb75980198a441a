import PdfKit from "pdfkit";
import { expect, test } from "vitest";
import { builtInAgreement } from "./agreement.ts";
import { bytesOf } from "./drawing/paper.ts";
import * as signing from "./signing.ts";
import { at, digest, idOf } from "./tests/pack.ts";
import { parsed } from "./tests/parsed.ts";

const signedCopy = (pdf: Uint8Array, signatures: readonly signing.SignatureLine[]) =>
  signing.signedCopy(pdf, signatures, { sandboxId: "ours" });
const transactionId = idOf(0xabc);
const anna = {
  ...{ name: "Anna Гончарова-Żółć", role: "Borrower", at: at(0).toISOString(), ip: "203.0.113.7" },
  ...{ sessionId: idOf(0x201), transactionId },
};
const lender = {
  name: "ACME Bank",
  role: "lender",
  at: at(60).toISOString(),
  ip: null,
  sessionId: null,
  transactionId,
};
const agreement = await builtInAgreement();

async function drawn(options: PDFKit.PDFDocumentOptions = {}): Promise<Buffer> {
  const pdf = new PdfKit({ info: { CreationDate: at(0) }, ...options });
  pdf.text("What is agreed.").addPage().text("And more of it.").end();
  return bytesOf(pdf);
}

test("the copy begins with the agreement's bytes, and behind its pages one says who has signed", async () => {
  const copy = await signedCopy(agreement, [anna, lender]);
  expect(Buffer.from(copy).subarray(0, agreement.byteLength).equals(agreement)).toBe(true);
  const { pages, attachments } = await parsed(copy);
  expect(pages).toHaveLength(3);
  expect(pages[0]).toContain("1. The account");
  for (const told of [anna.name, anna.role, anna.ip, anna.sessionId, transactionId, "2026-03-01 10:15:00.123 UTC"])
    expect(pages[2]).toContain(told);
  for (const told of [
    lender.name,
    "2026-03-01 10:16:00.123 UTC",
    digest(agreement),
    "The 2 pages before this one",
    "Page 3 of 3",
  ])
    expect(pages[2]).toContain(told);
  expect(attachments.size).toBe(0);
});

test("the same signatures are the same bytes", async () => {
  const [one, other] = [await signedCopy(agreement, [anna]), await signedCopy(agreement, [anna])];
  expect(digest(one)).toBe(digest(other));
});

test("what nobody has signed stays as it is", async () => {
  expect(await signedCopy(agreement, [])).toBe(agreement);
});

test("more signatures than fit on a page take another one", async () => {
  const many = Array.from({ length: 9 }, (_, index) => ({ ...anna, name: `Signer ${index}` }));
  const { pages } = await parsed(await signedCopy(agreement, many));
  expect(pages.length).toBeGreaterThan(3);
  for (const { name } of many) expect(pages.slice(2).join(" ")).toContain(name);
});

test("a PDF of the caller's keeps its bytes too", async () => {
  const pdf = await drawn();
  const copy = await signedCopy(pdf, [anna]);
  expect(Buffer.from(copy).subarray(0, pdf.byteLength).equals(pdf)).toBe(true);
  const { pages } = await parsed(copy);
  expect(pages.slice(0, -1)).toEqual(["What is agreed.", "And more of it."]);
  expect(pages.at(-1)).toContain(anna.name);
});

test("one that is broken is written anew, with all of its pages", async () => {
  const pdf = Buffer.from((await drawn()).toString("latin1").replace(/startxref\n\d+/, "startxref\n7"), "latin1");
  const { pages } = await parsed(await signedCopy(pdf, [anna]));
  expect(pages.slice(0, -1)).toEqual(["What is agreed.", "And more of it."]);
  expect(pages.at(-1)).toContain(anna.name);
});

test.each([
  ["is encrypted", () => drawn({ userPassword: "open", ownerPassword: "sesame" })],
  ["has no page", () => Promise.resolve(Buffer.from(withoutPages))],
])("an agreement that %s is attached, byte for byte, to a page that says who has signed", async (_, make) => {
  const pdf = await make();
  const { pages, attachments } = await parsed(await signedCopy(pdf, [anna]));
  expect(pages).toHaveLength(1);
  expect(pages[0]).toContain(anna.name);
  expect(pages[0]).toContain(digest(pdf));
  expect([...attachments].map(([name, bytes]) => [name, digest(bytes)])).toEqual([["agreement.pdf", digest(pdf)]]);
});

const withoutPages =
  "%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n";
