import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { afterAll, expect, test } from "vitest";
import { testBrowser } from "../../testing/browser.ts";
import { assetsIn, serveAssets } from "../assets.ts";
import { type Html, html } from "../html.ts";
import { radios } from "./fields.ts";
import { type Layout, layout } from "./layout.ts";

const browser = await testBrowser();
const app = express().use("/pages/kit", serveAssets(assetsIn(new URL("./assets/", import.meta.url))));
const http = createServer(app);
await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
afterAll(() => new Promise((resolve) => http.close(resolve)));
const publicUrl = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;

async function opened(path: string, main: Html, more: Partial<Layout> = {}) {
  app.get(path, (_, response) => {
    response.type("html").send(layout({ publicUrl, lang: "en", title: "T", main, ...more }));
  });
  const page = await browser.visit({ device: "phone" });
  await page.goto(`${publicUrl}${path}`);
  return page;
}

const question = { name: "bank", label: "Your bank", isLarge: true };
const choices = ["a", "b"].map((value) => ({ value, label: value, isChosen: false }));
test.each([
  ["legend", radios({ ...question, choices })],
  ["hint", radios({ ...question, choices, hint: "Where your account is." })],
  ["message", radios({ ...question, choices, hint: "Where your account is.", error: "Choose one." })],
])("cards stand apart from the %s above them", async (above, field) => {
  const page = await opened(`/${above}`, field);
  const gap = await page
    .locator(".choice")
    .first()
    .evaluate((card) => {
      const words = document.createRange();
      words.selectNodeContents(card.previousElementSibling as Element);
      return card.getBoundingClientRect().top - words.getBoundingClientRect().bottom;
    });
  expect(gap).toBeGreaterThanOrEqual(14);
});

test("only a button closes a page, whatever else says something of closing", async () => {
  const facts = { close: "something else" };
  const close = { label: "Close", otherwise: "You may close this page." };
  const page = await opened("/close", html`<h1>T</h1>`, { close, facts });
  await page.getByRole("button", { name: "Close" }).waitFor();
  const plain = await opened("/plain", html`<h1>T</h1>`, { facts });
  await plain.evaluate(() => {
    window.close = () => document.querySelector("h1")?.append(" closed");
  });
  await plain.locator("h1").click();
  expect(await plain.locator("h1").textContent()).toBe("T");
});
