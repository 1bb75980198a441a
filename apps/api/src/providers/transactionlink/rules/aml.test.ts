import { expect, it } from "vitest";
import { screen } from "./aml.ts";

it.each([
  ["Ewa Maj", []],
  ["Peppa Pepys", []],
  ["Ewa Sanctioned", ["sanctions"]],
  ["ACME SANCTIONS LTD", ["sanctions"]],
  ["Ewa Pep", ["pep"]],
  ["Ewa (PEP) Sanction", ["sanctions", "pep"]],
])("finds %s on the lists %j", (name, lists) => {
  expect(screen({ name })).toMatchObject({ output: { hits: lists.length, matches: lists.map((list) => ({ list })) } });
});

it("repeats in a match whom it was asked about", () => {
  const subject = { name: "Ewa Pep", dateOfBirth: "1980-02-29", country: "PL" };
  expect(screen(subject)).toMatchObject({ output: { matches: [subject] } });
});

it.each([{}, { name: null }, { name: " " }, { name: 7 }])("must be asked by a name: %j", (input) => {
  expect(screen(input)).toMatchObject({ error: { code: "invalid_input" } });
});
