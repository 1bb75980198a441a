import { randomUUID } from "node:crypto";
import { testDatabase } from "@understudy/database/testing";
import type { Others } from "@understudy/engine";
import { afterAll, expect, it } from "vitest";
import { completeStep } from "./rules/acting.ts";
import type { Step } from "./rules/definition.ts";
import { cancel } from "./rules/ending.ts";
import { definition, end } from "./rules/turn.fixture.ts";
import { start } from "./starting.ts";
import { write } from "./store/definitions.ts";
import { change } from "./store/transitions.ts";
import { foundWorkspace, start as now } from "./store/workspace.fixture.ts";
import { tasks } from "./tasks.ts";

const { db, close } = await testDatabase();
afterAll(() => close());

const call = (next: string): Step => ({ type: "http", url: "http://here", next });

/** Runs the task of a call during which something else happens to the execution. */
async function meanwhile(happen: (ctx: Awaited<ReturnType<typeof called>>["ctx"], id: string) => Promise<unknown>) {
  const { ctx, id } = await called();
  const answer = { status: 200, headers: {}, body: Buffer.from("1"), error: null, durationMs: 1, isSlow: false };
  const others: Others = { now: () => now, call: () => happen(ctx, id).then(() => answer) };
  return { id, left: await tasks.call_service.run(ctx, [id], others) };
}

async function called() {
  const ctx = (await foundWorkspace(db))();
  const drawn = definition({ first: call("second"), second: call("done"), done: end }, { id: randomUUID() });
  await write(ctx, [drawn]);
  const expiresAt = new Date(now.getTime() + 3_600_000);
  const given = { locale: "en", parameters: {}, recordId: null, expiresAt, expiresAtMicros: 0 };
  return { ctx, id: (await start(ctx, drawn, given)).execution.id };
}

it("a call stays to be made where the execution has come to another one while the first was under way", async () => {
  const { id, left } = await meanwhile((ctx, each) => change(ctx, each, (scene) => completeStep(scene, null, now)));
  expect(left).toEqual([id]);
});

it("no call is left where the execution has ended meanwhile", async () => {
  const { left } = await meanwhile((ctx, each) =>
    change(ctx, each, ({ execution, run }) => cancel(execution, run, now)),
  );
  expect(left).toEqual([]);
});
