import { expect, test } from "vitest";
import { inEffect, isPresettable, needOf, parameterNames, parametersOf } from "./parameters.ts";
import { isCustomerFacing, stepDescription, stepDisplayName, stepNames } from "./step.ts";

test("4.4 the texts that are public are shown as they are, and every step has its own", () => {
  expect(stepDisplayName("move-money")).toBe("Transaction Summary");
  expect(stepDescription("move-money")).toBe("Review and confirm your transaction summary.");
  expect(stepDisplayName("lookup-profile")).toBe("Lookup customer account");
  expect(stepDescription("lookup-financial-account")).toBe("Find an existing customer financial account.");
  for (const text of [stepDisplayName, stepDescription])
    expect(new Set(stepNames.map(text)).size).toBe(stepNames.length);
});

test("OD-21: three steps need nobody", () => {
  const automatic = ["notification", "lookup-profile", "lookup-financial-account"];
  expect(stepNames.filter((name) => !isCustomerFacing(name))).toEqual(automatic);
});

test("each parameter belongs to one step", () => {
  expect(stepNames.flatMap(parametersOf).toSorted()).toEqual(parameterNames.toSorted());
});

test("42. five parameters come with each workflow", () => {
  expect(parameterNames.filter((name) => !isPresettable(name))).toEqual([
    "phoneNumber",
    "customerId",
    "customerFinancialAccountId",
    "baFinancialAccountId",
    "amount",
  ]);
});

test("26. 27. two parameters depend on the solution", () => {
  const needed = (solution: string) => parameterNames.filter((name) => needOf(name, solution) === "for the solution");
  expect([needed("push-to-card"), needed("ach"), needed("wire")]).toEqual([
    [],
    ["priority"],
    ["priority", "description"],
  ]);
});

test("21. 26. 28. what a workflow goes by", () => {
  const phoneNumber = "+16471234567";
  expect(inEffect({ phoneNumber })).toEqual({ phoneNumber, channel: "SMS" });
  expect(inEffect({ phoneNumber, solution: "push-to-card", priority: "NEXT_DAY", memo: "x" })).toEqual({
    ...{ phoneNumber, channel: "SMS", solution: "push-to-card", priority: "IMMEDIATE" },
  });
  expect(inEffect({ phoneNumber, solution: "wire", priority: "SAME_DAY", memo: "x" })).toEqual({
    ...{ phoneNumber, channel: "SMS", solution: "wire", priority: "SAME_DAY", memo: "x" },
  });
});
