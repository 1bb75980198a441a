import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Writable } from "node:stream";
import { Refusal } from "@understudy/domain";
import type { Streamed } from "@understudy/server";
import express from "express";
import { afterAll, expect, test } from "vitest";
import { logTo } from "../log.ts";
import { openMetrics } from "../metrics.ts";
import type { PageHandler, PageMethods } from "../provider.ts";
import { requests } from "../requests.ts";
import { eventually } from "../testing/eventually.ts";
import { testServer } from "../testing/server.ts";
import { html, render } from "./html.ts";
import { pages } from "./mount.ts";
import { seeOther } from "./see-other.ts";

const { engine } = await testServer();
const lines: string[] = [];
const log = logTo(new Writable({ write: (line, _, done) => done(void lines.push(String(line))) }), "info");
const metrics = openMetrics();

const show: PageHandler = async ({ path, query, header }, { sandbox, publicUrl, requestId }) => {
  const told = { path, query: [...query], agent: header("User-Agent"), sandbox: sandbox.id, publicUrl, requestId };
  return { status: 200, type: "application/json", body: JSON.stringify(told) };
};
const receive: PageHandler = async ({ form }) => {
  const told = [...form].map(([name, value]) => [name, typeof value === "string" ? value : value.name]);
  return { status: 200, type: "application/json", body: JSON.stringify(told) };
};
/** Twelve megabytes and a bit, or as much of them as there are before something goes wrong. */
const file = (isBroken: boolean): Streamed => ({
  size: 12_000_003,
  async *stream() {
    streams.asked += 1;
    try {
      for (let at = 0; at < 12; at += 1) yield Buffer.alloc(1_000_000, at);
      if (isBroken) throw new Error("a secret");
      yield Buffer.from("end");
    } finally {
      streams.ended += 1;
    }
  },
});
const streams = { asked: 0, ended: 0 };
const refuse: PageHandler = async ({ query }) => {
  throw new Refusal(query.get("code") as "absent", "The <em>reason</em>.");
};
const own: Readonly<Record<string, PageMethods>> = {
  "/show/:id.html": { get: show },
  "/form": { get: async () => ({ status: 200, type: "text/html", body: render(html`<p>Fill in</p>`) }), post: receive },
  "/send": { post: async () => seeOther("form?done=1") },
  "/frame": {
    get: async () => ({
      ...{ status: 200, type: "text/html", body: new TextEncoder().encode("<p>ü</p>") },
      headers: { "content-security-policy": "frame-ancestors *", "X-Own": "1" },
    }),
  },
  "/refuse": { get: refuse },
  "/break": { get: () => Promise.reject(new Error("a secret")) },
  "/file": {
    get: async ({ query }) => ({ status: 200, type: "application/pdf", body: file(query.get("broken") !== null) }),
  },
};
const app = express().disable("etag").use(requests(log, metrics));
const assets = { "own.css": { type: "text/css", file: new URL("../../../../biome.json", import.meta.url) } };
const limits = { bodyLimitBytes: 5_000, uploadLimitBytes: 10_000 };
app.use("/pages", pages({ engine, providers: [{ name: "acme", pages: own, assets }], ...limits, log }));
const http = createServer(app);
await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
afterAll(() => new Promise((resolve) => http.close(resolve)));

const base = `http://127.0.0.1:${(http.address() as AddressInfo).port}/pages`;
const ask = (path: string, init: RequestInit = {}) => fetch(`${base}${path}`, { redirect: "manual", ...init });
const visit = (path: string, init?: RequestInit) => ask(`/acme/sbx_default${path}`, init);

test("a page is told its path, query, headers and sandbox", async () => {
  const answer = await visit("/show/a%20b.html?q=1&q=2", { headers: { "user-agent": "ana" } });
  expect(await answer.json()).toEqual({
    path: { id: "a b" },
    query: [...[["q", "1"]], ["q", "2"]],
    agent: "ana",
    sandbox: "sbx_default",
    publicUrl: engine.publicUrl,
    requestId: expect.stringMatching(/^req_/),
  });
});

test("a page loads only what is ours, is kept nowhere, and may say otherwise", async () => {
  const plain = await visit("/form");
  expect([plain.status, await plain.text()]).toEqual([200, "<!doctype html><p>Fill in</p>"]);
  expect(Object.fromEntries(plain.headers)).toMatchObject({
    "content-type": "text/html; charset=utf-8",
    "content-security-policy":
      "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; " +
      "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
  });
  const frame = await visit("/frame");
  expect([frame.headers.get("content-security-policy"), frame.headers.get("x-own")]).toEqual([
    "frame-ancestors *",
    "1",
  ]);
  expect([frame.headers.get("cache-control"), await frame.text()]).toEqual(["no-store", "<p>ü</p>"]);
});

test("a form comes as fields and files, urlencoded or multipart, and one without fields is empty", async () => {
  const form = new FormData();
  form.append("name", "Ana Müller");
  form.append("tag", "a");
  form.append("tag", "b");
  form.append("file", new File(["%PDF"], "id.pdf", { type: "application/pdf" }));
  const multipart = await visit("/form", { method: "POST", body: form });
  expect(await multipart.json()).toEqual([
    ["name", "Ana Müller"],
    ["tag", "a"],
    ["tag", "b"],
    ["file", "id.pdf"],
  ]);
  const urlencoded = await visit("/form", { method: "POST", body: new URLSearchParams({ name: "Ana Müller" }) });
  expect(await urlencoded.json()).toEqual([["name", "Ana Müller"]]);
  expect(await (await visit("/form", { method: "POST" })).json()).toEqual([]);
});

test("after a form the browser is sent on", async () => {
  const answer = await visit("/send", { method: "POST", body: new URLSearchParams({ a: "1" }) });
  expect([answer.status, answer.headers.get("location"), await answer.text()]).toEqual([303, "form?done=1", ""]);
});

test("a form with files may be larger than one without", async () => {
  const form = new FormData();
  form.append("file", new File(["x".repeat(9_000)], "id.pdf"));
  expect(await (await visit("/form", { method: "POST", body: form })).json()).toEqual([["file", "id.pdf"]]);
});

test("what no database stores is taken out of names, texts and names of files, and no form is lost for it", async () => {
  const form = new FormData();
  form.append("a\0", "\0b\0c");
  form.append("file", new File(["%PDF"], "id\0.pdf", { type: "application/pdf" }));
  const expected = [["a", "bc"]];
  expect(await (await visit("/form", { method: "POST", body: form })).json()).toEqual([
    ...expected,
    ["file", "id.pdf"],
  ]);
  const body = "a%00=%00b%00c&d=%ED%A0%80";
  const urlencoded = { method: "POST", body, headers: { "content-type": "application/x-www-form-urlencoded" } };
  expect(await (await visit("/form", urlencoded)).json()).toEqual([...expected, ["d", "\uFFFD\uFFFD\uFFFD"]]);
});

const upload = new FormData();
upload.append("file", new File(["x".repeat(10_000)], "id.pdf"));
const refusedForms: readonly [string, number, RequestInit][] = [
  ["too large", 413, { body: new URLSearchParams({ a: "x".repeat(5_001) }) }],
  ["too large with its files", 413, { body: upload }],
  ["no form", 415, { body: "{}", headers: { "content-type": "application/json" } }],
  ["broken", 400, { body: "--x\r\n", headers: { "content-type": "multipart/form-data; boundary=x" } }],
];
test.each(refusedForms)("a form that is %s is refused with %i, as a page", async (_, status, init) => {
  const answer = await visit("/form", { method: "POST", ...init });
  expect([answer.status, answer.headers.get("content-type")]).toEqual([status, "text/html; charset=utf-8"]);
  expect(await answer.text()).toMatch(/^<!doctype html><html lang="en">.*<h1>/);
});

test("a path knows its methods, and HEAD is a GET without its body", async () => {
  const wrong = [
    await visit("/form", { method: "PUT" }),
    await visit("/send"),
    await visit("/frame", { method: "POST" }),
  ];
  expect(wrong.map(({ status, headers }) => [status, headers.get("allow")])).toEqual([
    [405, "GET, HEAD, POST"],
    [405, "POST"],
    [405, "GET, HEAD"],
  ]);
  const head = await visit("/form", { method: "HEAD" });
  expect([head.status, head.headers.get("content-length"), await head.text()]).toEqual([200, "29", ""]);
});

test.each([
  ["absent", 404],
  ["expired", 410],
  ["spent", 410],
  ["forbidden", 403],
  ["wrong_state", 409],
])("the refusal %s is a page of status %i", async (code, status) => {
  const answer = await visit(`/refuse?code=${code}`);
  const text = await answer.text();
  expect([answer.status, answer.headers.get("cache-control")]).toEqual([status, "no-store"]);
  expect(text.includes("The &lt;em>reason&lt;/em>.")).toBe(status !== 404);
  expect(text).toContain('<link rel="stylesheet" href="/pages/kit/hosted.css"/>');
  expect(text).toMatch(/<body class="hosted"><main>.*<h1>/);
  expect(text).not.toContain("<em>");
});

test("whatever is not there is the same page not found", async () => {
  const paths = ["/acme/sbx_none/form", "/acme/sbx_default/none", "/acme/%00/form", "/acme/%zz/form", "/acme/x.css"];
  const absent = await (await visit("/refuse?code=absent")).text();
  for (const path of [...paths, "/none", "/", "/kit/none.css", "/kit/", "/kit/..%2fhtml.ts", "/ACME/own.css"]) {
    const answer = await ask(path);
    expect([path, answer.status, await answer.text()]).toEqual([path, 404, absent]);
  }
});

test("an error is told without its cause, which the log has under the same id", async () => {
  lines.length = 0;
  const answer = await visit("/break");
  const text = await answer.text();
  expect([answer.status, text.includes("secret")]).toEqual([500, false]);
  expect(text).toMatch(/<body class="hosted"><main>.*<h1>/);
  await eventually(() => expect(lines).toHaveLength(2));
  const [cause, line] = lines.map((each) => JSON.parse(each));
  expect(cause).toMatchObject({ level: 50, service: "pages", operation: "acme/break", err: { message: "a secret" } });
  expect(line).toMatchObject({ operation: "acme/break", status: 500, requestId: cause.requestId });
  expect(text).toContain(cause.requestId);
});

test("a page may be a stream, of which a HEAD has the headers and asks for nothing", async () => {
  const answer = await visit("/file");
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect([bytes.length, bytes.subarray(-4).toString("latin1")]).toEqual([12_000_003, "\vend"]);
  const head = await visit("/file", { method: "HEAD" });
  for (const { headers } of [answer, head])
    expect(Object.fromEntries(headers)).toMatchObject({
      ...{ "content-type": "application/pdf", "content-length": "12000003", "cache-control": "no-store" },
    });
  expect([head.status, await head.text(), streams.asked]).toEqual([200, "", 1]);
});

test("a stream in which something goes wrong breaks off, and so it is logged", async () => {
  lines.length = 0;
  await expect((await visit("/file?broken")).arrayBuffer()).rejects.toThrow();
  await eventually(() => expect(lines).toHaveLength(2));
  const [line, cause] = lines.map((each) => JSON.parse(each)).toSorted((a, b) => a.level - b.level);
  expect(cause).toMatchObject({
    level: 50,
    msg: "unexpected error",
    operation: "acme/file",
    err: { message: "a secret" },
  });
  expect(line).toMatchObject({ operation: "acme/file", status: 500, requestId: cause.requestId });
});

test("a stream whose visitor leaves is ended, and nothing is wrong with that", async () => {
  [lines.length, streams.ended] = [0, 0];
  const { body } = await visit("/file");
  await body?.cancel();
  await eventually(() => expect(streams.ended).toBe(1));
  await eventually(() => expect(lines).toHaveLength(1));
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({ level: 30, operation: "acme/file", status: 499 });
});

test("the log and the metrics hold neither query nor form nor address", async () => {
  lines.length = 0;
  await visit("/form?token=hunter2", { method: "POST", body: new URLSearchParams({ password: "hunter2" }) });
  await visit("/refuse?code=expired&token=hunter2");
  await ask("/acme/sbx_default/hunter2?token=hunter2");
  await ask("/acme/own.css?token=hunter2");
  await eventually(() => expect(lines).toHaveLength(4));
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { service: "pages", operation: "acme/form", method: "POST", status: 200, sandbox: "sbx_default" },
    { service: "pages", operation: "acme/refuse", status: 410, refusal: "expired" },
    { service: "pages", operation: "none", status: 404, refusal: "absent" },
    { service: "pages", operation: "none", status: 200 },
  ]);
  expect(lines.join() + (await metrics.render())).not.toMatch(/hunter2|token|password/);
});

test("a file is served with its type, and not again to whoever has it", async () => {
  const file = await ask("/acme/own.css");
  const etag = file.headers.get("etag") ?? "";
  expect([file.status, file.headers.get("content-type"), file.headers.get("cache-control")]).toEqual([
    ...[200, "text/css; charset=utf-8", "no-cache"],
  ]);
  expect(await file.text()).toContain("biomejs");
  const again = await ask("/acme/own.css", { headers: { "if-none-match": etag } });
  expect([again.status, await again.text()]).toEqual([304, ""]);
  expect((await ask("/acme/own.css", { headers: { "if-none-match": '"other"' } })).status).toBe(200);
  const wrong = await ask("/acme/own.css", { method: "POST" });
  expect([wrong.status, wrong.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
});
