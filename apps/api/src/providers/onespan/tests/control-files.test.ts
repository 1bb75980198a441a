import { createHash, randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { got, nobodys, openSandbox } from "./support/sandbox.ts";
import { problemIn, type Send } from "./support/send.ts";

const server = await testServer();
const { control, api, agreementWorkflowId } = await openSandbox(server);
const pdf = (size: number) => Buffer.concat([Buffer.from("%PDF-1.7\n"), randomBytes(size - 9)]);
const headers = { "Content-Type": "application/pdf" };
const upload = (body: Uint8Array<ArrayBuffer> | string, ask: Send = control) =>
  ask("POST", "/files", { body, headers });
const most = 10_485_760;

describe("a file", () => {
  it.each([9, 262_144, 262_145, 3_000_000, most])("of %d bytes is kept as it came", async (size) => {
    const bytes = pdf(size);
    const { status, body } = await upload(bytes);
    expect([status, body]).toEqual([
      201,
      {
        ...{ id: expect.stringMatching(/^[0-9a-f-]{36}$/), media_type: "application/pdf", size },
        url: `sfs://understudy/default/onespan/upload/${body.id}`,
        sha256: createHash("sha256").update(bytes).digest("hex"),
      },
    ]);
    const read = await control("GET", `/files/${body.id}`);
    expect([read.status, read.headers.get("content-type")]).toEqual([200, "application/pdf"]);
    expect(read.bytes.equals(bytes)).toBe(true);
  });

  it("is judged by its content", async () => {
    for (const body of ["<html></html>", "%PDF", " %PDF-1.7", Buffer.from("89504e470d0a1a0a", "hex")]) {
      const refused = await upload(body);
      expect([problemIn(refused), refused.body.detail]).toEqual([
        ["400 invalid"],
        expect.stringMatching(/^The body is no PDF: /),
      ]);
    }
    const empty = await upload("");
    expect([problemIn(empty)[0], empty.status]).toEqual(["400 invalid", 400]);
  });

  it("has 10 MB at most, and says that it is a PDF", async () => {
    expect(problemIn(await upload(pdf(most + 1)))).toEqual(["413 too_large"]);
    const other = await control("POST", "/files", { body: pdf(9), headers: { "Content-Type": "text/plain" } });
    expect(problemIn(other)).toEqual(["415 bad_media_type"]);
  });

  it("is gone once it is deleted", async () => {
    const { body } = await upload(pdf(600_000));
    expect((await control("DELETE", `/files/${body.id}`)).status).toBe(204);
    for (const method of ["GET", "DELETE"])
      for (const id of [body.id, nobodys, "x"])
        expect(problemIn(await control(method, `/files/${id}`))).toEqual(["404 absent"]);
  });

  it("is nobody else's", async () => {
    const other = await openSandbox(server);
    const { body } = await upload(pdf(9));
    for (const method of ["GET", "DELETE"])
      expect(problemIn(await other.control(method, `/files/${body.id}`))).toEqual(["404 absent"]);
    const json = { title: "Terms", content: body.url };
    expect(problemIn(await other.control("POST", "/document-templates", { json }))).toEqual([
      ...["400 invalid", "content invalid"],
    ]);
    expect((await control("GET", `/files/${body.id}`)).status).toBe(200);
  });
});

describe("a document template", () => {
  it("is there from the start, with the agreement that is built in", async () => {
    const { control } = await openSandbox(server);
    const { body } = await control("GET", "/document-templates");
    const [{ id }] = body.data;
    expect(body).toEqual({
      data: [
        {
          ...{ id, title: "Account agreement", description: "What holds for an account with us.", groups: [] },
          content: `sfs://understudy/default/onespan/template/${id}`,
        },
      ],
      next_cursor: null,
    });
    expect((await control("GET", `/document-templates/${id.toUpperCase()}`)).body).toEqual(body.data[0]);
  });

  it("has its file from then on, and documents are copies of it", async () => {
    const { body: file } = await upload(pdf(300_000));
    const json = { title: "Terms", description: "Of the loan.", groups: ["Borrower"], content: file.url };
    const { status, body } = await control("POST", "/document-templates", { json });
    expect([status, body]).toEqual([
      201,
      { ...json, id: body.id, content: `sfs://understudy/default/onespan/template/${body.id}` },
    ]);
    const documents = [{ document_template_id: body.id }];
    const created = await api.createTransaction({
      body: { workflow_id: agreementWorkflowId, users: [{ role: "Borrower" }], documents },
    });
    expect(got(created).documents).toMatchObject([{ title: "Terms", description: "Of the loan." }]);
    const [copyId] = /[0-9a-f-]{36}$/.exec(got(created).documents[0]?.content ?? "") ?? [];
    for (const id of [file.id, copyId]) {
      expect(problemIn(await control("DELETE", `/files/${id}`))).toEqual(["409 conflict"]);
      expect((await control("GET", `/files/${id}`)).bytes).toHaveLength(300_000);
    }
    const taken = { title: "Terms", content: `sfs://understudy/default/onespan/upload/${copyId}` };
    expect(problemIn(await control("POST", "/document-templates", { json: taken }))).toEqual([
      ...["400 invalid", "content invalid"],
    ]);
  });

  it("may share its file with another, and need not be described", async () => {
    const { body: file } = await upload(pdf(9));
    for (const title of ["Terms", "The same again"]) {
      const { status, body } = await control("POST", "/document-templates", { json: { title, content: file.url } });
      expect([status, body.description, body.groups]).toEqual([201, null, []]);
      expect((await control("GET", `/document-templates/${body.id}`)).body).toEqual(body);
    }
  });

  it("keeps its file whoever deletes that in the same moment", async () => {
    for (let round = 0; round < 20; round++) {
      const { body: file } = await upload(pdf(9));
      const json = { title: "Terms", content: file.url };
      const [made, deleted] = await Promise.all([
        control("POST", "/document-templates", { json }),
        control("DELETE", `/files/${file.id}`),
      ]);
      expect([[201, 409].join(), [400, 204].join()]).toContain([made.status, deleted.status].join());
      expect((await control("GET", `/files/${file.id}`)).status).toBe(made.status === 201 ? 200 : 404);
    }
  });

  it("is listed newest first, a page at a time", async () => {
    const { control, setup, path } = await openSandbox(server);
    const { url: content } = (await upload(pdf(9), control)).body;
    for (const title of ["a", "b"]) await control("POST", "/document-templates", { json: { title, content } });
    const first = got(await setup.listDocumentTemplates({ path, query: { limit: 2 } }));
    const cursor = String(first.next_cursor);
    const second = got(await setup.listDocumentTemplates({ path, query: { limit: 2, cursor } }));
    expect([...first.data, ...second.data].map(({ title }) => title)).toEqual(["b", "a", "Account agreement"]);
    expect(second.next_cursor).toBeNull();
  });

  it.each<[object, string]>([
    [{ title: "" }, "title minLength"],
    [{ title: "x".repeat(257) }, "title maxLength"],
    [{ description: "" }, "description minLength"],
    [{ groups: Array.from({ length: 9 }, (_, index) => `g${index}`) }, "groups maxItems"],
    [{ content: undefined }, "content required"],
    [{ content: "https://a.example/terms.pdf" }, "content pattern"],
    [{ content: "sfs://my_db/default/onespanidv/transaction/0fcde1" }, "content invalid"],
    [{ content: `sfs://understudy/default/onespan/upload/${nobodys}` }, "content invalid"],
    [{ content: `sfs://understudy/default/onespan/template/${nobodys}` }, "content invalid"],
    [{ content: `sfs://understudy/default/onespan/transaction/${nobodys}/${nobodys}` }, "content invalid"],
    [{ id: nobodys }, "id additionalProperties"],
  ])("cannot have %j", async (change, fault) => {
    const { body: file } = await upload(pdf(9));
    const json = { title: "Terms", content: file.url, ...change };
    expect(problemIn(await control("POST", "/document-templates", { json }))).toEqual(["400 invalid", fault]);
  });

  it("is absent where there is none, and in another sandbox", async () => {
    const other = await openSandbox(server);
    const { body } = await control("GET", "/document-templates?limit=1");
    for (const id of [body.data[0].id, nobodys, "x"])
      expect(problemIn(await other.control("GET", `/document-templates/${id}`))).toEqual(["404 absent"]);
  });
});

it("specimens are listed, documents first, with what comes of them", async () => {
  const { body } = await control("GET", "/specimens");
  const of = (kind: string) => body.data.filter((each: { kind: string }) => each.kind === kind);
  expect(body.data).toEqual([...of("document"), ...of("selfie")]);
  expect([of("document").length, of("selfie").length]).toEqual([7, 4]);
  for (const { name, outcome, reason, image_url: url } of body.data) {
    expect(reason === null).toBe(outcome === "passes");
    expect(url).toMatch(new RegExp(`^${server.publicUrl}/pages/onespan/\\w+/specimens/${name}\\.png$`));
    const picture = await fetch(url);
    expect([picture.status, picture.headers.get("content-type")]).toEqual([200, "image/png"]);
  }
});
