import fc from "fast-check";
import { DateTime } from "luxon";
import { expect, it } from "vitest";
import { isBankDay } from "./bank-days.ts";
import { timelineOf } from "./settlement.ts";
import { type Priority, priorities, type Solution, solutions, transactionTypes } from "./transaction.ts";

const zone = "America/New_York";

function newYork(text: string): Date {
  return DateTime.fromISO(text, { zone }).toJSDate();
}

/** When PROCESSING, APPROVED and the end come, as New York's clocks show it. */
function times(solution: Solution, priority: Priority, createdAt: Date): readonly string[] {
  const timeline = timelineOf({ solution, priority, transactionType: "SEND", createdAt });
  return timeline.slice(2).map(({ at }) => DateTime.fromJSDate(at, { zone }).toFormat("yyyy-MM-dd HH:mm"));
}

it("pushes to a card at once, on any day", () => {
  const createdAt = newYork("2026-07-04T03:12:45.678");
  const timeline = timelineOf({ solution: "push-to-card", priority: "IMMEDIATE", transactionType: "SEND", createdAt });
  expect(timeline.map(({ status }) => status)).toEqual(["NEW", "PENDING", "PROCESSING", "APPROVED", "SETTLED"]);
  for (const { at } of timeline) expect(at).toEqual(createdAt);
});

it("clears what was requested", () => {
  const createdAt = newYork("2026-11-23T09:00");
  const timeline = timelineOf({ solution: "ach", priority: "SAME_DAY", transactionType: "REQUEST", createdAt });
  expect(timeline.at(-1)?.status).toBe("CLEARED");
  expect(timeline.slice(0, 2).map(({ at }) => at)).toEqual([createdAt, createdAt]);
});

it("wires by six in the evening what comes before four, and the rest on the next bank day", () => {
  const today = ["2026-11-23 16:00", "2026-11-23 18:00", "2026-11-23 18:00"];
  const tomorrow = ["2026-11-24 16:00", "2026-11-24 18:00", "2026-11-24 18:00"];
  expect(times("wire", "IMMEDIATE", newYork("2026-11-23T00:00"))).toEqual(today);
  expect(times("wire", "SAME_DAY", newYork("2026-11-23T15:59:59.999"))).toEqual(today);
  expect(times("wire", "SAME_DAY", newYork("2026-11-23T16:00"))).toEqual(tomorrow);
  expect(times("wire", "IMMEDIATE", newYork("2026-11-21T10:00"))).toEqual(today);
});

it("takes a bank day longer for a wire that has time until the next day", () => {
  // Between Wednesday and Friday is Thanksgiving.
  const early = ["2026-11-25 16:00", "2026-11-27 18:00", "2026-11-27 18:00"];
  const late = ["2026-11-27 16:00", "2026-11-30 18:00", "2026-11-30 18:00"];
  expect(times("wire", "NEXT_DAY", newYork("2026-11-25T15:59:59.999"))).toEqual(early);
  expect(times("wire", "NEXT_DAY", newYork("2026-11-25T16:00"))).toEqual(late);
  expect(times("wire", "NEXT_DAY", newYork("2026-11-26T12:00"))).toEqual(late);
});

it("settles same-day ACH the same bank day if it comes before two", () => {
  const today = ["2026-11-25 14:00", "2026-11-25 14:00", "2026-11-25 18:00"];
  // The next day is Thanksgiving.
  const later = ["2026-11-27 14:00", "2026-11-27 14:00", "2026-11-27 18:00"];
  expect(times("ach", "SAME_DAY", newYork("2026-11-25T13:59:59.999"))).toEqual(today);
  expect(times("ach", "IMMEDIATE", newYork("2026-11-25T13:59:59.999"))).toEqual(today);
  expect(times("ach", "SAME_DAY", newYork("2026-11-25T14:00"))).toEqual(later);
});

it("settles next-day ACH at half past eight of the bank day after", () => {
  const evening = ["2026-12-24 20:00", "2026-12-24 20:00", "2026-12-28 08:30"];
  expect(times("ach", "NEXT_DAY", newYork("2026-12-24T19:59:59.999"))).toEqual(evening);
  const later = ["2026-12-28 20:00", "2026-12-28 20:00", "2026-12-29 08:30"];
  expect(times("ach", "NEXT_DAY", newYork("2026-12-24T20:00"))).toEqual(later);
  expect(times("ach", "NEXT_DAY", newYork("2026-12-26T12:00"))).toEqual(later);
});

it("keeps to New York's clocks when they change", () => {
  const at = (createdAt: string) =>
    timelineOf({
      ...({ solution: "ach", priority: "NEXT_DAY", transactionType: "SEND" } as const),
      createdAt: newYork(createdAt),
    })
      .slice(2)
      .map((due) => due.at.toISOString());
  // Clocks go forward in the night to Sunday, 8 March, and back in the night to 1 November 2026.
  expect(at("2026-03-06T12:00")).toEqual([
    "2026-03-07T01:00:00.000Z",
    "2026-03-07T01:00:00.000Z",
    "2026-03-09T12:30:00.000Z",
  ]);
  expect(at("2026-03-08T02:30")).toEqual([
    "2026-03-10T00:00:00.000Z",
    "2026-03-10T00:00:00.000Z",
    "2026-03-10T12:30:00.000Z",
  ]);
  expect(at("2026-10-30T12:00")).toEqual([
    "2026-10-31T00:00:00.000Z",
    "2026-10-31T00:00:00.000Z",
    "2026-11-02T13:30:00.000Z",
  ]);
});

it("never goes back in time, and moves money of banks on bank days alone, for a century", () => {
  const created = fc.date({
    min: new Date("2000-01-01T00:00:00Z"),
    max: new Date("2100-12-31T23:59:59Z"),
    noInvalidDate: true,
  });
  const course = fc.record({
    solution: fc.constantFrom(...solutions),
    priority: fc.constantFrom(...priorities),
    transactionType: fc.constantFrom(...transactionTypes),
    createdAt: created,
  });
  fc.assert(
    fc.property(course, (each) => {
      const timeline = timelineOf(each);
      let last = each.createdAt;
      for (const { at } of timeline) {
        expect(at.getTime()).toBeGreaterThanOrEqual(last.getTime());
        last = at;
      }
      // Five days are the longest weekend with a holiday on each side of it, and a night.
      expect(last.getTime() - each.createdAt.getTime()).toBeLessThan(7 * 86_400_000);
      if (each.solution === "push-to-card") return;
      for (const { at } of timeline.slice(2)) expect(isBankDay(DateTime.fromJSDate(at, { zone }))).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});
