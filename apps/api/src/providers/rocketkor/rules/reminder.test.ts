import fc from "fast-check";
import { expect, it } from "vitest";
import { nextReminder } from "./reminder.ts";

const createdAt = new Date("2027-01-14T15:00:00.000Z");
const schedule = { createdAt, expireAt: new Date("2027-01-17T15:00:00.000Z") };
const next = (after: string) => nextReminder(schedule, 24, new Date(after))?.toISOString();

it("22. reminders come each so many hours after the creation, and none at the expiry or later", () => {
  expect(next("2027-01-14T15:00:00.000Z")).toBe("2027-01-15T15:00:00.000Z");
  expect(next("2027-01-15T14:59:59.999Z")).toBe("2027-01-15T15:00:00.000Z");
  expect(next("2027-01-15T15:00:00.000Z")).toBe("2027-01-16T15:00:00.000Z");
  expect(next("2027-01-16T15:00:00.000Z")).toBeUndefined();
});

it("a clock that is set back to before the creation brings none from before it", () => {
  for (const before of ["2027-01-14T14:59:59.999Z", "2027-01-01T00:00:00.000Z", "0001-01-01T00:00:00.000Z"])
    expect(next(before)).toBe("2027-01-15T15:00:00.000Z");
});

it("whatever the clock shows, a reminder lies ahead of it, behind the creation and before the expiry", () => {
  const times = fc.date({ min: new Date("2020-01-01"), max: new Date("2030-01-01"), noInvalidDate: true });
  fc.assert(
    fc.property(times, times, times, fc.integer({ min: 1, max: 1_000 }), (one, other, after, hours) => {
      const [first, last] = one < other ? [one, other] : [other, one];
      const at = nextReminder({ createdAt: first, expireAt: last }, hours, after);
      if (at) expect([at > after, at > first, at < last]).toEqual([true, true, true]);
    }),
  );
});
