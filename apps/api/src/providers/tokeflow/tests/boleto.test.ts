import { expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { hasSoundCheckDigit, readDigitableLine } from "../rules/boleto.ts";
import { got, openWorld, type World } from "./support/world.ts";

const server = await testServer();
const world = await openWorld(server);

async function boletoOf(from: World, amount = 15_000) {
  const transaction = await from.charge({ payment_method: "boleto", amount });
  const instructions = transaction.payment_instructions;
  if (instructions?.type !== "boleto") throw new Error("no boleto");
  return { ...transaction, instructions };
}

it("57: a boleto's line and barcode agree, every check digit is right, amount and due day stand in it", async () => {
  for (const amount of [1, 15_000, 2_147_483_647]) {
    const { instructions, status } = await boletoOf(world, amount);
    expect(status).toBe("pending");
    const { barcode, digitable_line, due_date, expires_at } = instructions;
    expect(readDigitableLine(digitable_line)).toBe(barcode);
    expect(hasSoundCheckDigit(barcode)).toBe(true);
    expect(Number(barcode.slice(9, 19))).toBe(amount);
    // The cycle that began on 2025-02-22 with 1000.
    const days = (Date.parse(due_date) - Date.UTC(2025, 1, 22)) / 86_400_000;
    expect(Number(barcode.slice(5, 9))).toBe(1000 + days);
    expect(Number(digitable_line.slice(33, 37))).toBe(1000 + days);
    // São Paulo has kept UTC-3 all year since 2019.
    expect(expires_at).toBe(new Date(Date.parse(due_date) + 27 * 3_600_000 - 1).toISOString());
  }
});

it("57: a slip due on 2026-01-18 has the factor 1330 of the cycle that began in 2025", async () => {
  const own = await openWorld(server);
  const body = { set: "2026-01-15T12:30:00.000Z" };
  got(await own.platform.moveClock({ path: { sandboxId: own.sandboxId }, body }));
  const { instructions } = await boletoOf(own);
  expect(instructions).toMatchObject({ due_date: "2026-01-18", expires_at: "2026-01-19T02:59:59.999Z" });
  expect(instructions.barcode).toMatch(/^\d{3}9\d13300000015000\d{25}$/);
  expect(instructions.digitable_line).toMatch(/13300000015000$/);
});

it("57: no two slips have the same number", async () => {
  const codes = await Promise.all(Array.from({ length: 20 }, async () => (await boletoOf(world)).instructions.barcode));
  expect(new Set(codes).size).toBe(20);
});

it("57: a boleto's address shows the slip", async () => {
  const { instructions, id } = await boletoOf(world);
  const response = await fetch(instructions.boleto_url);
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toContain("text/html");
  const page = await response.text();
  expect(page.replaceAll(/[. ]/g, "")).toContain(instructions.digitable_line);
  expect(page).toContain("<svg");
  // A browser would leave out what stands in the page itself: its policy wants styles from files.
  expect(page).not.toMatch(/<style|style=|<script/);
  const style = /<link rel="stylesheet" href="([^"]+)"/.exec(page)?.[1] ?? "";
  expect((await fetch(new URL(style, instructions.boleto_url))).headers.get("content-type")).toContain("text/css");
  expect((await fetch(instructions.boleto_url.replace(id, "tx_absent"))).status).toBe(404);
});

it("55: a boleto can be paid to the end of its due day and expires then", async () => {
  const own = await openWorld(server);
  const { id, instructions } = await boletoOf(own);
  const path = { sandboxId: own.sandboxId };
  const last = new Date(Date.parse(instructions.expires_at) - 1).toISOString();
  got(await own.platform.moveClock({ path, body: { set: last } }));
  expect((await own.read(id)).status).toBe("pending");
  got(await own.platform.moveClock({ path, body: { set: instructions.expires_at } }));
  expect((await own.read(id)).status).toBe("expired");
  expect((await own.settle(id, "paid")).response.status).toBe(409);
});

it("a paid boleto is authorized", async () => {
  const { id } = await boletoOf(world);
  got(await world.settle(id, "paid"));
  expect(await world.read(id)).toMatchObject({ status: "authorized", amount_captured: 15_000 });
});
