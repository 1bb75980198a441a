import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { companies, got, nobodys, openSandbox } from "./support/sandbox.ts";
import { codesOf, withoutFingerprint } from "./support/send.ts";

const server = await testServer();
const world = await openSandbox(server);
const { send } = world;

const records = `/tables/${companies}/records`;
const create = (json: unknown, path = records) => send("POST", path, { json });
const everyType = {
  text: "Northwind Traders",
  number: 12.5,
  integer: 12,
  date: "2025-09-01",
  datetime: "2025-09-01T16:40:00+02:00",
  checkbox: false,
  json: { zebra: 1, apple: { b: [1, null] } },
  array: [{ share: 60 }, true, "first", 2],
  singleSelect: "new",
  multiselect: ["supplier", "importer"],
  idField: "0b7d4c92-5e1f-4a36-9f08-d2c6a1b3e574",
  assignee: "usr_1",
};

describe("a new record", () => {
  it("60: is a 201 with an id, version 1, two equal times and the fields that were set", async () => {
    const { status, body, headers } = await create({ name: "Northwind", country: null, companyNumber: "0000345671" });
    expect(status).toBe(201);
    expect(headers.get("content-type")).toBe("application/json;charset=UTF-8");
    expect(Object.keys(body)).toEqual(["id", "version", "createdAt", "updatedAt", "name", "companyNumber"]);
    expect(body).toMatchObject({ version: 1, name: "Northwind", companyNumber: "0000345671" });
    expect(body.updatedAt).toBe(body.createdAt);
  });

  it("60: has its times with an offset, by the sandbox's clock", async () => {
    const { body } = await create({});
    expect(body.createdAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00$/);
    expect(Date.parse(body.createdAt)).toBe(world.start.getTime());
  });

  it("keeps a value of each type as it was given, and is read as it was made", async () => {
    const { body } = await create(everyType);
    expect(body).toMatchObject(everyType);
    const read = await send("GET", `${records}/${body.id}`);
    expect(read.status).toBe(200);
    expect(read.headers.get("content-type")).toBe("application/json;charset=UTF-8");
    expect(read.text).toBe(JSON.stringify(body));
  });

  it("may have nothing but nulls: null is no value, whatever the type", async () => {
    const nulls = Object.fromEntries(Object.keys(everyType).map((key) => [key, null]));
    const { status, body } = await create(nulls);
    expect([status, Object.keys(body)]).toEqual([201, ["id", "version", "createdAt", "updatedAt"]]);
  });
});

describe("a record that does not fit its table", () => {
  it("is a 400 that tells of every field at once, with its name", async () => {
    const refused = await create({ name: 1, integer: 1.5, date: "01.09.2025", colour: "red", status: "approved" });
    expect(refused.status).toBe(400);
    expect(codesOf(refused)).toEqual(Array(4).fill("INVALID_REQUEST"));
    const messages: readonly { message: string }[] = refused.body.errors;
    expect(messages.map(({ message }) => message.split(" ")[0])).toEqual(["name", "integer", "date", "colour"]);
  });

  it("is not kept", async () => {
    const own = await openSandbox(server);
    await own.send("POST", records, { json: { name: "x", number: "1" } });
    const { data } = got(await own.dashboard.listRecords({ path: { ...own.path, tableId: companies } }));
    expect(data).toEqual([]);
  });

  it.each(["id", "version", "createdAt", "updatedAt"])("nobody sets %s but the provider", async (field) => {
    expect(codesOf(await create({ [field]: nobodys }))).toEqual(["INVALID_REQUEST"]);
  });

  it.each([["[]"], ['"x"'], ["1"], ["null"], ["{"], ['{"text":"a\\u0000b"}'], [""]])(
    "nor is %j a record",
    async (body) => {
      const refused = await send("POST", records, {
        body,
        headers: { "Content-Type": "application/json;charset=UTF-8" },
      });
      expect([refused.status, codesOf(refused)]).toEqual([400, ["INVALID_REQUEST"]]);
    },
  );

  it("a body of more than a mebibyte is a 400 too", async () => {
    const refused = await create({ text: "x".repeat(1_048_576) });
    expect([refused.status, codesOf(refused)]).toEqual([400, ["INVALID_REQUEST"]]);
  });
});

describe("a table of one's own", () => {
  const tableId = "9a1b2c3d-4e5f-4a6b-8c7d-0e1f2a3b4c5d";
  const fields = [
    { key: "vessel", type: "text" as const },
    { key: "flag", type: "single_select" as const, options: ["PL", "NO"] },
  ];

  it("judges by its own fields, from the moment that it is put", async () => {
    const { dashboard, path } = world;
    expect(codesOf(await create({ vessel: "Orka" }, `/tables/${tableId}/records`))).toEqual(["TABLE_NOT_FOUND"]);
    got(await dashboard.putTable({ path: { ...path, tableId }, body: { name: "vessels", fields } }));
    const { body } = await create({ vessel: "Orka", flag: "PL" }, `/tables/${tableId}/records`);
    expect(body).toMatchObject({ vessel: "Orka", flag: "PL", version: 1 });
    expect((await create({ name: "Northwind" }, `/tables/${tableId}/records`)).status).toBe(400);
    got(
      await dashboard.putTable({ path: { ...path, tableId }, body: { name: "vessels", fields: fields.slice(0, 1) } }),
    );
    expect((await create({ flag: "PL" }, `/tables/${tableId}/records`)).status).toBe(400);
    // What is there already stays as it was.
    expect((await send("GET", `/tables/${tableId}/records/${body.id}`)).body).toMatchObject({ flag: "PL" });
  });
});

describe("what is not there", () => {
  it("is a 404 with the envelope: a table, a record, a record of another table", async () => {
    const { body } = await create({ name: "x" });
    const other = "5e0a4c1d-8b7f-4d0e-b3f2-1a6c9d7e2f40";
    got(
      await world.dashboard.putTable({
        path: { ...world.path, tableId: other },
        body: { name: "others", fields: [{ key: "x", type: "text" }] },
      }),
    );
    expect(codesOf(await send("GET", `/tables/${nobodys}/records/${body.id}`))).toEqual(["TABLE_NOT_FOUND"]);
    expect(codesOf(await send("GET", `${records}/${nobodys}`))).toEqual(["RECORD_NOT_FOUND"]);
    expect(codesOf(await send("GET", `/tables/${other}/records/${body.id}`))).toEqual(["RECORD_NOT_FOUND"]);
  });

  it("48: is the same as what belongs to a stranger", async () => {
    const stranger = await openSandbox(server);
    const { body } = await stranger.send("POST", records, { json: { name: "x" } });
    const [foreign, absent] = [await send("GET", `${records}/${body.id}`), await send("GET", `${records}/${nobodys}`)];
    expect(withoutFingerprint(foreign)).toBe(withoutFingerprint(absent).replaceAll(nobodys, body.id));
  });

  it("an id that is no UUID is a 400 that names it", async () => {
    const bad = [await send("GET", `${records}/nonsense`), await send("GET", `/tables/nonsense/records/${nobodys}`)];
    for (const answer of bad) expect([answer.status, codesOf(answer)]).toEqual([400, ["INVALID_REQUEST"]]);
    expect(bad.map(({ body }) => body.errors[0].message)).toEqual(["id must be a UUID.", "tableId must be a UUID."]);
  });

  it("an id in upper case is the same id", async () => {
    const { body } = await create({ name: "x" });
    const path = `/tables/${companies.toUpperCase()}/records/${String(body.id).toUpperCase()}`;
    expect((await send("GET", path)).body).toEqual(body);
  });
});

describe("permissions", () => {
  it("reading takes can_read_data and writing can_edit_data", async () => {
    const { body } = await create({ name: "x" });
    const [reader, writer] = [await world.token(["can_read_data"]), await world.token(["can_edit_data"])];
    const statuses = async (authorization: string) => [
      (await send("GET", `${records}/${body.id}`, { authorization })).status,
      (await send("POST", records, { authorization, json: {} })).status,
    ];
    expect(await statuses(reader.token)).toEqual([200, 403]);
    expect(await statuses(writer.token)).toEqual([403, 201]);
  });
});
