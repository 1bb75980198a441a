import { expect, test } from "vitest";
import { newId } from "./id.ts";

test("an id is its prefix and a lower-case ULID", () => {
  expect(newId("tx")).toMatch(/^tx_[0-7][0-9a-hjkmnp-tv-z]{25}$/);
});

test("ids of one process sort in the order in which they were made, across prefixes", () => {
  const ids = Array.from({ length: 10_000 }, (_, index) => newId(index % 2 ? "tx" : "evt"));
  const times = ids.map((id) => id.slice(id.indexOf("_") + 1));
  expect(times).toEqual([...times].sort());
  expect(new Set(times).size).toBe(times.length);
});
