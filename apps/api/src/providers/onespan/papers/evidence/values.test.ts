import { expect, test } from "vitest";
import { factsOf, told } from "./values.ts";

const many = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`key_${index}`, index]));

test("values are told in words, and what is empty is not", () => {
  expect(told({ name: "spring", year: 2026, none: null, tags: ["a", "", "b"], deep: { on: true } })).toBe(
    "Name: spring; Year: 2026; Tags: a, b; Deep: On: true",
  );
  for (const empty of [null, undefined, "", [], {}, [null, {}]]) expect(told(empty)).toBe("");
  expect(factsOf({ dob: "1990-12-10", birth_surname: "Roe", middle_name: "" })).toEqual([
    ["Date of birth", "1990-12-10"],
    ["Birth surname", "Roe"],
  ]);
});

test("long ones are cut, and say how much more there is", () => {
  expect(told("x".repeat(2_000))).toBe("x".repeat(2_000));
  expect(told("x".repeat(9_000))).toBe(`${"x".repeat(2_000)}… (7,000 more letters)`);
  expect(told(["x".repeat(1_500), "y".repeat(1_500)])).toMatch(/y… \(1,002 more letters\)$/);
  expect(told(Array(60_000).fill("x"))).toMatch(/^x, x, .*… \(59,332 more\)$/);
  expect(told(many(60_000))).toMatch(/^Key 0: 0; .*… \(59,\d\d\d more\)$/);
  const [[name] = []] = factsOf({ ["x".repeat(60_000)]: 1 });
  expect(name).toBe(`X${"x".repeat(199)}… (59,800 more letters)`);
});

test("of very many the first 200 are told, and how many more there are", () => {
  expect(factsOf(many(200))).toHaveLength(200);
  expect(factsOf(many(201)).slice(199)).toEqual([
    ["Key 199", "199"],
    ["And more", "1 more, kept with the transaction and not printed"],
  ]);
  const facts = factsOf(many(60_000));
  expect([facts.length, facts.at(-1)]).toEqual([
    201,
    ["And more", "59,800 more, kept with the transaction and not printed"],
  ]);
  expect(
    factsOf({ ...Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`empty_${index}`, ""])), a: 1 }),
  ).toEqual([["A", "1"]]);
});
