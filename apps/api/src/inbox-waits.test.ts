import { createControlClient } from "@understudy/client/control";
import { expect, test } from "vitest";
import { got } from "./providers/tokeflow/tests/support/world.ts";
import { eventually } from "./testing/eventually.ts";
import { openInbox, send } from "./testing/inbox.ts";
import { testHouse } from "./testing/server.ts";

const { start } = await testHouse();
const server = await start();
const control = createControlClient({ baseUrl: server.publicUrl });

const nobodyWaits = () => eventually(() => expect(server.engine.arrivals.waiting).toBe(0));
const someoneWaits = (count = 1) => eventually(() => expect(server.engine.arrivals.waiting).toBe(count));

test("who waits at an inbox hears of the next message when it comes, and not again of what has been shown", async () => {
  const inbox = await openInbox(control);
  await inbox.send("first");
  expect(await inbox.bodies({ wait: "PT5S" })).toEqual(["first"]);
  const next = inbox.bodies({ wait: "PT10S" });
  await someoneWaits();
  await inbox.send("second");
  expect(await next).toEqual(["second", "first"]);
  expect(await inbox.bodies({ wait: "PT0.05S" })).toEqual(["second", "first"]);
  await nobodyWaits();
});

test("who waits at an inbox gets what there is when the time is over, with 200", async () => {
  const inbox = await openInbox(control);
  const startedAt = performance.now();
  expect(await inbox.bodies({ wait: "PT0.1S" })).toEqual([]);
  expect(performance.now() - startedAt).toBeGreaterThan(95);
  await inbox.send("hello");
  expect(await inbox.bodies({ wait: "PT0.05S", count: 2 })).toEqual(["hello"]);
  expect(await inbox.bodies({ wait: "PT0S" })).toEqual(["hello"]);
});

test("who waits at an inbox does not depend on the sandbox's clock", async () => {
  const { sandboxId, bodies, send } = await openInbox(control);
  got(await control.moveClock({ path: { sandboxId }, body: { set: "2030-01-01T00:00:00Z" } }));
  const waiting = bodies({ wait: "PT10S" });
  await someoneWaits();
  got(await control.moveClock({ path: { sandboxId }, body: { advance: "P1Y" } }));
  await send("hello");
  expect(await waiting).toEqual(["hello"]);
});

test("who waits at an inbox may wait for so many, counting those that are there", async () => {
  const inbox = await openInbox(control);
  await inbox.send("first");
  expect(await inbox.bodies({ wait: "PT5S", count: 1 })).toEqual(["first"]);
  expect(await inbox.bodies({ wait: "PT5S", count: 1 })).toEqual(["first"]);
  const waiting = inbox.bodies({ wait: "PT10S", count: 30, limit: 100 });
  await Promise.all(Array.from({ length: 29 }, (_, index) => inbox.send(`more ${index}`)));
  expect(await waiting).toHaveLength(30);
});

test("who waits at an inbox may wait for what comes after a message", async () => {
  const inbox = await openInbox(control);
  for (const body of ["first", "second", "third"]) await inbox.send(body);
  const [third, second] = (await inbox.read()).data;
  expect(await inbox.bodies({ after: String(second?.id) })).toEqual(["third"]);
  // Shown before, and still after the second.
  expect(await inbox.bodies({ after: String(second?.id), wait: "PT5S" })).toEqual(["third"]);
  expect(await inbox.bodies({ after: String(third?.id), wait: "PT0.05S" })).toEqual([]);
  const waiting = inbox.bodies({ after: String(third?.id), wait: "PT10S" });
  await someoneWaits();
  await inbox.send("fourth");
  expect(await waiting).toEqual(["fourth"]);
  const both = inbox.bodies({ after: String(third?.id), wait: "PT10S", count: 2 });
  await someoneWaits();
  await inbox.send("fifth");
  expect(await both).toEqual(["fifth", "fourth"]);
});

test("who waits at an inbox may wait for a text, byte for byte, and takes nothing from others who wait", async () => {
  const inbox = await openInbox(control);
  const text = "ä%_\\'\"\u0007😀";
  await inbox.send("other");
  const waiting = inbox.bodies({ contains: text, wait: "PT10S" });
  await someoneWaits();
  await inbox.send("OTHER");
  await inbox.send(`<${text}>`);
  expect(await waiting).toEqual([`<${text}>`]);
  expect(await inbox.bodies({ contains: text, wait: "PT5S" })).toEqual([`<${text}>`]);
  expect(await inbox.bodies({ contains: "oth" })).toEqual(["other"]);
  expect(await inbox.bodies({ contains: "%" })).toEqual([`<${text}>`]);
  // Nothing of that counts as shown.
  expect(await inbox.bodies({ wait: "PT5S" })).toHaveLength(3);
  await inbox.send(Buffer.from([0xff, 0x61, 0x62, 0xfe]));
  expect(await inbox.bodies({ contains: "ab" })).toEqual([null]);
  expect(await inbox.bodies({ contains: "ab", count: 2, wait: "PT0.05S" })).toEqual([null]);
});

test("who waits at an inbox shares what comes with all who wait", async () => {
  const inbox = await openInbox(control);
  const waiting = Array.from({ length: 20 }, () => inbox.bodies({ wait: "PT10S" }));
  await someoneWaits(20);
  await inbox.send("hello");
  expect(await Promise.all(waiting)).toEqual(waiting.map(() => ["hello"]));
});

test("who waits at an inbox sees each message once, however fast they come", async () => {
  const inbox = await openInbox(control);
  const wanted = Array.from({ length: 60 }, (_, index) => `message ${index}`);
  const sending = Promise.all(wanted.map((body) => inbox.send(body)));
  const seen: string[] = [];
  let after: string | undefined;
  while (seen.length < wanted.length) {
    const { data } = await inbox.read({ wait: "PT5S", limit: 100, after });
    if (data.length === 0) break;
    seen.push(...data.toReversed().map(({ body }) => String(body)));
    after = data[0]?.id;
  }
  await sending;
  expect(seen).toHaveLength(wanted.length);
  expect(new Set(seen)).toEqual(new Set(wanted));
});

test("who waits at an inbox hears of what comes to another server on the same database", async () => {
  const house = await testHouse();
  const [here, there] = [await house.start(), await house.start()];
  const inbox = await openInbox(createControlClient({ baseUrl: here.publicUrl }), "orders");
  const elsewhere = inbox.url.replace(here.publicUrl, there.publicUrl);
  for (const body of ["first", "second"]) {
    const waiting = inbox.bodies({ wait: "PT10S" });
    await eventually(() => expect(here.engine.arrivals.waiting).toBe(1));
    await send(elsewhere, { body });
    expect((await waiting)[0]).toBe(body);
  }
});

test("who waits at an inbox and goes away is waited for no more, and has not been shown what comes then", async () => {
  const inbox = await openInbox(control);
  const callers = Array.from({ length: 10 }, () => new AbortController());
  const waiting = callers.map(({ signal }) =>
    control.getInbox({ path: inbox.path, query: { wait: "PT60S" }, signal }).catch(() => "gone"),
  );
  await someoneWaits(10);
  for (const caller of callers) caller.abort();
  expect(await Promise.all(waiting)).toEqual(callers.map(() => "gone"));
  await nobodyWaits();
  await inbox.send("hello");
  expect(await inbox.bodies({ wait: "PT5S" })).toEqual(["hello"]);
});

test.each([
  ["inbox", (sandboxId: string) => control.dropInbox({ path: { sandboxId, name: "orders" } })],
  ["sandbox", (sandboxId: string) => control.dropSandbox({ path: { sandboxId } })],
])("at an %s that is dropped hears so at once", async (_, drop) => {
  const inbox = await openInbox(control);
  const waiting = control.getInbox({ path: inbox.path, query: { wait: "PT60S" } });
  await someoneWaits();
  await drop(inbox.sandboxId);
  expect((await waiting).response.status).toBe(404);
});

test.each([
  ["wait=5", "query wait"],
  ["wait=PT61S", "query wait"],
  ["wait=-PT1S", "query wait"],
  ["wait=P1M", "query wait"],
  ["wait=", "query wait"],
  [`wait=PT${"1".repeat(40)}S`, "query wait"],
  ["wait=PT1S&wait=PT2S", "query wait"],
  ["count=0", "query count"],
  ["count=-1", "query count"],
  ["count=100001", "query count"],
  ["count=many", "query count"],
  ["after=msg_nowhere", "query after"],
  ["after=", "query after"],
  ["after=%00", "query after"],
  ["contains=", "query contains"],
  ["contains=%00", "query contains"],
  [`contains=${"x".repeat(1_001)}`, "query contains"],
  ["cursor=here", "query cursor"],
  ["limit=101", "query limit"],
  ["contain=x", "query contain"],
])("is told what is wrong with ?%s", async (query, field) => {
  const { sandboxId } = await openInbox(control);
  const answer = await fetch(`${server.publicUrl}/control/sandboxes/${sandboxId}/inboxes/orders?${query}`);
  const { errors } = (await answer.json()) as { errors: { field: string }[] };
  expect([answer.status, errors?.map((error) => error.field)]).toEqual([400, [field]]);
});

test("a server that stops lets all who wait go at once: those who asked, those who are kept waiting, and itself", async () => {
  const stopping = await (await testHouse()).start();
  const at = createControlClient({ baseUrl: stopping.publicUrl });
  const [waited, slow, hanging] = [
    await openInbox(at, "orders"),
    await openInbox(at, "orders", { status: 503, delay: "PT60S" }),
    await openInbox(at, "orders", { hang: true }),
  ];
  const outcomes = Promise.allSettled([waited.bodies({ wait: "PT60S" }), slow.send("slow"), hanging.send("hanging")]);
  await eventually(() => expect(stopping.engine.arrivals.waiting).toBe(3));
  const startedAt = performance.now();
  await stopping.close();
  expect(performance.now() - startedAt).toBeLessThan(5_000);
  expect(await outcomes).toMatchObject([
    { status: "fulfilled", value: [] },
    { status: "fulfilled", value: { status: 503 } },
    { status: "rejected" },
  ]);
});
