import { randomUUID } from "node:crypto";
import { testDatabase } from "@understudy/database/testing";
import { afterAll, expect, it } from "vitest";
import type { Step } from "../rules/definition.ts";
import { definition } from "../rules/turn.fixture.ts";
import { turn } from "../rules/turn.ts";
import { start } from "../starting.ts";
import { write } from "./definitions.ts";
import { read } from "./scenes.ts";
import { change } from "./transitions.ts";
import { foundWorkspace, start as now } from "./workspace.fixture.ts";

const { db, close } = await testDatabase();
afterAll(() => close());

const register = (next: string): Step => ({
  ...{ type: "lookup", source: "vat-register", input: { number: "$.parameters.number" }, next },
});

async function standingAfter(turns: number, steps: Readonly<Record<string, Step>>) {
  const ctx = (await foundWorkspace(db))();
  const drawn = definition(steps, { id: randomUUID(), recordTableId: null });
  await write(ctx, [drawn]);
  const expiresAt = new Date(now.getTime() + 3_600_000);
  const given = { locale: "en", parameters: { number: "5123" }, recordId: null, expiresAt, expiresAtMicros: 0 };
  const { id } = (await start(ctx, drawn, given)).execution;
  for (let each = 0; each < turns; each++) await change(ctx, id, (scene) => turn(scene, now, randomUUID));
  const [scene] = await read(ctx, [id]);
  return scene;
}

it("what a step and the next do not name stays in the store", async () => {
  const choose: Step = { type: "decision", rules: [{ when: { var: "steps.b.number" }, next: "c" }], default: "done" };
  const steps = { a: register("b"), b: register("choose"), choose, c: register("done") };
  const done: Step = { type: "end", result: { a: "$.steps.a.number" } };
  const named = async (turns: number) => (await standingAfter(turns, { ...steps, done }))?.outputs ?? {};
  expect(Object.keys(await named(2))).toEqual(["b"]);
  expect(Object.keys(await named(3))).toEqual([]);
  expect(Object.keys(await named(4))).toEqual(["a"]);
  const calling: Step = { type: "http", url: "http://here", body: "$.steps.c", next: "done" };
  const scene = await standingAfter(4, { ...steps, c: register("calling"), calling, done });
  expect(scene?.outputs).toEqual({});
  expect(scene?.run).toMatchObject({ number: 5, step: "calling", input: { body: { number: "5123" } }, startedAt: now });
});

it("where all are named, all are there, in the order in which they came", async () => {
  const done: Step = { type: "end", result: { all: "$.steps" } };
  const scene = await standingAfter(2, { b: register("a"), a: register("done"), done });
  expect(Object.keys(scene?.outputs ?? {})).toEqual(["b", "a"]);
});
