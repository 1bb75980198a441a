import { expect, it } from "vitest";
import { attempt } from "./acquirer.ts";
import { describeCard } from "./card.ts";
import { chance } from "./chance.ts";
import type { Connector } from "./connector.ts";
import { at, connector } from "./testing.ts";

const card = describeCard(at(0), "4111111111111111");

function answers(profile: Partial<Connector>, count = 1, startedAt = at(0)) {
  return Array.from({ length: count }, (_, draw) => {
    const turn = { id: `att_${draw}`, attemptNumber: 1, startedAt, chance: chance("seed", draw) };
    return attempt(connector("a", profile), { paymentMethod: "credit_card", amount: 15_000, card }, turn).attempt;
  });
}

it("declines and fails by the rates of its profile, with its codes, the same way every time", () => {
  const profile = { declineRate: 0.3, declineCode: "LIMIT_EXCEEDED", errorRate: 0.1, errorCode: "ACQUIRER_PROBLEM" };
  const codes = answers(profile, 2000).map(({ errorCode }) => errorCode);
  const share = (code: string | null) => codes.filter((other) => other === code).length / codes.length;
  expect(share("ACQUIRER_PROBLEM")).toBeCloseTo(0.1, 1);
  expect(share("LIMIT_EXCEEDED")).toBeCloseTo(0.27, 1);
  expect(answers(profile, 2000).map(({ errorCode }) => errorCode)).toEqual(codes);
});

it("differs from another connector with the same profile by its seed", () => {
  const statuses = (seed: string) => answers({ declineRate: 0.5, seed }, 50).map(({ status }) => status);
  expect(statuses("one")).not.toEqual(statuses("two"));
});

it("cannot be reached from the start of its outage until just before its end", () => {
  const outage = { outageFrom: at(10), outageUntil: at(20) };
  const codeAt = (seconds: number) => answers(outage, 1, at(seconds))[0]?.errorCode;
  expect([9, 10, 19, 20].map(codeAt)).toEqual([null, "PROVIDER_UNAVAILABLE", "PROVIDER_UNAVAILABLE", null]);
});

it("takes its latency, give or take its jitter", () => {
  const times = answers({ latencyMs: 500, latencyJitterMs: 200 }, 500).map(
    ({ startedAt, finishedAt }) => Number(finishedAt) - startedAt.getTime(),
  );
  expect(Math.min(...times)).toBeGreaterThanOrEqual(300);
  expect(Math.max(...times)).toBeLessThanOrEqual(700);
  expect(new Set(times).size).toBeGreaterThan(100);
});

it("takes a fee for a success only, rounded to the minor unit", () => {
  expect(answers({ feeFixed: 10, feeBasisPoints: 199 })[0]).toMatchObject({ status: "success", gatewayFee: 309 });
  expect(answers({ feeFixed: 10, declineRate: 1 })[0]).toMatchObject({ status: "failed", gatewayFee: null });
});

it("has a record of what it declined, but none of what never reached it", () => {
  expect(answers({ declineRate: 1 })[0]?.pspTransactionId).toBe("psp_tx_0");
  expect(answers({ errorRate: 1 })[0]?.pspTransactionId).toBeNull();
});

it("declines a card once its month is over", () => {
  const later = new Date("2030-01-01T00:00:00.000Z");
  expect(answers({}, 1, later)[0]).toMatchObject({ status: "failed", errorCode: "EXPIRED_CARD" });
});
