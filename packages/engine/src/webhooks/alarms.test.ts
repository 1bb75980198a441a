import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { realNow } from "../real-time.ts";
import { Alarms } from "./alarms.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function alarms() {
  const woken: string[] = [];
  const alarms = new Alarms(5_000, (id) => void woken.push(id));
  const set = (id: string, inMs: number) => alarms.set(id, new Date(realNow().getTime() + inMs));
  return { alarms, woken, set };
}

test("each endpoint is woken at its time, and at once where that has passed", () => {
  const { woken, set } = alarms();
  set("b", 200);
  set("a", 100);
  set("late", -1);
  expect(woken).toEqual(["late"]);
  vi.advanceTimersByTime(100);
  expect(woken).toEqual(["late", "a"]);
  vi.advanceTimersByTime(100);
  expect(woken).toEqual(["late", "a", "b"]);
});

test("of several times of one endpoint the earliest counts, and after it another one may be set", () => {
  const { woken, set } = alarms();
  for (const inMs of [300, 100, 200]) set("a", inMs);
  vi.advanceTimersByTime(1_000);
  expect(woken).toEqual(["a"]);
  set("a", 50);
  vi.advanceTimersByTime(50);
  expect(woken).toEqual(["a", "a"]);
});

test("times that are far off are left to a later look", () => {
  const { woken, set } = alarms();
  set("a", 5_001);
  set("b", 5_000);
  expect(vi.getTimerCount()).toBe(1);
  vi.advanceTimersByTime(10_000);
  expect(woken).toEqual(["b"]);
});

test("once closed, nobody is woken", () => {
  const { alarms: them, woken, set } = alarms();
  set("a", 100);
  them.close();
  expect(vi.getTimerCount()).toBe(0);
  vi.advanceTimersByTime(1_000);
  expect(woken).toEqual([]);
});
