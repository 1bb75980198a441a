import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { Refusal } from "@understudy/domain";
import express from "express";
import { afterAll, expect, test } from "vitest";
import { formReader } from "./forms.ts";

const [limit, uploadLimit] = [1_000_000, 10_500_000];
const read = formReader(limit, uploadLimit);
const app = express();
app.post("/", (request, response, next) => {
  const told = (form: FormData) =>
    [...form].map(([name, value]) => [name, typeof value === "string" ? value : value.name]);
  read(request, response)
    .then((form) => response.json(told(form)))
    .catch((error: unknown) => (error instanceof Refusal ? response.status(400).json(error.code) : next(error)));
});
const http = createServer(app);
await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
afterAll(() => new Promise((resolve) => http.close(resolve)));

const plain = "application/x-www-form-urlencoded";
const withFiles = "multipart/form-data; boundary=x";

async function send(type: string, body: string | Uint8Array<ArrayBuffer>, encoding = "identity"): Promise<unknown> {
  const { port } = http.address() as AddressInfo;
  const headers = { "content-type": type, "content-encoding": encoding };
  return (await fetch(`http://127.0.0.1:${port}/`, { method: "POST", body, headers })).json();
}

test("fields come in the order in which they stand, decoded as browsers encode them", async () => {
  expect(await send(plain, "a=1+2&b=%C3%BC&a=&c&%zz=%")).toEqual([
    ["a", "1 2"],
    ["b", "ü"],
    ["a", ""],
    ["c", ""],
    ["%zz", "%"],
  ]);
  expect(await send(plain, new Uint8Array())).toEqual([]);
});

test("a form without files has the smaller limit, whatever its compression makes of it", async () => {
  expect(await send(plain, `a=${"x".repeat(limit)}`)).toBe("too_large");
  expect(await send(plain, new Uint8Array(gzipSync(Buffer.alloc(10_000_000, "x"))), "gzip")).toBe("too_large");
  expect(await send(withFiles, new Uint8Array(gzipSync(Buffer.alloc(11_000_000))), "gzip")).toBe("too_large");
});

test("more fields or parts than a person sends are refused, and none of fewer are lost", async () => {
  expect(await send(plain, "a&".repeat(1_999))).toHaveLength(1_999);
  expect(await send(plain, "a&".repeat(2_000))).toBe("too_large");
  expect(await send(withFiles, `${part().repeat(200)}--x--\r\n`)).toHaveLength(200);
  expect(await send(withFiles, `${part().repeat(201)}--x--\r\n`)).toBe("too_large");
});

test("the header of a part has an end, and soon", async () => {
  expect(await send(withFiles, `${part("n".repeat(8_000))}--x--\r\n`)).toHaveLength(1);
  expect(await send(withFiles, `${part("n".repeat(8_200))}--x--\r\n`)).toBe("too_large");
  expect(await send(withFiles, '--x\r\nContent-Disposition: form-data; name="a')).toBe("bad_json");
});

test.each(['multipart/form-data; boundary="a b"', "Multipart/Form-Data; charset=utf-8; boundary=a; boundary=b"])(
  "the boundary in %s is found",
  async (type) => {
    const name = type.includes("a b") ? "a b" : "a";
    expect(await send(type, part("n").replace("--x", `--${name}`).concat(`--${name}--\r\n`))).toEqual([["n", ""]]);
  },
);

test.each(["multipart/form-data", "multipart/form-data; boundary=", 'multipart/form-data; boundary="\\""'])(
  "%s is no form",
  async (type) => {
    expect(await send(type, `${part()}--x--\r\n`)).toBe("bad_json");
  },
);

const filled = (text: string, bytes = 10_000_000) => text.repeat(bytes / text.length);
const withHeader = (text: string) => part().replace("\r\n\r\n", `${text}\r\n\r\n`);
const hostile: readonly (readonly [string, string, string])[] = [
  ["many fields", plain, filled("a&", limit)],
  ["many parts", withFiles, filled(part())],
  ["as many parts as there may be, with headers as long", withFiles, withHeader(`\r\nA: b`.repeat(1_300)).repeat(200)],
  ["a header without an end", withFiles, `--x\r\n${filled("A: b\r\n")}`],
  ["a name without an end", withFiles, `--x\r\nContent-Disposition: form-data; name="${filled("%22")}`],
  ["what is nearly a boundary", withFiles, `${part()}${filled("\r\n--")}\r\n--x--\r\n`],
  ["boundaries that end", withFiles, filled("--x--\r\n")],
  ["boundaries and nothing else", withFiles, filled("--x")],
  ["no boundary", withFiles, filled("\r\n")],
];
test.each(hostile)("a large form of %s is judged in no time", async (_, type, text) => {
  const before = process.cpuUsage();
  await send(type, new Uint8Array(Buffer.from(text)));
  expect(process.cpuUsage(before).user / 1_000).toBeLessThan(500);
});

function part(name = "a"): string {
  return `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n\r\n`;
}
