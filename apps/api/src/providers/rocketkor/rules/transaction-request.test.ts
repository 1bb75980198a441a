import { expect, it } from "vitest";
import { judgeTransactionBody } from "./transaction-request.ts";

const told = (body: unknown) => judgeTransactionBody(body).map(({ field, rule }) => `${rule} ${field}`);
const [one, other] = ["a0000000-0000-4000-8000-00000000000a", "b0000000-0000-4000-8000-00000000000b"];

it("money goes to another account than it comes from, however their ids are written", () => {
  const between = (debitFinancialAccountId: unknown, creditFinancialAccountId: unknown) =>
    told({ amount: 5, debitFinancialAccountId, creditFinancialAccountId });
  expect(between(one, other)).toEqual([]);
  expect(between(one, one)).toEqual(["FIELD_INVALID creditFinancialAccountId"]);
  expect(between(one, one.toUpperCase())).toEqual(["FIELD_INVALID creditFinancialAccountId"]);
  expect(between(undefined, undefined)).toEqual([]);
  expect(between(7, 7)).toEqual([]);
});

it.each([0, -1, 1.005, 1e12, "0.00", "5.", "-5", "1e3"])("%j is no amount", (amount) => {
  expect(told({ amount })).toEqual(["AMOUNT_INVALID amount"]);
});

it.each([0.01, 999_999_999.99, "256.25", "256.2"])("%j is one", (amount) => {
  expect(told({ amount })).toEqual([]);
});

it("what is no request, or of another type, is left to the schema", () => {
  for (const body of [undefined, null, 7, [], { amount: null, metadata: 7 }]) expect(told(body)).toEqual([]);
});
