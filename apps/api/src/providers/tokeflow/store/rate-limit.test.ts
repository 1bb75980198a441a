import { newId } from "@understudy/database";
import { testDatabase } from "@understudy/database/testing";
import { Refusal } from "@understudy/domain";
import type { CallContext } from "@understudy/engine";
import { afterAll, beforeEach, expect, it } from "vitest";
import { enforceRateLimit, lift, read, set } from "./rate-limit.ts";

const { db, close } = await testDatabase();
afterAll(() => close());

const start = new Date("2026-01-15T12:30:00.000Z");
let sandboxId: string;
let loads = 0;

beforeEach(async () => {
  sandboxId = newId("sbx");
  loads = 0;
  await db.sandbox.create({ data: { id: sandboxId, createdAt: start } });
  await db.tokeflowOrganization.create({
    data: { sandboxId, id: newId("org"), webhookSecret: "", createdAt: start },
  });
});

/** A call of a key at so many seconds after the start, in a world that remembers nothing. */
function call(key: string, seconds = 0): CallContext {
  return {
    sandbox: { id: sandboxId, name: null, clock: { mode: "frozen", frozenAt: start }, createdAt: start },
    credential: { id: key } as CallContext["credential"],
    now: new Date(start.getTime() + seconds * 1000),
    requestId: "req_1",
    publicUrl: "http://here",
    hasGateway: false,
    facts: new Map(),
    db,
    newId,
    remember: (_, load) => {
      loads += 1;
      return load();
    },
  };
}

async function answers(key: string, seconds: readonly number[]): Promise<(string | number | undefined)[]> {
  const given: (string | number | undefined)[] = [];
  for (const second of seconds)
    given.push(
      await enforceRateLimit(call(key, second)).then(
        () => "ok",
        (refused: Refusal) => refused.details.retryAfterSeconds,
      ),
    );
  return given;
}

it("limits nothing until a limit is set, and counts nothing", async () => {
  expect(await answers("cred_1", [0, 0, 0])).toEqual(["ok", "ok", "ok"]);
  expect(await db.tokeflowRateWindow.count({ where: { sandboxId } })).toBe(0);
  expect(loads).toBe(3);
});

it("refuses a key's requests over the limit until the window of the sandbox's time is over", async () => {
  await set(call("cred_1"), { requests: 2, windowSeconds: 10 });
  expect(await answers("cred_1", [0, 1, 2, 9.5, 10, 11, 12])).toEqual(["ok", "ok", 8, 1, "ok", "ok", 8]);
});

it("counts each key by itself", async () => {
  await set(call("cred_1"), { requests: 1, windowSeconds: 10 });
  expect(await answers("cred_1", [0, 0])).toEqual(["ok", 10]);
  expect(await answers("cred_2", [0])).toEqual(["ok"]);
});

it("keeps one window of a key only", async () => {
  await set(call("cred_1"), { requests: 1, windowSeconds: 1 });
  await answers("cred_1", [0, 1, 2, 3]);
  const windows = await db.tokeflowRateWindow.findMany({ where: { sandboxId } });
  expect(windows).toMatchObject([{ startsAt: new Date("2026-01-15T12:30:03.000Z"), requests: 1 }]);
});

it("lets exactly as many of a hundred requests at once pass as the limit says", async () => {
  await set(call("cred_1"), { requests: 37, windowSeconds: 60 });
  const settled = await Promise.allSettled(Array.from({ length: 100 }, () => enforceRateLimit(call("cred_1"))));
  expect(settled.filter(({ status }) => status === "fulfilled")).toHaveLength(37);
  for (const one of settled) if (one.status === "rejected") expect(one.reason).toBeInstanceOf(Refusal);
});

it("starts anew with a new limit, and ends with it", async () => {
  await set(call("cred_1"), { requests: 1, windowSeconds: 10 });
  expect(await answers("cred_1", [0, 0])).toEqual(["ok", 10]);
  await set(call("cred_1"), { requests: 1, windowSeconds: 10 });
  expect(await answers("cred_1", [0, 0])).toEqual(["ok", 10]);
  await lift(call("cred_1"));
  expect(await answers("cred_1", [0, 0])).toEqual(["ok", "ok"]);
  expect(await read(call("cred_1"))).toEqual({ requests: null, windowSeconds: 1 });
});
