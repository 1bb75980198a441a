import { testDatabase } from "@understudy/database/testing";
import { afterAll, expect, test } from "vitest";
import { describeError } from "./log-error.ts";

const { db, close } = await testDatabase();
afterAll(close);

const described = (work: PromiseLike<unknown>) => Promise.resolve(work).then(undefined, describeError);
const createdAt = new Date("2030-06-01T12:00:00Z");

test("an ordinary error keeps its message, its place and its cause", () => {
  const error = new Error("it broke", { cause: new TypeError("that was why") });
  const { at, cause, ...rest } = describeError(error);
  expect(rest).toEqual({ type: "Error", message: "it broke" });
  expect(at[0]).toMatch(/^at .*log-error\.test\.ts/);
  expect(cause).toMatchObject({ type: "TypeError", message: "that was why" });
});

test("an error of the database is told by code and rule, without the values that broke it", async () => {
  const insert = () => db.sandbox.create({ data: { id: "hunter2", name: "hunter2", createdAt } });
  await insert();
  const typed = await described(insert());
  expect(typed).toMatchObject({ code: "23505", message: expect.stringContaining("sandbox_pkey") });
  const raw = await described(
    db.$executeRaw`INSERT INTO sandbox (id, created_at) VALUES ('x', ${"hunter2"}::timestamptz)`,
  );
  expect(raw).toMatchObject({ code: "22007", message: expect.stringContaining("invalid input syntax") });
  const misused = await described(db.sandbox.create({ data: { id: "x", name: 3 as never, createdAt: "hunter2" } }));
  expect(misused).toMatchObject({ message: expect.stringContaining("Argument `name`") });
  expect(JSON.stringify([typed, raw, misused])).not.toContain("hunter2");
});

test("what an error carries besides, and what is no error, is not told", () => {
  const error = Object.assign(new Error("no"), { request: { key: "hunter2" }, code: 5 });
  expect(JSON.stringify(describeError(error))).not.toContain("hunter2");
  expect(JSON.stringify(describeError("hunter2"))).not.toContain("hunter2");
});
