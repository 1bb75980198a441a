import { DateTime } from "luxon";
import { expect, it } from "vitest";
import { bankTime, isBankDay, nextBankDay } from "./bank-days.ts";

/** What a day is does not hang on the zone, and luxon is quickest in UTC. */
function day(date: string): DateTime {
  return DateTime.fromISO(date, { zone: "utc" });
}

/** Weekdays of a year on which the banks are closed. */
function closedDays(year: number): readonly string[] {
  const days = Array.from({ length: 366 }, (_, ordinal) => DateTime.utc(year).plus({ days: ordinal }));
  return days
    .filter((each) => each.year === year && each.weekday < 6 && !isBankDay(each))
    .map((each) => `${each.toISODate()}`);
}

it("keeps the days that the Federal Reserve has announced", () => {
  expect(closedDays(2026)).toEqual([
    ...["2026-01-01", "2026-01-19", "2026-02-16", "2026-05-25", "2026-06-19", "2026-09-07", "2026-10-12"],
    // The Fourth of July is a Saturday, and nothing stands in for it.
    ...["2026-11-11", "2026-11-26", "2026-12-25"],
  ]);
  expect(closedDays(2023)).toEqual([
    ...["2023-01-02", "2023-01-16", "2023-02-20", "2023-05-29", "2023-06-19", "2023-07-04", "2023-09-04", "2023-10-09"],
    // Veterans Day is a Saturday.
    ...["2023-11-23", "2023-12-25"],
  ]);
});

it("moves a holiday from Sunday to Monday, and never one from Saturday to Friday", () => {
  for (const monday of [
    "2021-07-05",
    "2018-11-12",
    "2029-11-12",
    "2022-12-26",
    "2023-01-02",
    "2022-06-20",
    "2034-01-02",
  ])
    expect(isBankDay(day(monday)), monday).toBe(false);
  for (const friday of ["2020-07-03", "2021-06-18", "2021-12-24", "2021-12-31", "2027-12-31", "2000-11-10"])
    expect(isBankDay(day(friday)), friday).toBe(true);
});

it("knows Juneteenth from 2021 on", () => {
  expect(isBankDay(day("2020-06-19"))).toBe(true);
  expect(isBankDay(day("2023-06-19"))).toBe(false);
});

it("holds for a century by rules of its own", () => {
  for (let year = 2000; year <= 2100; year++) expect(closedDays(year), String(year)).toEqual(expectedIn(year));
});

/** The holidays of a year by the law's own words, counted day by day. */
function expectedIn(year: number): readonly string[] {
  const nth = (month: number, weekday: number, n: number) => weekdays(year, month, weekday).at(n);
  const fixed = ([month, date]: readonly [number, number]) => {
    const on = DateTime.utc(year, month, date);
    return on.weekday === 6 ? undefined : on.plus({ days: on.weekday === 7 ? 1 : 0 }).toISODate();
  };
  const dates: (readonly [number, number])[] = [
    [1, 1],
    [7, 4],
    [11, 11],
    [12, 25],
  ];
  if (year >= 2021) dates.push([6, 19]);
  const moving = [nth(1, 1, 2), nth(2, 1, 2), nth(5, 1, -1), nth(9, 1, 0), nth(10, 1, 1), nth(11, 4, 3)];
  return [...moving, ...dates.map(fixed)].filter((each) => typeof each === "string").sort();
}

function weekdays(year: number, month: number, weekday: number): readonly string[] {
  const days = Array.from({ length: 31 }, (_, index) => DateTime.utc(year, month).plus({ days: index }));
  return days.filter((each) => each.month === month && each.weekday === weekday).map((each) => `${each.toISODate()}`);
}

it("finds the next bank day behind weekends and holidays", () => {
  for (const [from, next] of [
    ["2026-11-20T23:59", "2026-11-23"],
    ["2026-11-25T12:00", "2026-11-27"],
    ["2021-12-30T12:00", "2021-12-31"],
    ["2022-12-23T12:00", "2022-12-27"],
    ["2026-03-06T12:00", "2026-03-09"],
    ["2026-10-30T12:00", "2026-11-02"],
  ] as const)
    expect(nextBankDay(day(from)).toISO()).toBe(day(next).toISO());
});

it("goes by the day in New York", () => {
  expect(bankTime(new Date("2026-11-23T04:59:59.999Z")).toISODate()).toBe("2026-11-22");
  expect(bankTime(new Date("2026-11-23T05:00:00.000Z")).toISODate()).toBe("2026-11-23");
});
