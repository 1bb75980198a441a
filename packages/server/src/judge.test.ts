import { afterEach, expect, test, vi } from "vitest";
import type { BodyProblem, Problem, Service } from "./provider.ts";
import { fixture, type Running, start, type World } from "./testing/fixture.ts";

let app: Running | undefined;
afterEach(() => app?.close());

type Judge = NonNullable<Service<World>["judge"]>;

async function judging(judge: Judge): Promise<Running> {
  app = await start([fixture({}, { judge })]);
  return app;
}

const problemsOf = async (answer: Response) => {
  const { problems } = (await answer.json()) as { problems: Problem[] };
  return { status: answer.status, problems };
};

const tooDear: BodyProblem = { field: "amount", rule: "too_dear", message: "must be at most 10 for a small thing" };

test("what breaks a provider's own rules is told with what breaks the schema, after it", async () => {
  const { post } = await judging(() => [tooDear]);
  expect(await problemsOf(await post("/things", { amount: 1001 }))).toEqual({
    status: 400,
    problems: [
      { in: "body", field: "name", rule: "required", message: "is required" },
      { in: "body", field: "amount", rule: "maximum", message: "must be at most 1000" },
      { in: "body", ...tooDear },
    ],
  });
});

test("a body that keeps the schema is still judged, with the schema's defaults in it", async () => {
  const seen: unknown[] = [];
  const { post } = await judging((...asked) => {
    seen.push(asked);
    return (asked[1] as { amount: number }).amount > 10 ? [tooDear] : [];
  });
  const refused = await problemsOf(await post("/things", { name: "a", amount: 11 }));
  expect(refused).toEqual({ status: 400, problems: [{ in: "body", ...tooDear }] });
  expect((await post("/things", { name: "a", amount: 10 })).status).toBe(201);
  expect(seen).toEqual(
    [11, 10].map((amount) => ["createThing", { name: "a", amount, kind: "small" }, expect.any(Date)]),
  );
});

test("only objects of text that can be kept are judged", async () => {
  const judge = vi.fn(() => []);
  const { call, post } = await judging(judge);
  for (const body of [[], "a", 1, null, { name: "a\0", amount: 1 }]) await post("/things", body);
  await call("/things", { method: "POST" });
  await call("/things/t1", { method: "PATCH" });
  await call("/things?limit=x");
  expect(judge).not.toHaveBeenCalled();
});

test("no more problems are told than help", async () => {
  const { post } = await judging(() => Array.from({ length: 1_000 }, (_, n) => ({ ...tooDear, field: `${n}` })));
  const { problems } = await problemsOf(await post("/things", {}));
  expect(problems).toHaveLength(50);
  expect(problems.slice(0, 3).map(({ field }) => field)).toEqual(["name", "amount", "0"]);
});
