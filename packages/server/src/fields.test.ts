import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fixture, type Running, start } from "./testing/fixture.ts";

let app: Running;
beforeAll(async () => {
  app = await start([fixture()]);
});
afterAll(() => app.close());

const pdf = (size = 4, name = "id.pdf") => new File([new Uint8Array(size)], name, { type: "application/pdf" });

async function sent(entries: readonly (readonly [string, string | File])[]) {
  const form = new FormData();
  for (const [name, value] of entries) {
    if (typeof value === "string") form.append(name, value);
    else form.append(name, value);
  }
  const answer = await app.call("/files", { method: "POST", body: form });
  return [answer.status, (await answer.json()) as unknown];
}

const invalid = (field: string, rule: string, message: string) => [
  400,
  { error: "invalid", problems: [{ in: "body", field, rule, message }] },
];

test("a file comes with its name and type, text as text, a list as a list, also of one", async () => {
  expect(
    await sent([
      ["file", pdf()],
      ["pages", pdf(2, "1.pdf")],
      ["tags", "a"],
      ["note", "ü"],
      ["other", "kept"],
    ]),
  ).toEqual([
    200,
    {
      file: ["id.pdf", "application/pdf", 4],
      pages: [["1.pdf", "application/pdf", 2]],
      tags: ["a"],
      note: "ü",
      other: "kept",
    },
  ]);
  const [, many] = await sent([
    ["tags", "a"],
    ["file", pdf()],
    ["tags", "b"],
  ]);
  expect(many).toMatchObject({ tags: ["a", "b"] });
});

test("a form is judged by its schema", async () => {
  expect(await sent([["note", "x"]])).toEqual(invalid("file", "required", "is required"));
  expect(await sent([["file", "text"]])).toEqual(invalid("file", "type", "must be a file"));
  const file = ["file", pdf()] as const;
  expect(await sent([file, ["pages", "text"]])).toEqual(invalid("pages.0", "type", "must be a file"));
  expect(await sent([file, ["note", pdf()]])).toEqual(invalid("note", "type", "must be string"));
  expect(await sent([file, ["note", "a"], ["note", "b"]])).toEqual(invalid("note", "type", "must be string"));
  expect(await sent([file, file])).toEqual(invalid("file", "type", "must be a file"));
  expect(await sent([file, ["tags", "a"], ["tags", "longer"]])).toMatchObject([
    400,
    { problems: [{ field: "tags.1", rule: "maxLength" }] },
  ]);
});

test("text that cannot be stored is refused in fields and in the names of files", async () => {
  expect(
    await sent([
      ["file", pdf()],
      ["note", "\0"],
    ]),
  ).toMatchObject([400, { problems: [{ field: "note", rule: "text" }] }]);
  expect(await sent([["file", pdf(1, "a\0.pdf")]])).toMatchObject([
    400,
    { problems: [{ field: "file", rule: "text" }] },
  ]);
  expect(
    await sent([
      ["file", pdf()],
      ["__proto__", "x"],
    ]),
  ).toMatchObject([200, { file: ["id.pdf", expect.anything(), 4] }]);
});

test("files have a limit of their own", async () => {
  expect((await sent([["file", pdf(30_000)]]))[0]).toBe(200);
  expect(await sent([["file", pdf(40_000)]])).toEqual([413, { error: "too_large" }]);
});

test("a compressed form has the limit of what it holds", async () => {
  const body = new Uint8Array(gzipSync(Buffer.alloc(10_000_000)));
  expect(body.length).toBeLessThan(10_000);
  const headers = { "content-type": "multipart/form-data; boundary=x", "content-encoding": "gzip" };
  const answer = await app.call("/files", { method: "POST", body, headers });
  expect([answer.status, await answer.json()]).toEqual([413, { error: "too_large" }]);
});

test.each([
  ["multipart/form-data", "--x--"],
  ["multipart/form-data; boundary=x", "hello"],
  ["multipart/form-data; boundary=x", '--x\r\nContent-Disposition: form-data; name="file"\r\n\r\n'],
])("%s with %j is no form", async (type, body) => {
  const answer = await app.call("/files", { method: "POST", body, headers: { "content-type": type } });
  expect([answer.status, await answer.json()]).toEqual([400, { error: "bad_json" }]);
});

test("a form that is optional and empty is none, and JSON is no form", async () => {
  expect(await (await app.call("/files", { method: "POST" })).json()).toBe("none");
  expect((await app.post("/files", {})).status).toBe(415);
});
