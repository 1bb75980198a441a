import { expect, test } from "vitest";
import { Refusal, refusalCodes } from "./refusal.ts";

test("a refusal is an error that carries its code and what is at fault", () => {
  const refusal = new Refusal("out_of_range", "Only 300 is authorized.", { field: "amount" });
  expect(refusal).toBeInstanceOf(Error);
  expect(refusal).toMatchObject({ code: "out_of_range", message: "Only 300 is authorized.", name: "Refusal" });
  expect(refusal.details).toEqual({ field: "amount" });
});

test("a refusal need not know a field", () => {
  expect(new Refusal("absent", "There is no such thing.").details).toEqual({});
});

test("no code is listed twice, and all are in lower case with underscores", () => {
  expect(new Set(refusalCodes).size).toBe(refusalCodes.length);
  for (const code of refusalCodes) expect(code).toMatch(/^[a-z]+(_[a-z]+)*$/);
});
