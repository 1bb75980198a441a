import { describe, expect, it, test } from "vitest";
import { reportOf, verdictOf } from "./report.ts";
import { createdAt, participant, sceneWith, user, verification, workflow } from "./scene.fixture.ts";
import type { Participant, TransactionStatus } from "./transaction.ts";

type Outcome = Participant["outcome"];

test.each<[readonly Outcome[], string]>([
  [[null], "undefined"],
  [["failed", null], "undefined"],
  [["passed"], "passed"],
  [["signed", "signed"], "passed"],
  [["failed"], "failed"],
  [["passed", "failed"], "failed"],
])("people who have %j come to %s together", (outcomes, verdict) => {
  const people = outcomes.map((outcome) => participant("signer1", outcome));
  expect(verdictOf(sceneWith({}, people))).toBe(verdict);
});

test("nothing is passed while the lender has not signed", () => {
  const people = [participant("signer1", "signed")];
  const lent = { ...workflow, kind: "agreement_signing", lenderSignature: true } as const;
  expect(verdictOf(sceneWith({ workflow: lent }, people))).toBe("undefined");
  expect(verdictOf(sceneWith({ workflow: lent, lenderSignedAt: createdAt }, people))).toBe("passed");
});

describe("a report", () => {
  const progress = (status: TransactionStatus, outcome: Outcome) =>
    reportOf(sceneWith({ status }, [participant("signer1", outcome)]), []).progress;

  it("46: is in progress as long as the verdict is not known", () => {
    expect(progress("new", null)).toBe("in_progress");
    expect(reportOf(sceneWith(), []).verdict).toBe("undefined");
  });

  it("47: is decided when everybody is done, whether or not the evidence is there", () => {
    expect(progress("post_processing", "passed")).toBe("completed");
    expect(progress("completed", "failed")).toBe("completed");
  });

  it("says how a transaction ended that never came to a verdict", () => {
    for (const status of ["cancelled", "expired", "error"] as const) expect(progress(status, null)).toBe(status);
  });

  it("begins with what was sent of each person", () => {
    const scene = sceneWith({}, [participant("signer1"), participant("oss")]);
    expect(reportOf(scene, []).stages).toEqual([
      { number: 1, attempt: 1, verdict: "passed", at: createdAt, user },
      { number: 2, attempt: 1, verdict: "passed", at: createdAt, user: null },
    ]);
  });

  it("goes on with each verification, in their order", () => {
    const first = verification({ status: "FAILED" });
    const second = verification({ number: 1, attempt: 2, id: "b" });
    const { stages, transactionId } = reportOf(sceneWith(), [second, first]);
    expect(stages.slice(1)).toEqual([
      { number: 2, attempt: 1, verdict: "failed", at: first.at, verification: first, transactionId },
      { number: 3, attempt: 2, verdict: "passed", at: second.at, verification: second, transactionId },
    ]);
  });
});
