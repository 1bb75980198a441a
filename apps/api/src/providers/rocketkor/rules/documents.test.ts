import { expect, test } from "vitest";
import { acceptanceDocuments, currentVersionOf, documentOf } from "./documents.ts";
import { paymentReasonOf, paymentReasons } from "./payment-reasons.ts";

test("19. there are two documents, each in its group", () => {
  expect(acceptanceDocuments.map(({ id, group }) => [id, group])).toEqual([
    ["ebt-communication-consent", "bank-accounts"],
    ["fncl-privacy-policy", "rocket-financial"],
  ]);
  expect(documentOf("fncl-privacy-policy")?.title).toBe("Privacy policy");
  expect(documentOf("terms")).toBeUndefined();
});

test("4.18 one version of a document is the current one, and one the least that counts", () => {
  for (const { versions } of acceptanceDocuments) {
    expect(versions.filter(({ isCurrentVersion }) => isCurrentVersion)).toHaveLength(1);
    expect(versions.filter(({ isRequiredMinimumVersion }) => isRequiredMinimumVersion)).toHaveLength(1);
    const times = versions.map(({ createdAt }) => createdAt.getTime());
    expect(times).toEqual(times.toSorted((one, other) => one - other));
  }
  expect(acceptanceDocuments.map((document) => currentVersionOf(document).version)).toEqual(["1.1", "2.0"]);
});

test("4.16 the payment reasons that are known from samples are there, and each once", () => {
  for (const reason of ["payment-of-rebates", "healthcare-disbursements", "loan-payouts", "bill-payment"])
    expect(paymentReasonOf(reason)?.description).toBeTruthy();
  expect(paymentReasonOf("fun")).toBeUndefined();
  expect(new Set(paymentReasons.map(({ reason }) => reason)).size).toBe(paymentReasons.length);
});
