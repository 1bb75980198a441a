import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { inline, paperOf, pdf } from "./support/papers.ts";
import { got, nobodys, openSandbox } from "./support/sandbox.ts";
import { refusalIn } from "./support/send.ts";
import { type Asked, transactionsOf } from "./support/transactions.ts";

const world = await openSandbox(await testServer());
const { send, control, setup, path, publicUrl } = world;
const { beginSigning, finish, finished, read, send: trigger } = transactionsOf(world);

const paper = pdf("Terms of the loan");
const document = { id: "terms", title: "Terms", content: inline(paper) };
const signing = async (...documents: NonNullable<Asked["documents"]>) => beginSigning({ documents });
const get = (id: string, documentId: string, accept?: string) =>
  send("GET", `/api/transaction/${id}/document/${documentId}/pdf`, accept ? { headers: { Accept: accept } } : {});
const upload = async (bytes: Uint8Array<ArrayBuffer>) =>
  (await control("POST", "/files", { body: bytes, headers: { "Content-Type": "application/pdf" } })).body;
const fileIdOf = (url = "") => url.slice(url.lastIndexOf("/") + 1);
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

describe("an agreement in the request", () => {
  it.each([0, 1, 65_535, 65_536, 262_144, 3_000_000])(
    "of %d bytes more than it needs is kept to the byte",
    async (more) => {
      const bytes = pdf("x", more);
      const { id, documents } = await signing({ ...document, content: inline(bytes) });
      const answer = await get(id, "terms");
      expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "application/pdf"]);
      expect(sha256(answer.bytes)).toBe(sha256(bytes));
      expect((await control("GET", `/files/${fileIdOf(documents[0]?.content)}`)).bytes.equals(bytes)).toBe(true);
    },
  );

  it("has what it says, and the rest made up", async () => {
    const { id, documents } = await signing(
      { ...document, version: 3, description: "Of the loan.", groups: ["Borrower", "own"] },
      { content: document.content },
    );
    const at = `sfs://understudy/default/onespan/transaction/${id}/`;
    expect(documents).toEqual([
      {
        ...{ id: "terms", version: 3, title: "Terms", description: "Of the loan.", groups: ["Borrower", "own"] },
        content: expect.stringContaining(at),
      },
      {
        ...{ id: expect.stringMatching(/^[0-9a-f-]{36}$/), version: 1, title: "Agreement", groups: [] },
        content: expect.stringContaining(at),
      },
    ]);
    expect((await read(id)).documents).toEqual(documents);
    expect(
      (await read(id)).events.map(({ trigger: what, document_references }) => [what, document_references]),
    ).toEqual([
      ...[
        ["transaction_created", []],
        ["document_added", ["terms"]],
        ["document_added", [documents[1]?.id]],
      ],
    ]);
  });

  it("may be written as JSON allows, in any order of its fields", async () => {
    const base64 = Buffer.from(paper).toString("base64");
    const escaped = `data:application\\/pdf;base64,${base64.replaceAll("/", "\\/").replace("J", "\\u004a")}`;
    const body = `{"documents":[{"content":"${escaped}","title":"Terms"}],"users":[{"role":"Borrower"}],"workflow_id":"${world.agreementWorkflowId}"}`;
    const { status, body: made } = await send("PUT", "/api/transaction/", { body });
    expect(status).toBe(200);
    expect((await get(made.id, made.documents[0].id)).bytes.equals(paper)).toBe(true);
    const dressed = "DATA:application/pdf;name=terms.pdf;base64,";
    const { id } = await signing({ ...document, content: dressed + base64 });
    expect((await get(id, "terms")).bytes.equals(paper)).toBe(true);
  });

  it("is kept for transactions of the other kinds too", async () => {
    const { id } = await beginSigning({ workflow_id: world.documentWorkflowId, documents: [document] });
    await finish(id);
    expect((await get(id, "terms")).bytes.equals(paper)).toBe(true);
  });
});

describe("an agreement that is here already", () => {
  it("is copied from an upload, which may be deleted", async () => {
    const { id: fileId, url } = await upload(paper);
    const { id, documents } = await signing({ ...document, content: url }, { ...document, id: "again", content: url });
    expect(new Set([url, ...documents.map(({ content }) => content)]).size).toBe(3);
    expect((await control("DELETE", `/files/${fileId}`)).status).toBe(204);
    for (const documentId of ["terms", "again"]) expect((await get(id, documentId)).bytes.equals(paper)).toBe(true);
  });

  it("is copied from another transaction, which may be erased", async () => {
    const first = await signing(document);
    const { id } = await signing({ id: "copy", content: String(first.documents[0]?.content) });
    const json = { grace_period: 0, transaction_ids: [first.id] };
    expect((await send("POST", "/api/transactions/mark-for-erasure", { json })).status).toBe(200);
    expect((await get(id, "copy")).bytes.equals(paper)).toBe(true);
    expect((await get(first.id, "terms")).status).toBe(404);
  });

  it("30: is the template's, with its title, description, groups and version, whatever the request says of them", async () => {
    const { url: content } = await upload(paper);
    const own = { title: "Terms of ours", description: "What holds.", groups: ["Borrower"] };
    const { id: document_template_id } = got(await setup.createDocumentTemplate({ path, body: { ...own, content } }));
    const { id, documents } = await signing(
      { document_template_id },
      { document_template_id: document_template_id.toUpperCase(), id: "mine", title: "Mine", description: "Mine." },
      { document_template_id, id: "own", title: "Mine", groups: ["oss"], version: 2 },
      { document_template_id, id: "other", content: inline(pdf("Other")) },
      { id: "by-address", content: `sfs://understudy/default/onespan/template/${document_template_id}` },
    );
    expect(documents).toMatchObject([
      { ...own, document_template_id, version: 1 },
      { ...own, document_template_id, id: "mine" },
      { ...own, document_template_id, id: "own", version: 1 },
      { ...own, document_template_id, id: "other" },
      { title: "Agreement", groups: [], id: "by-address" },
    ]);
    for (const documentId of [documents[0]?.id ?? "", "mine", "own", "by-address"])
      expect((await get(id, documentId)).bytes.equals(paper)).toBe(true);
    expect((await get(id, "other")).text).toContain("(Other)");
  });

  it("is the tenant's first template where agreements are to be signed and none is sent", async () => {
    const { url: content } = await upload(paper);
    got(await setup.createDocumentTemplate({ path, body: { title: "Later", content } }));
    for (const documents of [undefined, []]) {
      const { id, documents: made } = await beginSigning(documents ? { documents } : {});
      expect(made).toMatchObject([{ title: "Account agreement", description: "What holds for an account with us." }]);
      expect((await get(id, made[0]?.id ?? "")).text).toMatch(/^%PDF-/);
    }
  });

  it("must be a PDF of the tenant's", async () => {
    const other = await openSandbox({ publicUrl });
    const theirs = await transactionsOf(other).beginSigning();
    const passed = await finished({ workflow_id: world.documentWorkflowId });
    const images = await send(
      "GET",
      `/api/transactions/${passed.id}/verifications/${passed.verifications?.[0]?.vhub_verification_id}/verification-images`,
    );
    const [{ image_submitted_document_front: picture }] = images.body.verified_images;
    const root = "sfs://understudy/default/onespan";
    const { url, id: fileId } = await upload(paper);
    const { content: mine } = (await signing(document)).documents[0] ?? { content: "" };
    for (const [content, message] of [
      [picture, "must lead to a PDF"],
      [theirs.documents[0]?.content, "leads to no file of the tenant"],
      [`${root}/upload/${nobodys}`, "leads to no file of the tenant"],
      [`${root}/transaction/${nobodys}/${nobodys}`, "leads to no file of the tenant"],
      [`${root}/transaction/${passed.id}/${fileIdOf(mine)}`, "leads to no file of the tenant"],
      [`${root}/transaction/${passed.id}/${fileId}`, "leads to no file of the tenant"],
      [`${root}/upload/${fileIdOf(mine)}`, "leads to no file of the tenant"],
      [`${root}/template/${nobodys}`, "leads to no document template of the tenant"],
      [`${root}/template/${fileId}`, "leads to no document template of the tenant"],
      ["sfs://my_db/default/onespanidv/upload/x", "is no address of a file here; upload the file and give its url"],
      [`${url}/x`, "is no address of a file here; upload the file and give its url"],
      ["sfs://", "is no address of a file here; upload the file and give its url"],
      ["https://bank.example/terms.pdf", "must be an sfs:// address of this server, or a data: URL with a PDF"],
      ["x", "must be an sfs:// address of this server, or a data: URL with a PDF"],
    ])
      expect([
        content,
        refusalIn(
          await transactionsOf(world).ask({ workflow_id: world.agreementWorkflowId, documents: [{ content }] }),
        ),
      ]).toEqual([content, `400 documents.0.content ${message}.`]);
  });
});

describe("a document that is asked for", () => {
  it("is signed once the transaction is completed, and as it was sent before", async () => {
    const { id } = await signing(document, {
      id: "theirs",
      title: "Theirs",
      content: document.content,
      groups: ["oss"],
    });
    expect((await get(id, "terms")).bytes.equals(paper)).toBe(true);
    expect((await finish(id)).status).toBe("completed");
    const signed = await get(id, "terms");
    expect(signed.bytes.subarray(0, paper.length / 2).equals(paper.subarray(0, paper.length / 2))).toBe(true);
    expect(signed.bytes.length).toBeGreaterThan(paper.length);
    expect((await get(id, "terms")).bytes.equals(signed.bytes)).toBe(true);
    // Nobody who takes part has to sign it.
    expect((await get(id, "theirs")).bytes.equals(paper)).toBe(true);
  });

  it("may be had of a transaction that is over otherwise", async () => {
    const { id } = await signing(document);
    await trigger(id, "transaction_cancelled");
    expect((await get(id, "terms")).bytes.equals(paper)).toBe(true);
  });

  it("is told of in JSON where no PDF is accepted", async () => {
    const { id, documents } = await signing(document);
    const answer = await get(id, "terms", "application/json");
    expect([answer.headers.get("content-type"), answer.body]).toEqual(["application/json", documents[0]]);
  });

  it("must be there, by its id to the letter", async () => {
    const { id } = await signing(document, { ...document, id: "more" });
    for (const unknown of ["Terms", "x", nobodys, "x".repeat(64)])
      for (const accept of ["application/pdf", "application/json"])
        expect(refusalIn(await get(id, unknown, accept))).toBe(
          `404 The transaction ${id} has no document ${unknown}; it has terms, more.`,
        );
    expect(refusalIn(await get(id, "a%20b"))).toBe("400 document_id must have letters, digits, - and _ alone.");
    expect(refusalIn(await get(id, "x".repeat(65)))).toBe("400 document_id must have at most 64 characters.");
    expect(refusalIn(await get(nobodys, "terms"))).toBe(`404 There is no transaction ${nobodys}.`);
  });

  it("50: is the evidence by the id AuditTrailDocument", async () => {
    const { id } = await signing(document);
    expect(refusalIn(await get(id, "AuditTrailDocument"))).toBe(
      `400 There is evidence only of a completed transaction; ${id} is new.`,
    );
    await finish(id);
    const answer = await get(id, "AuditTrailDocument");
    expect([answer.headers.get("content-type"), answer.text.slice(0, 5)]).toEqual(["application/pdf", "%PDF-"]);
  });
});

it("many documents are all kept, each with its own bytes", async () => {
  const papers = Array.from({ length: 100 }, (_, index) => paperOf(600 + index));
  const { id, documents } = await signing(
    ...papers.map((bytes, index) => ({ id: `d${index}`, content: inline(bytes) })),
  );
  expect(documents).toHaveLength(100);
  for (const index of [0, 50, 99]) expect((await get(id, `d${index}`)).bytes.equals(papers[index] ?? paper)).toBe(true);
});
