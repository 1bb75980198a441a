import { createHash } from "node:crypto";
import { inflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { type Accepted, documentFile } from "./document-file.ts";
import { acceptanceDocuments, sandboxNotice } from "./documents.ts";

const [document] = acceptanceDocuments;
if (!document) throw new Error("There are no documents.");
const accepted: Accepted = {
  document,
  version: "1.1",
  acceptorName: "Zoë Łuczak",
  acceptorId: "01ac41f3-86a3-4651-b043-c0fbc1e1adff",
  acceptedAt: new Date("2030-06-01T12:00:00.000Z"),
};
const digest = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("base64");

/** What a reader would see, line after line: the fonts are the standard ones, so that letters stand there as they are. */
function textOf(bytes: Uint8Array): string {
  const raw = Buffer.from(bytes).toString("latin1");
  const streams = [...raw.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].map(([, data = ""]) =>
    inflateSync(Buffer.from(data, "latin1")).toString("latin1"),
  );
  const lines = streams.join("\n").matchAll(/\[(.*)\] TJ/g);
  return [...lines]
    .map(([, line = ""]) =>
      [...line.matchAll(/<([0-9a-f]+)>/g)].map(([, hex = ""]) => Buffer.from(hex, "hex").toString("latin1")).join(""),
    )
    .join(" ")
    .replace(/\s+/g, " ");
}

test("18. an accepted document is a PDF that says what was accepted, by whom, when and in which version", async () => {
  const bytes = await documentFile(accepted);
  expect(Buffer.from(bytes.subarray(0, 5)).toString()).toBe("%PDF-");
  const text = textOf(bytes);
  expect(text).toContain("Communications consent form");
  expect(text).toContain(sandboxNotice);
  for (const section of document.sections) expect(text).toContain(section.text);
  const { acceptorId } = accepted;
  expect(text).toContain(`Accepted by Zoë ?uczak (${acceptorId}) at 2030-06-01T12:00:00.000Z, in version 1.1.`);
});

test("the same acceptance has the same digest, another one has another", async () => {
  const once = digest(await documentFile(accepted));
  expect(digest(await documentFile({ ...accepted }))).toBe(once);
  expect(digest(await documentFile({ ...accepted, acceptorName: "Zoe Luczak" }))).not.toBe(once);
  expect(digest(await documentFile({ ...accepted, acceptedAt: new Date("2030-06-01T12:00:01.000Z") }))).not.toBe(once);
});

test.each(["李雷", "Ωmega", "\u0000\n\ud800", ""])("a name of any letters can be printed: %j", async (acceptorName) => {
  expect(textOf(await documentFile({ ...accepted, acceptorName }))).toContain("Accepted by");
});
