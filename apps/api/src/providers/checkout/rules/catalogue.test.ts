import { expect, it } from "vitest";
import { eventKinds, eventSources, isKnown, isSource, kindOf, versionOf } from "./catalogue.ts";

it("28. the catalogue has at least 8 sources, and no text of it is empty", () => {
  const sources = eventSources();
  expect(sources.length).toBeGreaterThanOrEqual(8);
  const described = sources.flatMap((source) => [source, ...source.events]);
  for (const { id, displayName, description } of described)
    expect([id, displayName, description].every((text) => text.trim().length > 0)).toBe(true);
  for (const { events } of sources) expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
});

it("has every event type whose id is public, source by source", () => {
  const counts = Object.fromEntries(eventSources().map(({ id, events }) => [id, events.length]));
  expect(counts).toEqual({
    ...{ gateway: 27, dispute: 15, sessions: 6, issuing: 9, accounts: 21, marketplace: 19 },
    ...{ card_payout: 2, mbccards: 10, fincrime: 1, client_balances: 1, fraud: 1 },
  });
  expect(eventKinds()).toHaveLength(112);
});

it("names a type after its id unless another name is known", () => {
  const names = new Map(eventSources().flatMap(({ events }) => events.map((event) => [event.id, event.displayName])));
  expect(names.get("payment_approved")).toBe("Payment approved");
  expect(names.get("dispute_evidence_required")).toBe("Dispute evidence required");
  expect(names.get("dispute_evidence_acknowledged_by_scheme")).toBe("Dispute evidence acknowledged by the scheme");
  expect(names.get("sub_account_low_balance_threshold_exceeded")).toBe("Balance below threshold");
});

it("knows a type in its own source only, and nothing that every object has", () => {
  expect(isKnown("gateway", "payment_captured")).toBe(true);
  expect(isKnown("dispute", "payment_captured")).toBe(false);
  expect(isKnown("disputes", "dispute_won")).toBe(false);
  expect(isKnown("gateway", "toString")).toBe(false);
  expect(isKnown("constructor", "name")).toBe(false);
  expect(isSource("__proto__")).toBe(false);
  expect(kindOf("marketplace", "payout_paid")).toBeUndefined();
});

it("32. every source says a version of its data", () => {
  expect(versionOf("gateway")).toBe("1.0.29");
  for (const { source } of eventKinds()) expect(versionOf(source)).toMatch(/^\d+\.\d+\.\d+$/);
});
