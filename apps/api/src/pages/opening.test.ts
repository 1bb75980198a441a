import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { afterAll, expect, test } from "vitest";
import type { PageHandler } from "../provider.ts";
import { testServer } from "../testing/server.ts";
import { pages } from "./mount.ts";

const { engine } = await testServer();
/** The methods with which the page was asked. */
const asked: string[] = [];
const page: PageHandler = async ({ method }) => {
  asked.push(method);
  return { status: 200, type: "text/plain", body: "a page" };
};
const limits = { bodyLimitBytes: 5_000, uploadLimitBytes: 10_000 };
const providers = [{ name: "acme", pages: { "/page": { get: page, post: page }, "/send": { post: page } } }];
const app = express().use("/pages", pages({ engine, providers, ...limits, log: { error: () => {} } }));
const http = createServer(app);
await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
afterAll(() => new Promise((resolve) => http.close(resolve)));
const base = `http://127.0.0.1:${(http.address() as AddressInfo).port}/pages/acme/sbx_default`;
const ask = (path: string, init?: RequestInit) => fetch(`${base}${path}`, init);

test("a page knows who only looks whether it is there", async () => {
  asked.length = 0;
  for (const method of ["HEAD", "GET", "POST"]) await ask("/page", { method });
  expect(asked).toEqual(["HEAD", "GET", "POST"]);
});

test("a page is not asked for what a browser fetches in advance, which then asks again", async () => {
  asked.length = 0;
  for (const [name, value] of [
    ["sec-purpose", "prefetch"],
    ["sec-purpose", "prefetch;prerender"],
    ["purpose", "prefetch"],
  ] as const) {
    const answer = await ask("/page", { headers: { [name]: value } });
    const told = ["cache-control", "content-length"].map((header) => answer.headers.get(header));
    expect([answer.status, ...told, await answer.text()]).toEqual([204, "no-store", null, ""]);
  }
  expect(asked).toEqual([]);
  await ask("/page", { headers: { "sec-purpose": "other" } });
  expect(asked).toEqual(["GET"]);
});

test("what is sent counts, and what is not there is not there, whoever fetches it in advance", async () => {
  const headers = { "sec-purpose": "prefetch" };
  asked.length = 0;
  await ask("/page", { method: "POST", headers });
  expect(asked).toEqual(["POST"]);
  expect([(await ask("/send", { headers })).status, (await ask("/none", { headers })).status]).toEqual([405, 404]);
});
