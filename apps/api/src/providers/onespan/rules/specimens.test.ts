import { expect, test } from "vitest";
import { reasonOf, specimenNamed, specimens } from "./specimens.ts";

test("the catalogue has every specimen with what becomes of it, documents first", () => {
  expect(specimens.map(({ name, kind, outcome, sides }) => [name, kind, outcome, sides])).toEqual([
    ["passport", "document", "passes", 1],
    ["id-card", "document", "passes", 2],
    ["driving-licence", "document", "passes", 2],
    ["passport-expired", "document", "fails", 1],
    ["passport-tampered", "document", "fails", 1],
    ["id-card-other-person", "document", "fails", 2],
    ["passport-blurred", "document", "try_again", 1],
    ["portrait", "selfie", "passes", undefined],
    ["portrait-other-person", "selfie", "fails", undefined],
    ["portrait-of-a-screen", "selfie", "fails", undefined],
    ["portrait-without-face", "selfie", "try_again", undefined],
  ]);
});

test.each(specimens)("$name says why it does not pass, if it does not", (specimen) => {
  const reason = reasonOf(specimen);
  if (specimen.outcome === "passes") expect(reason).toBeNull();
  else expect(reason).toMatch(/^[A-Z].+\.$/);
  expect(specimen.findings.every(({ passed }) => !passed)).toBe(true);
  expect(specimenNamed(specimen.name)).toBe(specimen);
});

test("nothing else is a specimen", () => {
  expect(["holiday", "toString", ""].map(specimenNamed)).toEqual([undefined, undefined, undefined]);
});
