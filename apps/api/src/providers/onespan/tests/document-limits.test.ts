import { randomBytes } from "node:crypto";
import { afterEach, describe, expect, it } from "vitest";
import { eventually } from "../../../testing/eventually.ts";
import { testHouse } from "../../../testing/server.ts";
import { inline, megabyte, paperOf, pdf } from "./support/papers.ts";
import { rowsOf } from "./support/rows.ts";
import { got, nobodys, openSandbox } from "./support/sandbox.ts";
import { refusalIn } from "./support/send.ts";
import { temporaryFiles } from "./support/temporary-files.ts";
import { transactionsOf } from "./support/transactions.ts";

const { database, start } = await testHouse();
const world = await openSandbox(await start());
const { send, control, setup, path, agreementWorkflowId, sandboxId } = world;
const { ask, beginSigning, finish } = transactionsOf(world);

const most = 10 * megabyte;
const head = "data:application/pdf;base64,";
const base64 = (bytes: Uint8Array) => inline(bytes).slice(head.length);
const of = (...contents: readonly unknown[]) => ({
  ...{ workflow_id: agreementWorkflowId, users: [{ role: "Borrower" }] },
  documents: contents.map((content, index) => ({ id: `d${index}`, content })),
});
const upload = async (size: number) =>
  (await control("POST", "/files", { body: paperOf(size), headers: { "Content-Type": "application/pdf" } })).body.url;
const sizeOf = async (id: string, documentId: string) =>
  (await send("GET", `/api/transaction/${id}/document/${documentId}/pdf`)).bytes.length;

/** What a request is refused with, that leaves nothing behind. */
async function refusal(json: object): Promise<string> {
  const before = await rowsOf(database, sandboxId);
  const refused = refusalIn(await ask(json));
  expect(await rowsOf(database, sandboxId)).toEqual(before);
  return refused;
}

afterEach(() => eventually(() => expect(temporaryFiles()).toEqual([])));

describe("26: one agreement", () => {
  it("of 10 MB is taken, and one of a byte more is not", async () => {
    const answer = await ask(of(inline(paperOf(most))));
    expect(answer.status).toBe(200);
    expect(await sizeOf(answer.body.id, "d0")).toBe(most);
    const tooLarge = "must be at most 10 MB; it is larger.";
    expect(await refusal(of(inline(paperOf(most + 1))))).toBe(`400 documents.0.content ${tooLarge}`);
    expect(await refusal(of(inline(pdf("x")), inline(paperOf(most + 1))))).toBe(`400 documents.1.content ${tooLarge}`);
  });

  it("is 10 MB when it is decoded, however it is written", async () => {
    const escaped = JSON.stringify(of(inline(paperOf(most)))).replaceAll("J", "\\u004a");
    expect((await send("PUT", "/api/transaction/", { body: escaped })).status).toBe(200);
  });

  it("of 10 MB is gone through to its end", async () => {
    const { id } = await beginSigning({ documents: [{ id: "d0", content: inline(paperOf(most)) }] });
    expect((await finish(id)).status).toBe("completed");
    expect(await sizeOf(id, "d0")).toBeGreaterThan(most);
  });
});

describe("26: all agreements together", () => {
  const part = Math.floor((50 * megabyte) / 6);
  const rest = 50 * megabyte - 5 * part;
  const five = Array(5).fill(inline(paperOf(part)));

  it("of 50 MB are taken, and those of a byte more are not", async () => {
    const answer = await ask(of(...five, inline(paperOf(rest))));
    expect(answer.status).toBe(200);
    expect(await sizeOf(answer.body.id, "d5")).toBe(rest);
    expect(await refusal(of(...five, inline(paperOf(rest + 1))))).toBe(
      "400 All files together must be at most 50 MB; with documents.5.content they are larger.",
    );
  });

  it("count those that are here already, from uploads and from templates", async () => {
    const urls = [await upload(part), await upload(rest), await upload(rest + 1)] as const;
    const [one, last, larger] = urls;
    const tooLarge = (index: number) =>
      `400 documents.${index}.content makes all agreements together larger than 50 MB.`;
    expect((await ask(of(one, one, one, one, one, last))).status).toBe(200);
    expect(await refusal(of(one, one, one, one, one, larger))).toBe(tooLarge(5));
    expect(await refusal(of(one, one, one, one, last, inline(paperOf(part + 1))))).toBe(tooLarge(5));
    const { id } = got(await setup.createDocumentTemplate({ path, body: { title: "x", content: larger } }));
    const documents = [...of(one, one, one, one, one).documents, { document_template_id: id }];
    expect(await refusal({ ...of(), documents })).toBe(tooLarge(5));
  });
});

describe("what is no agreement", () => {
  const broken = "must be base64 after its comma: letters, digits, + and /, with = at the end where bytes are missing.";

  it("is base64 that is broken, wherever it is", async () => {
    const text = base64(pdf("x", 2 * megabyte));
    const half = text.length / 2;
    for (const wrong of [
      ...[`${text.slice(0, half)}*${text.slice(half + 1)}`, `${text.slice(0, half)} ${text.slice(half)}`],
      ...[`${text.slice(0, half)}=${text.slice(half)}`, `${text.slice(0, half)}\n${text.slice(half)}`],
      ...[text.slice(0, -1), `${text}=`, `${text}A`, text.slice(0, 1001), "J", "=", "JVBER-_", "%25PDF-", "ü"],
    ])
      expect(await refusal(of(head + wrong))).toBe(`400 documents.0.content ${broken}`);
    expect(await refusal(of(inline(pdf("x")), `${head}?`, `${head}!`))).toBe(
      `400 documents.1.content ${broken} documents.2.content ${broken}`,
    );
  });

  it("is whatever is no PDF, whatever it is called", async () => {
    const none = "400 documents.0.content must be a PDF, which begins with %PDF-.";
    for (const bytes of [
      ...["", "%PDF", "<html></html>", "\x89PNG\r\n\x1a\n"].map((text) => Buffer.from(text, "latin1")),
      ...[randomBytes(600_000), Buffer.concat([Buffer.from("\n"), pdf("x")])],
    ])
      expect(await refusal(of(inline(bytes)))).toBe(none);
    expect(await refusal(of(inline(pdf("x")), inline(Buffer.from("x"))))).toContain(
      "documents.1.content must be a PDF",
    );
  });

  it("is an address of another kind", async () => {
    for (const content of [
      "data:application/pdf,%25PDF-1.7",
      "data:;base64",
      `data: ${"x".repeat(300)};base64,JVBERi0=`,
    ])
      expect(await refusal(of(content))).toBe(
        "400 documents.0.content must be an sfs:// address of this server, or a data: URL with a PDF.",
      );
    expect(await refusal(of(5))).toBe("400 documents.0.content must be string.");
    expect(await refusal(of(""))).toMatch(/^400 documents\.0\.content must not be empty\./);
  });

  it("is a large text that stands elsewhere", async () => {
    const { documents, ...rest } = of(inline(pdf("x")));
    const large = inline(paperOf(200_000));
    for (const [json, field] of [
      [{ ...rest, documents: [{ ...documents[0], title: large }] }, "documents.0.title"],
      [{ ...rest, documents, content: large }, "content"],
      [{ ...rest, documents, users: [{ role: "Borrower", first_name: large }] }, "users.0.first_name"],
    ] as const)
      expect(await refusal(json)).toContain(
        `400 ${field} must be at most 64 KB; only a file in documents.*.content may`,
      );
  });

  it("is refused whole where another thing is wrong, with what came before it", async () => {
    const large = inline(paperOf(megabyte));
    expect(await refusal({ ...of(large, large), expiry_period: 0 })).toBe("400 expiry_period must be at least 1.");
    expect(await refusal(of(large, large, inline(Buffer.from("x"))))).toContain("documents.2.content must be a PDF");
    expect(await refusal({ ...of(large), workflow_id: nobodys })).toMatch(/^400 workflow_id must be a workflow/);
    const unauthorized = await send("PUT", "/api/transaction/", { json: of(large), authorization: "Bearer x" });
    expect(refusalIn(unauthorized)).toMatch(/^401 /);
    const cut = JSON.stringify(of(large)).slice(0, -3);
    expect(refusalIn(await send("PUT", "/api/transaction/", { body: cut }))).toBe("400 The body is not valid JSON.");
  });
});

it.each([
  ["that nobody can read", Buffer.concat([Buffer.from("%PDF-1.7\n"), randomBytes(5000)])],
  ["that is cut in its middle", pdf("x", 5000).subarray(0, 3000)],
  ["that is a beginning and no more", Buffer.from("%PDF-")],
])("a PDF %s is signed all the same", async (_what, bytes) => {
  const { id } = await beginSigning({ documents: [{ id: "d0", content: inline(bytes) }] });
  expect((await finish(id)).status).toBe("completed");
  expect(await sizeOf(id, "d0")).toBeGreaterThanOrEqual(bytes.length);
});

it("twenty at once with agreements of their own keep each its own", async () => {
  const sizes = Array.from({ length: 20 }, (_, index) => 300_000 + index);
  const answers = await Promise.all(sizes.map((size) => ask(of(inline(paperOf(size))))));
  expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
  expect(await Promise.all(answers.map(({ body }) => sizeOf(body.id, "d0")))).toEqual(sizes);
});
