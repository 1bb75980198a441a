import jsqr from "jsqr";
import { PNG } from "pngjs";
import { expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { parseBrCode } from "./support/br-code-reader.ts";
import { connectors, got, openWorld, type World } from "./support/world.ts";

const server = await testServer();
const world = await openWorld(server);

const later = (from: World, seconds: number) => new Date(from.start.getTime() + seconds * 1000).toISOString();

async function pixOf(from: World, changes: Parameters<World["charge"]>[0] = {}) {
  const transaction = await from.charge({ payment_method: "pix", ...changes });
  const instructions = transaction.payment_instructions;
  if (instructions?.type !== "pix") throw new Error("no PIX");
  return { ...transaction, instructions };
}

/** The default export of a CommonJS module, as Node and as types see it. */
const readQrCode = jsqr as unknown as typeof jsqr.default;

it("52: a PIX is pending without amounts, with a code, its picture and its end", async () => {
  const { body, status } = await world.send("POST", "/transactions", {
    json: { payment_method: "pix", charge_type: "payment", country: "BR", amount: 15_000, currency: "BRL" },
  });
  expect(status).toBe(201);
  expect(body.data).toMatchObject({
    status: "pending",
    amount_authorized: 0,
    amount_captured: 0,
    applied_routing_rule_id: null,
    timeline: [{ attempt_number: 1, status: "pending", finished_at: null, error_category: null, error_code: null }],
  });
  expect(body.data.payment_instructions).toEqual({
    type: "pix",
    qr_code_text: expect.any(String),
    qr_code_url: expect.stringMatching(/^http/),
    expires_at: later(world, 1800),
  });
  expect(body.data.timeline).toHaveLength(1);
});

it("53: the code can be read, begins like the seed's sample, and carries the amount", async () => {
  for (const amount of [1, 99, 100, 15_000, 123_456_789, 2_147_483_647]) {
    const { instructions, id } = await pixOf(world, { amount });
    expect(instructions.qr_code_text.startsWith("00020126580014BR.GOV.BCB.PIX")).toBe(true);
    const read = parseBrCode(instructions.qr_code_text);
    expect(read).toMatchObject({ amount, name: expect.any(String), city: expect.any(String) });
    expect(id.toLowerCase()).toContain(read.reference.toLowerCase().slice(-8));
  }
});

it("53: no two codes are the same", async () => {
  const codes = await Promise.all(
    Array.from({ length: 20 }, async () => (await pixOf(world)).instructions.qr_code_text),
  );
  expect(new Set(codes).size).toBe(20);
});

it("53: the picture behind the address shows the code", async () => {
  const { instructions } = await pixOf(world);
  const response = await fetch(instructions.qr_code_url);
  expect(response).toMatchObject({ status: 200, redirected: false });
  expect(response.headers.get("content-type")).toBe("image/png");
  const { data, width, height } = PNG.sync.read(Buffer.from(await response.arrayBuffer()));
  expect(readQrCode(new Uint8ClampedArray(data), width, height)?.data).toBe(instructions.qr_code_text);
});

it("53: there is no picture of what is no PIX", async () => {
  const { instructions, id } = await pixOf(world);
  const card = await world.charge();
  for (const wrong of [card.id, "tx_absent", "..%2f..", `${id}%00`])
    expect((await fetch(instructions.qr_code_url.replace(id, wrong))).status).toBe(404);
  const foreign = await openWorld(server);
  const moved = instructions.qr_code_url.replace(world.sandboxId, foreign.sandboxId);
  expect((await fetch(moved)).status).toBe(404);
});

it("54: only what is paid by code or slip has instructions", async () => {
  expect((await world.charge()).payment_instructions).toBeNull();
  const wallet = await world.charge({ payment_method: "wallet", wallet_type: "google_pay" });
  expect(wallet.payment_instructions).toBeNull();
});

it("a paid PIX is authorized and captured, and keeps its instructions", async () => {
  const own = await openWorld(server);
  const { id, instructions } = await pixOf(own);
  await own.advance("PT11M");
  got(await own.settle(id, "paid"));
  const paid = await own.read(id);
  expect(paid).toMatchObject({
    status: "authorized",
    amount_authorized: 15_000,
    amount_captured: 15_000,
    payment_instructions: instructions,
    timeline: [{ status: "success", finished_at: later(own, 660) }],
    updated_at: later(own, 660),
  });
  const { ran } = await own.advance("P1D");
  expect(ran).toEqual([]);
  expect((await own.read(id)).status).toBe("authorized");
  expect((await own.settle(id, "paid")).response.status).toBe(409);
});

it("55: a PIX expires by the clock, at its own moment, without any call of a client", async () => {
  const own = await openWorld(server);
  const { id } = await pixOf(own);
  await own.advance("PT29M59S");
  expect((await own.read(id)).status).toBe("pending");
  const { ran } = await own.advance("PT6H");
  expect(ran).toMatchObject([{ at: later(own, 1800), subject: id }]);
  const events = await own.events(id);
  expect(events.map(({ type }) => type)).toEqual([
    ...["transaction.created", "transaction.pending", "transaction.expired"],
  ]);
  expect(events.at(-1)).toMatchObject({ at: later(own, 1800), data: { status: "expired" } });
  expect(await own.read(id)).toMatchObject({
    status: "expired",
    amount_authorized: 0,
    updated_at: later(own, 1800),
    applied_routing_rule_id: null,
    timeline: [
      { status: "failed", error_category: "EXPIRED", error_code: "PAYMENT_EXPIRED", finished_at: later(own, 1800) },
    ],
  });
});

it("55: many expire in the order in which they are due", async () => {
  const own = await openWorld(server);
  const ids: string[] = [];
  for (let minute = 0; minute < 5; minute++) {
    ids.push((await pixOf(own)).id);
    await own.advance("PT1M");
  }
  const { ran } = await own.advance("P1D");
  expect(ran.map(({ subject }) => subject)).toEqual(ids);
  expect(ran.map(({ at }) => at)).toEqual([0, 1, 2, 3, 4].map((minute) => later(own, 1800 + minute * 60)));
});

it("55: a PIX expires on a clock that runs at real pace, too", async () => {
  const own = await openWorld(server);
  const { id } = await pixOf(own);
  got(await own.platform.moveClock({ path: { sandboxId: own.sandboxId }, body: { run: true } }));
  await own.advance("PT31M");
  expect((await own.read(id)).status).toBe("expired");
});

it("55: a PIX lasts as long as its connector says", async () => {
  const own = await openWorld(server);
  await own.connector(connectors[0], { pix_expires_in_seconds: 86_400 });
  const { id, instructions } = await pixOf(own);
  expect(instructions.expires_at).toBe(later(own, 86_400));
  await own.advance("PT23H59M59S");
  expect((await own.read(id)).status).toBe("pending");
  await own.advance("PT1S");
  expect((await own.read(id)).status).toBe("expired");
});

it("56: a PIX cannot be paid once it has expired", async () => {
  const own = await openWorld(server);
  const { id } = await pixOf(own);
  await own.advance("PT30M");
  const { error, response } = await own.settle(id, "paid");
  expect(response.status).toBe(409);
  expect(error).toMatchObject({ type: "wrong_state" });
  expect(await own.read(id)).toMatchObject({ status: "expired", amount_authorized: 0 });
});

it("56: paid and moved past its end at once, a PIX has one end", async () => {
  for (let round = 0; round < 5; round++) {
    const own = await openWorld(server);
    const { id } = await pixOf(own);
    const [paid] = await Promise.all([own.settle(id, "paid"), own.advance("PT30M")]);
    const { status } = await own.read(id);
    expect(status).toBe(paid?.response.status === 200 ? "authorized" : "expired");
    expect((await own.events(id)).map(({ type }) => type)).toHaveLength(3);
  }
});

it.each([
  ["rejected", "failed"],
  ["canceled", "canceled"],
  ["expired", "expired"],
] as const)("%s, a PIX ends unpaid as %s, with its attempt closed", async (outcome, status) => {
  const { id } = await pixOf(world);
  got(await world.settle(id, outcome));
  const ended = await world.read(id);
  expect(ended).toMatchObject({ status, amount_authorized: 0, amount_captured: 0, applied_routing_rule_id: null });
  expect(ended.timeline[0]).toMatchObject({ status: "failed", finished_at: expect.any(String) });
  expect((await world.settle(id, outcome)).response.status).toBe(409);
  const types = (await world.events(id)).map(({ type }) => type);
  expect(types).toEqual(["transaction.created", "transaction.pending", `transaction.${status}`]);
});

it("a PIX is in reais", async () => {
  const { status, body } = await world.send("POST", "/transactions", {
    json: { payment_method: "pix", charge_type: "payment", country: "BR", amount: 1, currency: "USD" },
  });
  expect({ status, fields: Object.keys(body.error.details) }).toEqual({ status: 400, fields: ["currency"] });
});
