import { expect, it } from "vitest";
import { cascades, defaultCascade, failureCodes, failureOf, isCascadeTrigger } from "./failure.ts";

it("knows the published pair and its sentence", () => {
  expect(failureOf("INSUFFICIENT_FUNDS")).toEqual({
    category: "SOFT_DECLINE",
    code: "INSUFFICIENT_FUNDS",
    message: "Issuer declined: insufficient funds",
    status: "failed",
  });
});

it("calls a refusal failed and a missing answer error", () => {
  const errors = failureCodes.map(failureOf).filter(({ status }) => status === "error");
  expect(new Set(errors.map(({ category }) => category))).toEqual(new Set(["TECHNICAL", "CONFIGURATION"]));
});

it("34: a hard decline, a suspicion and a failed authentication do not cascade by default", () => {
  for (const code of ["LOST_CARD", "EXPIRED_CARD", "SUSPECTED_FRAUD", "THREE_DS_FAILED"])
    expect(cascades(failureOf(code), defaultCascade)).toBe(false);
  for (const code of ["INSUFFICIENT_FUNDS", "PROVIDER_UNAVAILABLE", "METHOD_NOT_SUPPORTED"])
    expect(cascades(failureOf(code), defaultCascade)).toBe(true);
});

it("lets a timeout cascade only where the merchant named it", () => {
  expect(cascades(failureOf("PROVIDER_TIMEOUT"), ["TECHNICAL"])).toBe(false);
  expect(cascades(failureOf("PROVIDER_TIMEOUT"), ["PROVIDER_TIMEOUT"])).toBe(true);
});

it("takes categories and codes as cascade triggers, but never the closing of a payment", () => {
  expect(["HARD_DECLINE", "DO_NOT_HONOR"].every(isCascadeTrigger)).toBe(true);
  expect(["EXPIRED", "CANCELED", "PAYMENT_EXPIRED", "soft_decline", "toString"].some(isCascadeTrigger)).toBe(false);
});

it("has no entry for what it does not know", () => {
  expect(() => failureOf("NO_SUCH_CODE")).toThrow("no NO_SUCH_CODE");
});
