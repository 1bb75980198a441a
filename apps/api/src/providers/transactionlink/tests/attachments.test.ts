import { createHash, randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { companies, nobodys, openSandbox } from "./support/sandbox.ts";
import { codesOf, withoutFingerprint } from "./support/send.ts";

const server = await testServer();
const world = await openSandbox(server);
const { send } = world;

const records = `/tables/${companies}/records`;
const mebibyte = 1_048_576;

async function newRecord(from = world): Promise<string> {
  return (await from.send("POST", records, { json: { name: "Northwind" } })).body.id;
}

function form(
  bytes: Uint8Array<ArrayBuffer> | string,
  name = "extract.pdf",
  type = "application/pdf",
  tags: string[] = [],
) {
  const data = new FormData();
  data.append("file", new File([bytes], name, { type }));
  for (const tag of tags) data.append("tags", tag);
  return data;
}

const attach = (recordId: string, body: FormData, from = world) =>
  from.send("POST", `${records}/${recordId}/attachments`, { body });
const link = async (recordId: string, attachmentId: string) =>
  (await send("GET", `${records}/${recordId}/attachments/${attachmentId}`)).body.link as string;
const digest = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

describe("a file of a record", () => {
  it("is a 201 that says what it is, and is listed with the others, oldest first", async () => {
    const recordId = await newRecord();
    const { status, body, headers } = await attach(recordId, form("%PDF-1.7"));
    expect(status).toBe(201);
    expect(headers.get("content-type")).toBe("application/json;charset=UTF-8");
    expect(Object.keys(body)).toEqual(["id", "recordId", "name", "type", "size", "createdDateTime"]);
    expect(body).toMatchObject({ recordId, name: "extract.pdf", type: "application/pdf", size: 8 });
    expect(body.createdDateTime).toMatch(/\.\d{6}\+00:00$/);
    const { body: second } = await attach(recordId, form("x", "note.txt", "text/plain", ["a", "b"]));
    expect((await send("GET", `${records}/${recordId}/attachments`)).body).toEqual([body, second]);
  });

  it("a record without files has an empty list", async () => {
    expect((await send("GET", `${records}/${await newRecord()}/attachments`)).text).toBe("[]");
  });

  it("keeps the type that it was declared with, and its name without folders", async () => {
    const recordId = await newRecord();
    const { body } = await attach(recordId, form("MZ", "scans/zażółć gęślą.exe", "image/png"));
    expect(body).toMatchObject({ name: "zażółć gęślą.exe", type: "image/png" });
  });

  it("may be empty, and may be as large as ten mebibytes, but no larger", async () => {
    const recordId = await newRecord();
    expect((await attach(recordId, form(""))).body).toMatchObject({ size: 0 });
    const bytes = new Uint8Array(randomBytes(10 * mebibyte));
    const { body } = await attach(recordId, form(bytes, "large.bin"));
    expect(body.size).toBe(10 * mebibyte);
    const got = new Uint8Array(await (await fetch(await link(recordId, body.id))).arrayBuffer());
    expect(digest(got)).toBe(digest(bytes));
    const refused = await attach(recordId, form(new Uint8Array(10 * mebibyte + 1)));
    expect([refused.status, codesOf(refused)]).toEqual([400, ["INVALID_REQUEST"]]);
    const huge = await attach(recordId, form(new Uint8Array(12 * mebibyte)));
    expect([huge.status, codesOf(huge)]).toEqual([400, ["INVALID_REQUEST"]]);
  });

  it("a form without a file, or with a text in its place, is a 400 that names the field", async () => {
    const recordId = await newRecord();
    const empty = new FormData();
    empty.append("tags", "a");
    const text = new FormData();
    text.append("file", "not a file");
    for (const body of [empty, text]) {
      const refused = await attach(recordId, body);
      expect([refused.status, codesOf(refused)]).toEqual([400, ["INVALID_REQUEST"]]);
      expect(refused.body.errors[0].message).toMatch(/^file /);
    }
    const json = await send("POST", `${records}/${recordId}/attachments`, { json: { file: "x" } });
    expect([json.status, codesOf(json)]).toEqual([415, ["UNSUPPORTED_MEDIA_TYPE"]]);
  });
});

describe("the address of a file", () => {
  it("gives whoever has it the bytes as they were, to be saved and not shown", async () => {
    const recordId = await newRecord();
    const { body } = await attach(recordId, form("<script>alert(1)</script>", 'a"b — ż.html', "text/html"));
    const address = await link(recordId, body.id);
    expect(address.split("?")[0]).toBe(
      `${server.publicUrl}/pages/transactionlink/${world.sandboxId}/attachments/${body.id}`,
    );
    const query = [...new URL(address).searchParams.keys()];
    expect(query).toEqual(["X-Amz-Expires", "X-Amz-Date", "X-Amz-Signature"]);
    const file = await fetch(address);
    expect([file.status, await file.text()]).toEqual([200, "<script>alert(1)</script>"]);
    expect(file.headers.get("content-disposition")).toMatch(/^attachment; filename="[ -~]+"; filename\*=UTF-8''/);
    expect(file.headers.get("x-content-type-options")).toBe("nosniff");
    expect(file.headers.get("content-type")).toMatch(/^text\/html/);
    expect(file.headers.get("content-security-policy")).toContain("sandbox");
  });

  it("is a page with 403 when it was changed, or has expired by the sandbox's clock", async () => {
    const own = await openSandbox(server);
    const recordId = await newRecord(own);
    const { body } = await attach(recordId, form("x"), own);
    const { link: address } = (await own.send("GET", `${records}/${recordId}/attachments/${body.id}`)).body;
    const [bare] = address.split("?");
    const open = async (url: string) => {
      const page = await fetch(url);
      return `${page.status} ${page.headers.get("content-type")?.split(";")[0]}`;
    };
    const signature = new URL(address).searchParams.get("X-Amz-Signature");
    const wrong = [
      bare,
      address.replace("Expires=900", "Expires=90000"),
      address.replace(String(signature), "0".repeat(64)),
      address.replace(body.id, nobodys),
      address.replace(own.sandboxId, world.sandboxId),
    ];
    for (const url of wrong) expect(await open(url)).toBe("403 text/html");
    expect(await open(address.replace(own.sandboxId, "sbx_nobody"))).toBe("404 text/html");
    await own.advance("PT14M59S");
    expect((await fetch(address)).status).toBe(200);
    await own.advance("PT1S");
    expect(await open(address)).toBe("403 text/html");
  });
});

describe("what is not there", () => {
  it("is a 404 with the envelope: table, record, attachment, an attachment of another record", async () => {
    const [recordId, other] = [await newRecord(), await newRecord()];
    const { body } = await attach(recordId, form("x"));
    const code = async (path: string) => codesOf(await send("GET", path));
    expect(await code(`/tables/${nobodys}/records/${recordId}/attachments`)).toEqual(["TABLE_NOT_FOUND"]);
    expect(await code(`${records}/${nobodys}/attachments`)).toEqual(["RECORD_NOT_FOUND"]);
    expect(await code(`${records}/${recordId}/attachments/${nobodys}`)).toEqual(["ATTACHMENT_NOT_FOUND"]);
    expect(await code(`${records}/${other}/attachments/${body.id}`)).toEqual(["ATTACHMENT_NOT_FOUND"]);
    expect(codesOf(await attach(nobodys, form("x")))).toEqual(["RECORD_NOT_FOUND"]);
  });

  it("48: is the same as what belongs to a stranger", async () => {
    const stranger = await openSandbox(server);
    const recordId = await newRecord(stranger);
    const paths = [recordId, nobodys].map((id) => `${records}/${id}/attachments`);
    const [foreign, absent] = await Promise.all(paths.map((path) => send("GET", path)));
    expect(foreign && withoutFingerprint(foreign)).toBe(
      absent && withoutFingerprint(absent).replace(nobodys, recordId),
    );
  });

  it("an id that is no UUID is a 400", async () => {
    const refused = await send("GET", `${records}/${await newRecord()}/attachments/nonsense`);
    expect([refused.status, codesOf(refused)]).toEqual([400, ["INVALID_REQUEST"]]);
  });
});

describe("permissions", () => {
  it("files have permissions of their own, apart from their record's", async () => {
    const recordId = await newRecord();
    const { body } = await attach(recordId, form("x"));
    const path = `${records}/${recordId}/attachments`;
    const statuses = async (authorization: string) => [
      (await send("POST", path, { authorization, body: form("x") })).status,
      (await send("GET", path, { authorization })).status,
      (await send("GET", `${path}/${body.id}`, { authorization })).status,
    ];
    expect(await statuses((await world.token(["can_read_attachments"])).token)).toEqual([403, 200, 200]);
    expect(await statuses((await world.token(["can_edit_attachments"])).token)).toEqual([201, 403, 403]);
    expect(await statuses((await world.token(["can_read_data", "can_edit_data"])).token)).toEqual([403, 403, 403]);
    const limits = { table_ids: [nobodys] };
    expect(await statuses((await world.token(["can_read_attachments", "can_edit_attachments"], limits)).token)).toEqual(
      [403, 403, 403],
    );
  });
});
