import { expect, test } from "vitest";
import { type Clock, freeze, read, run } from "./clock.ts";

const noon = new Date("2030-06-01T12:00:00.000Z");
const hour = 3_600_000;
const later = (ms: number) => new Date(noon.getTime() + ms);
const ahead: Clock = { mode: "running", offsetMs: hour };

test("a running clock keeps its distance from real time", () => {
  expect(read(ahead, noon)).toEqual(later(hour));
  expect(read(ahead, later(5))).toEqual(later(hour + 5));
  expect(read({ mode: "running", offsetMs: -hour }, noon)).toEqual(later(-hour));
});

test("a frozen clock stands, whatever real time does", () => {
  const clock = freeze(noon);
  expect(read(clock, later(-hour))).toEqual(noon);
  expect(read(clock, later(hour))).toEqual(noon);
});

test("a clock set running goes on from where it stood", () => {
  const clock = run(freeze(noon), later(hour));
  expect(clock).toEqual({ mode: "running", offsetMs: -hour });
  expect(read(clock, later(hour))).toEqual(noon);
  expect(read(clock, later(hour + 7))).toEqual(later(7));
});

test("setting a running clock running changes nothing", () => {
  expect(run(ahead, later(123))).toEqual(ahead);
});
