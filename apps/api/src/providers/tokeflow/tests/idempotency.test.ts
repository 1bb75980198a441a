import { expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { approving, chargeBody, connectors, got, openWorld, pixBody, type World } from "./support/world.ts";

const world = await openWorld(await testServer());

const saved = { ...chargeBody, payment_instrument_id: approving };

const create = (json: object, key?: string, name = "Idempotency-Key", from: World = world) =>
  from.send("POST", "/transactions", { json, ...(key !== undefined && { headers: { [name]: key } }) });

const callsFor = async (id: string) =>
  (await Promise.all(connectors.map((each) => world.calls(each)))).flat().filter((call) => call.transaction_id === id);

/** What every `transaction.created` of a sandbox was about. */
async function createdIn({ platform, sandboxId }: World): Promise<string[]> {
  const subjects: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const query = { type: "transaction.created", limit: 100, ...(cursor !== undefined && { cursor }) };
    const page = got(await platform.listEvents({ path: { sandboxId }, query }));
    subjects.push(...page.data.map(({ subject }) => subject));
    if (page.next_cursor === null) return subjects;
    cursor = page.next_cursor;
  }
}

it("24: the same key answers 200 with the same transaction, stored and charged once", async () => {
  const before = await world.count();
  const first = await create(saved, "order_12345_attempt_1");
  const again = await create(saved, "order_12345_attempt_1");
  expect([first.status, again.status]).toEqual([201, 200]);
  expect(again.body.data).toEqual(first.body.data);
  expect(again.body.request_id).not.toBe(first.body.request_id);
  expect(await world.count()).toBe(before + 1);
  expect(await callsFor(first.body.data.id)).toHaveLength(1);
});

it("24: the key works in the body as well, and is one with the header's", async () => {
  const first = await create({ ...saved, idempotency_key: "in_body" });
  expect(first.status).toBe(201);
  for (const again of [await create({ ...saved, idempotency_key: "in_body" }), await create(saved, "in_body")])
    expect(again).toMatchObject({ status: 200, body: { data: { id: first.body.data.id } } });
});

it("24: the order of fields and white space make no other request", async () => {
  const first = await create({ ...saved, metadata: { a: 1, b: { c: 2, d: 3 } } }, "spelling");
  const { country, ...rest } = saved;
  const text = JSON.stringify({ metadata: { b: { d: 3, c: 2 }, a: 1.0 }, ...rest, country }, null, 4);
  const again = await world.send("POST", "/transactions", { text, headers: { "Idempotency-Key": "spelling" } });
  expect(again).toMatchObject({ status: 200, body: { data: { id: first.body.data.id } } });
});

it("24: a replay tells the transaction as it is now", async () => {
  const first = await create({ ...saved, capture: false }, "now");
  const { id } = first.body.data;
  await world.merchant.captureTransaction({ path: { id }, body: { amount: 100 } });
  const again = await create({ ...saved, capture: false }, "now");
  expect(again).toMatchObject({ status: 200, body: { data: { id, status: "authorized", amount_captured: 100 } } });
});

it("24: a declined charge is replayed, not tried again", async () => {
  const body = { ...chargeBody, card_ciphertext_id: await world.token("4000000000000002") };
  const first = await create(body, "declined");
  const again = await create(body, "declined");
  expect([first.status, again.status]).toEqual([201, 200]);
  expect(again.body.data).toEqual(first.body.data);
  expect(await callsFor(first.body.data.id)).toHaveLength(2);
});

it("19: a replay needs no fresh card reference, spent or lapsed", async () => {
  const own = await openWorld(world);
  const body = { ...chargeBody, card_ciphertext_id: await own.token() };
  const first = await create(body, "spent", undefined, own);
  expect(first.status).toBe(201);
  expect(await create(body, "spent", undefined, own)).toMatchObject({ status: 200, body: { data: first.body.data } });
  await own.advance("PT16M");
  expect(await create(body, "spent", undefined, own)).toMatchObject({ status: 200, body: { data: first.body.data } });
  const other = await create(body, "another key", undefined, own);
  expect(other).toMatchObject({ status: 400, body: { error: { type: "validation_error" } } });
});

it("19: a replay does not mind that its saved card was deleted", async () => {
  const own = await openWorld(world);
  const first = await create(saved, "deleted", undefined, own);
  await own.merchant.deletePaymentInstrument({ path: { id: approving } });
  expect(await create(saved, "deleted", undefined, own)).toMatchObject({
    status: 200,
    body: { data: first.body.data },
  });
  expect((await create(saved, "fresh", undefined, own)).status).toBe(400);
});

it("25: the header's key beats the body's", async () => {
  const first = await create({ ...saved, idempotency_key: "body A" }, "header");
  expect(first.status).toBe(201);
  const sameHeader = await create({ ...saved, idempotency_key: "body B" }, "header");
  expect(sameHeader).toMatchObject({ status: 200, body: { data: { id: first.body.data.id } } });
  // The body's key was never used.
  expect((await create({ ...saved, idempotency_key: "body A" })).status).toBe(201);
});

it("26: the header's name is read in any case", async () => {
  const first = await create(saved, "case", "idempotency-key");
  for (const name of ["IDEMPOTENCY-KEY", "Idempotency-Key", "iDEMPOTENCY-kEY"])
    expect(await create(saved, "case", name)).toMatchObject({
      status: 200,
      body: { data: { id: first.body.data.id } },
    });
});

it("26: the key itself is not: two spellings are two keys", async () => {
  expect((await create(saved, "Spelled")).status).toBe(201);
  expect((await create(saved, "spelled")).status).toBe(201);
});

it("27: the same key with another body is 409 and charges nothing", async () => {
  const first = await create(saved, "changed");
  const before = await world.count();
  for (const changes of [
    { amount: 15_001 },
    { metadata: {} },
    { capture: false },
    { external_order_id: "x" },
    pixBody,
  ]) {
    const { status, body } = await create({ ...saved, ...changes }, "changed");
    expect({ changes, status, code: body.error?.code }).toEqual({
      changes,
      status: 409,
      code: "IDEMPOTENCY_KEY_CONFLICT",
    });
    expect(body.error.type).toBe("conflict_error");
  }
  expect(await world.count()).toBe(before);
  expect(await create(saved, "changed")).toMatchObject({ status: 200, body: { data: { id: first.body.data.id } } });
});

it("28: of 200 pairs sent at once each charges once", async () => {
  const own = await openWorld(world);
  const bodies = await Promise.all(
    Array.from({ length: 200 }, async (_, pair) => ({
      ...chargeBody,
      ...(pair % 2 === 0 ? { payment_instrument_id: approving } : { card_ciphertext_id: await own.token() }),
      external_order_id: `pair ${pair}`,
    })),
  );
  // The two of a pair leave side by side, so that they meet at the key and not one after the other.
  const pairs = await Promise.all(
    bodies.map((body) =>
      Promise.all([
        create(body, body.external_order_id, undefined, own),
        create(body, body.external_order_id, undefined, own),
      ]),
    ),
  );
  for (const [one, other] of pairs) {
    expect([one.status, other.status].toSorted()).toEqual([200, 201]);
    expect(one.body.data).toEqual(other.body.data);
  }
  const ids = pairs.map(([one]) => one.body.data.id);
  expect(new Set(ids).size).toBe(200);
  expect(await own.count()).toBe(200);
  const calls = (await Promise.all(connectors.map((each) => own.calls(each)))).flat();
  expect(calls.map(({ transaction_id }) => transaction_id).toSorted()).toEqual(ids.toSorted());
  expect((await createdIn(own)).toSorted()).toEqual(ids.toSorted());
});

it("28: of many at once with different bodies under one key one wins, the others are told", async () => {
  const before = await world.count();
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, n) => create({ ...saved, amount: 1000 + n }, "many bodies")),
  );
  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, ...Array.from({ length: 19 }, () => 409)]);
  expect(await world.count()).toBe(before + 1);
});

it("a key belongs to one merchant", async () => {
  const { id, merchant_key } = await world.anotherMerchant();
  const headers = { "Idempotency-Key": "shared" };
  const ours = await world.send("POST", "/transactions", { json: pixBody, headers });
  const theirs = await world.send("POST", "/transactions", { json: pixBody, headers, key: merchant_key });
  expect([ours.status, theirs.status]).toEqual([201, 201]);
  expect(theirs.body.data.merchant_id).toBe(id);
  // The organization's key speaks for the merchant that it names.
  const named = { ...pixBody, merchant_id: id };
  const again = await world.send("POST", "/transactions", { json: named, headers, key: world.organizationKey });
  expect(again).toMatchObject({ status: 200, body: { data: { id: theirs.body.data.id } } });
  const stranger = await world.send("POST", "/transactions", { json: named, headers });
  expect(stranger).toMatchObject({ status: 403, body: { error: { type: "authorization_error" } } });
});

it("a key belongs to one sandbox", async () => {
  const own = await openWorld(world);
  expect((await create(pixBody, "everywhere")).status).toBe(201);
  expect((await create(pixBody, "everywhere", undefined, own)).status).toBe(201);
});

it("a key holds for 24 hours of the sandbox's clock", async () => {
  const own = await openWorld(world);
  const first = await create(pixBody, "a day", undefined, own);
  await own.advance("PT23H59M59S");
  const again = await create(pixBody, "a day", undefined, own);
  expect(again).toMatchObject({ status: 200, body: { data: { id: first.body.data.id, status: "expired" } } });
  await own.advance("PT1S");
  const next = await create(pixBody, "a day", undefined, own);
  expect(next.status).toBe(201);
  expect(next.body.data.id).not.toBe(first.body.data.id);
  expect(await create(pixBody, "a day", undefined, own)).toMatchObject({
    status: 200,
    body: { data: { id: next.body.data.id } },
  });
});

it("a request that was refused does not use its key", async () => {
  for (const wrong of [{ ...saved, amount: 0 }, { ...saved, country: "BRAZIL" }, chargeBody])
    expect((await create(wrong, "refused first")).status).toBe(400);
  const absent = { ...chargeBody, card_ciphertext_id: "tok_absent" };
  expect((await create(absent, "refused first")).status).toBe(400);
  expect((await create(saved, "refused first")).status).toBe(201);
  expect((await create(saved, "refused first")).status).toBe(200);
});

it("a key has 1 to 255 characters", async () => {
  expect((await create(saved, "k".repeat(255))).status).toBe(201);
  expect((await create(saved, "k".repeat(256))).status).toBe(400);
  expect((await create(saved, "")).status).toBe(400);
});
