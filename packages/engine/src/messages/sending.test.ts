import { spawn } from "node:child_process";
import { join } from "node:path";
import { Duration } from "luxon";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import type { Engine } from "../engine.ts";
import { allDone, tasksIn } from "../tasks/testing.ts";
import { after, eventually, noon, setTimer, testBed, testEngine, testSandbox } from "../testing.ts";
import type { TimerHandlers } from "../timers.ts";
import { Worlds } from "../worlds.ts";
import { account } from "./account.fixture.ts";
import { type Answer, messagesIn, standIn, write } from "./testing.ts";

const bed = await testBed();
beforeEach(() => bed.db.task.deleteMany());

const hangs: Answer = () => undefined;

/** An engine with a gateway of its own, and a sandbox. */
async function world(answer?: Answer, pausesMs: readonly number[] = [0, 0, 0]) {
  const { got, gateway, url } = await standIn(answer, pausesMs);
  const logged: unknown[] = [];
  const note = (...line: unknown[]) => void logged.push(line);
  const engine = await testEngine(bed, { gateway, timers: reminding, log: { warn: note, error: note } });
  const sandbox = await testSandbox(bed);
  const settle = () => engine.settleTasks(sandbox.id, { withinMs: 10_000, askOthers: true });
  return { got, url, gateway, logged, engine, sandbox, ctx: engine.within(bed.db, sandbox, noon), settle };
}

/** Writes a message each day. */
const reminding: TimerHandlers = {
  acme: {
    async remind(ctx, subject) {
      await write(ctx, [{ body: ctx.now.toISOString() }]);
      await setTimer(ctx, "remind", `${subject}+`, after(1_440, ctx.now));
    },
  },
};

const days = (engine: Engine, id: string, count: number) =>
  engine.moveClock(id, { advance: Duration.fromObject({ days: count }) });

test("a message goes to the gateway as is documented, once, and stays in the outbox", async () => {
  const { got, sandbox, ctx, settle } = await world();
  const body = "Zahlen Sie 5 € & mehr: https://here/pages?a=b+c\nDanke 😀";
  await write(ctx, [{ to: "+447911123456", body }, { body: "second" }]);
  await settle();
  expect(await messagesIn(bed, sandbox)).toMatchObject([
    { body, status: "sent", error: null, attempts: 1 },
    { body: "second", status: "sent", error: null, attempts: 1 },
  ]);
  expect(got).toHaveLength(2);
  expect(got).toEqual(expect.arrayContaining([{ To: "+447911123456", From: "+15005550006", Body: body }]));
  expect(await tasksIn(bed, sandbox)).toEqual([]);
});

test("nobody has to ask for it: a message is sent as soon as it is written", async () => {
  const { got, sandbox, ctx } = await world();
  await write(ctx, [{}]);
  await allDone(bed, sandbox);
  expect(got).toHaveLength(1);
});

test("what the gateway cannot take now is offered again, and taken then", async () => {
  const closes: Answer = (_, res, index) => {
    if (index === 2) res.destroy();
    return [429, 503, undefined, 201][index];
  };
  const { got, sandbox, ctx, settle, logged } = await world(closes);
  await write(ctx, [{}]);
  await settle();
  await allDone(bed, sandbox);
  expect(await messagesIn(bed, sandbox)).toMatchObject([{ status: "sent", error: null, attempts: 4 }]);
  expect(got).toHaveLength(4);
  expect(logged).toEqual([]);
});

test("a gateway that never takes it is let alone after a while, and the message says why", async () => {
  const { got, sandbox, ctx, settle, logged } = await world(() => 503);
  await write(ctx, [{ id: "msg_lost" }]);
  await settle();
  const error = "The gateway answered 503: No (20503)";
  expect(await messagesIn(bed, sandbox)).toMatchObject([{ status: "failed", error, attempts: 4, body: "Hello" }]);
  expect(got).toHaveLength(4);
  expect(await tasksIn(bed, sandbox)).toEqual([]);
  const details = {
    sandboxId: sandbox.id,
    messageId: "msg_lost",
    attempts: 4,
    answered: 503,
    code: 20503,
    cause: null,
  };
  expect(logged).toEqual([[details, "a message could not be sent"]]);
});

test("what the gateway refuses is not offered again, and others are not kept back by it", async () => {
  const { got, sandbox, ctx, settle } = await world((form) => (form.get("To") === "+15005550001" ? 400 : 201));
  await write(ctx, [{}, { to: "+15005550002" }]);
  await settle();
  expect(await messagesIn(bed, sandbox)).toMatchObject([
    { status: "failed", error: "The gateway answered 400: No (20400)", attempts: 1 },
    { status: "sent", attempts: 1 },
  ]);
  expect(got).toHaveLength(2);
});

test("a further try waits in real time, whatever the sandbox's clock does, and says why it is needed", async () => {
  const { got, engine, sandbox, ctx, settle } = await world(() => 500, [3_600_000]);
  await write(ctx, [{}]);
  await settle();
  const expected = { status: "queued", error: "The gateway answered 500: No (20500)", attempts: 1 };
  expect(await messagesIn(bed, sandbox)).toMatchObject([expected]);
  await days(engine, sandbox.id, 30);
  await settle();
  expect(await messagesIn(bed, sandbox)).toMatchObject([expected]);
  expect(got).toHaveLength(1);
  const { rows } = await bed.pool.query(
    "SELECT extract(epoch FROM retry_at - now())::float AS seconds, failures FROM task WHERE sandbox_id = $1",
    [sandbox.id],
  );
  expect(rows).toEqual([{ seconds: expect.closeTo(3_600, -2), failures: 0 }]);
});

test("a move of the clock sends what comes of it, and answers when it is sent", async () => {
  const { got, engine, sandbox, ctx } = await world();
  const dates = Array.from({ length: 30 }, (_, n) => after(1_440 * (n + 1)).toISOString());
  await setTimer(ctx, "remind", "a", after(1_440));
  const { ran } = await days(engine, sandbox.id, 30);
  expect(got.map(({ Body }) => Body)).toEqual(dates);
  expect(ran.filter(({ kind }) => kind === "send_message").map(({ at }) => at.toISOString())).toEqual(dates);
  expect((await messagesIn(bed, sandbox)).map(({ status }) => status)).toEqual(dates.map(() => "sent"));
});

test("a move does not wait for a gateway that hangs, which gets its messages once it answers", async () => {
  let isUp = false;
  const open: (() => void)[] = [];
  const { engine, sandbox, ctx } = await world((_, res) => {
    if (!isUp) open.push(() => res.destroy());
    return isUp ? 201 : undefined;
  });
  await setTimer(ctx, "remind", "a", after(1_440));
  const begun = performance.now();
  await days(engine, sandbox.id, 60);
  expect(performance.now() - begun).toBeLessThan(8_000);
  expect(await messagesIn(bed, sandbox)).toHaveLength(60);
  isUp = true;
  for (const hangUp of open) hangUp();
  await allDone(bed, sandbox);
  expect(new Set((await messagesIn(bed, sandbox)).map(({ status }) => status))).toEqual(new Set(["sent"]));
}, 30_000);

test("what an engine was at that ends is sent by another one", async () => {
  let isUp = false;
  const { got, gateway, engine, sandbox, ctx } = await world(() => (isUp ? 201 : undefined));
  await write(ctx, [{}, {}]);
  await eventually(() => expect(got).toHaveLength(2));
  await engine.close();
  isUp = true;
  expect(await messagesIn(bed, sandbox)).toMatchObject([{ status: "queued" }, { status: "queued" }]);
  await testEngine(bed, { gateway });
  await allDone(bed, sandbox);
  expect(await messagesIn(bed, sandbox)).toMatchObject([{ status: "sent" }, { status: "sent" }]);
  expect(got).toHaveLength(4);
});

test("two engines share the messages, and each is sent once", async () => {
  const { got, gateway, sandbox, ctx } = await world();
  await testEngine(bed, { gateway });
  await write(
    ctx,
    Array.from({ length: 50 }, (_, n) => ({ body: `${n}` })),
  );
  await allDone(bed, sandbox);
  expect(got).toHaveLength(50);
  expect(new Set(got.map(({ Body }) => Body)).size).toBe(50);
});

test("a sandbox that is dropped while the gateway is asked is gone at once", async () => {
  const { got, engine, sandbox, ctx, logged } = await world(hangs);
  await write(ctx, [{}]);
  await eventually(() => expect(got).toHaveLength(1));
  await bed.db.sandbox.delete({ where: { id: sandbox.id } });
  expect(await messagesIn(bed, sandbox)).toEqual([]);
  await engine.close();
  expect(logged).toEqual([]);
});

test("a server that is reached from outside still asks its gateway at a private address", async () => {
  const { gateway, got } = await standIn();
  const engine = await testEngine(bed, { gateway, isPublic: true });
  const sandbox = await testSandbox(bed);
  await write(engine.within(bed.db, sandbox, noon), [{}]);
  await engine.settleTasks(sandbox.id, { withinMs: 10_000, askOthers: true });
  expect(await messagesIn(bed, sandbox)).toMatchObject([{ status: "sent" }]);
  expect(got).toHaveLength(1);
});

test("what the process was sending that is killed is sent by one that lives", async () => {
  let isKilled = false;
  const { got, gateway, url } = await standIn(() => (isKilled ? 201 : undefined));
  const child = spawn(process.execPath, [join(import.meta.dirname, "process.fixture.ts"), bed.url, url], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  await new Promise<void>((resolve) => child.stdout.once("data", () => resolve()));
  const sandbox = await testSandbox(bed);
  const worlds = new Worlds({ db: bed.db, publicUrl: "http://here", hiddenSandboxId: undefined, hasGateway: true });
  await write(worlds.within(bed.db, sandbox, noon), [{}, {}]);
  await eventually(() => expect(got).toHaveLength(2));
  isKilled = true;
  child.kill("SIGKILL");
  await testEngine(bed, { gateway });
  await allDone(bed, sandbox);
  expect(await messagesIn(bed, sandbox)).toMatchObject([{ status: "sent" }, { status: "sent" }]);
  expect(got).toHaveLength(4);
}, 30_000);

test("the gateway's token stands in no row and no line of the log, even if the gateway repeats it", async () => {
  const repeats: Answer = (_, res) => {
    res.writeHead(400).end(JSON.stringify({ message: `${res.req.headers.authorization} and ${account.authToken}` }));
    return undefined;
  };
  const { sandbox, ctx, settle, logged } = await world(repeats);
  await write(ctx, [{}]);
  await settle();
  const error = "The gateway answered 400: Basic … and …";
  expect(await messagesIn(bed, sandbox)).toMatchObject([{ status: "failed", error }]);
  expect(logged).toMatchObject([[{ answered: 400 }, "a message could not be sent"]]);
});
