import { expect, it } from "vitest";
import { authenticate, failAuthentication } from "./authentication.ts";
import { describeCard } from "./card.ts";
import { cancel, expire, settlePaid } from "./lifecycle.ts";
import { at, connector, means, refusalOf, run } from "./testing.ts";

const challenged = "4000003800000446";
const demanding = connector("a", { threeDsMethods: ["debit_card"], latencyMs: 1000, feeFixed: 5 });

it("a challenge stops the cascade and leaves the charge pending", () => {
  const { transaction, events } = run({ number: challenged });
  expect(transaction).toMatchObject({ status: "pending", expiresAt: null, paymentInstructions: null });
  expect(transaction.attempts).toMatchObject([{ status: "pending", threeDsStatus: "challenge_required" }]);
  expect(events).toEqual(["transaction.created", "transaction.pending"]);
});

it("a connector may demand a challenge of every card of a method", () => {
  const pending = run({ connectors: [demanding], paymentMethod: "debit_card" }).transaction;
  expect(pending.status).toBe("pending");
  const { transaction, events } = authenticate(pending, demanding, means(describeCard(at(0))), at(60));
  expect(transaction).toMatchObject({ status: "authorized", amountCaptured: 15_000, updatedAt: at(61) });
  expect(transaction.attempts).toMatchObject([
    {
      id: "att_1",
      status: "success",
      threeDsStatus: "authenticated",
      gatewayFee: 5,
      startedAt: at(0),
      finishedAt: at(61),
    },
  ]);
  expect(events).toEqual(["transaction.authorized"]);
});

it("an authenticated card may still be declined, and then no other connector is asked", () => {
  const number = "4000008400001629";
  const pending = run({ number }).transaction;
  const { transaction, events } = authenticate(pending, connector("a"), means(describeCard(at(0), number)), at(9));
  expect(transaction).toMatchObject({ status: "failed", appliedRoutingRuleId: null, attempts: [{}] });
  expect(transaction.attempts[0]).toMatchObject({ errorCode: "DO_NOT_HONOR", threeDsStatus: "authenticated" });
  expect(events).toEqual(["transaction.failed"]);
});

it("an authenticated authorization waits for its capture, an authenticated verification saves its card", () => {
  const card = means(describeCard(at(0), challenged));
  const held = run({ number: challenged, capture: false }).transaction;
  expect(authenticate(held, connector("a"), card, at(1)).transaction.status).toBe("capture_pending");
  const verified = run({ number: challenged, chargeType: "setup_verification", amount: 0 });
  expect(verified.savedInstrumentId).toBeNull();
  expect(authenticate(verified.transaction, connector("a"), card, at(1)).savedInstrumentId).toBe("pi_new");
});

it("a failed challenge fails the charge", () => {
  const { transaction } = failAuthentication(run({ number: challenged }).transaction, at(9));
  expect(transaction).toMatchObject({ status: "failed", updatedAt: at(9) });
  expect(transaction.attempts).toMatchObject([
    { status: "failed", threeDsStatus: "failed", errorCategory: "AUTHENTICATION", errorCode: "THREE_DS_FAILED" },
  ]);
});

it("some cards are authenticated, attempted or refused without a challenge", () => {
  const outcomeOf = (number: string) => {
    const { status, attempts } = run({ number, connectors: [demanding], paymentMethod: "debit_card" }).transaction;
    return [status, attempts[0]?.threeDsStatus];
  };
  expect(outcomeOf("4000000000003055")).toEqual(["authorized", "authenticated"]);
  expect(outcomeOf("4000000000003220")).toEqual(["authorized", "attempted"]);
  expect(outcomeOf("4000008400001280")).toEqual(["failed", "failed"]);
});

it("a connector that cannot run 3-D Secure is passed over for a card that demands it", () => {
  const connectors = [connector("a", { threeDsCapable: false }), connector("b", { priority: 2 })];
  expect(run({ number: challenged, connectors }).transaction.attempts).toMatchObject([{ connectorId: "b" }]);
});

it("a challenge is not paid, but it may be canceled or expired, and is answered once", () => {
  const pending = run({ number: challenged }).transaction;
  expect(refusalOf(() => settlePaid(pending, 0, at(1))).message).toContain("authenticate it instead");
  expect(cancel(pending, at(1)).transaction.status).toBe("canceled");
  expect(expire(pending, at(1)).transaction.status).toBe("expired");
  const { transaction } = failAuthentication(pending, at(1));
  expect(refusalOf(() => failAuthentication(transaction, at(2))).code).toBe("wrong_state");
});
