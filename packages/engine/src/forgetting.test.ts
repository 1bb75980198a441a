import { query, raw, sql } from "@understudy/database";
import { expect, test } from "vitest";
import type { Context } from "./context.ts";
import { forgetSubjects } from "./forgetting.ts";
import { insertMessages } from "./messages/message.ts";
import { insertTasks } from "./tasks/task.ts";
import { tell, testBed, told } from "./testing.ts";
import { deliveriesIn, listen, stillWorld } from "./webhooks/testing.ts";

const bed = await testBed();

async function sayAndPlan(ctx: Context, subject: string): Promise<void> {
  const given = raw("given");
  const messages = insertMessages(ctx, given, [{ provider: "acme", channel: "SMS", to: "+1", body: "hello", subject }]);
  const tasks = insertTasks(ctx, given, [{ provider: "acme", kind: "work", subject }]);
  await query(ctx.db, sql`WITH given AS (SELECT 1), said AS (${messages}), put AS (${tasks}) SELECT 1`);
}

async function keptOf(sandboxId: string, subject: string) {
  const where = { where: { sandboxId, subject } };
  const { db } = bed;
  return [await db.event.count(where), await db.message.count(where), await db.task.count(where)];
}

async function forget(ctx: Context, subjects: readonly string[], isSo: boolean): Promise<void> {
  const parts = forgetSubjects(ctx, raw("given"), subjects);
  await query(ctx.db, sql`WITH given AS (SELECT 1 WHERE ${isSo}), ${parts} SELECT 1`);
}

async function busyWorld() {
  const { sandbox, ctx } = await stillWorld(bed);
  await listen(ctx, "http://127.0.0.1:9/nobody");
  for (const subject of ["a", "b", "c"]) {
    await tell(ctx, "rang", subject);
    await sayAndPlan(ctx, subject);
  }
  return { sandbox, ctx };
}

test("all that the engine keeps about an object can be forgotten, and nothing else is", async () => {
  const { sandbox, ctx } = await busyWorld();
  const elsewhere = await busyWorld();
  await forget(ctx, ["a", "c", "unknown"], true);
  expect(await told(bed, sandbox)).toEqual([expect.stringContaining("rang b")]);
  expect(await deliveriesIn(bed, sandbox)).toHaveLength(1);
  expect([await keptOf(sandbox.id, "a"), await keptOf(sandbox.id, "b")]).toEqual([
    [0, 0, 0],
    [1, 1, 1],
  ]);
  expect(await told(bed, elsewhere.sandbox)).toHaveLength(3);
  expect(await deliveriesIn(bed, elsewhere.sandbox)).toHaveLength(3);
});

test("nothing is forgotten where the statement that it is part of changed nothing", async () => {
  const { sandbox, ctx } = await busyWorld();
  await forget(ctx, ["a"], false);
  expect(await keptOf(sandbox.id, "a")).toEqual([1, 1, 1]);
});

test("a task that somebody is at is theirs, and is not waited for", async () => {
  const { sandbox, ctx } = await busyWorld();
  await bed.db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT subject FROM task WHERE sandbox_id = ${sandbox.id} AND subject = 'a' FOR UPDATE`;
    await forget(ctx, ["a", "b"], true);
  });
  expect([await keptOf(sandbox.id, "a"), await keptOf(sandbox.id, "b")]).toEqual([
    [0, 0, 1],
    [0, 0, 0],
  ]);
});
