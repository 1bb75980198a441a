import { expect, it } from "vitest";
import { isPresigned, presign } from "./presigned.ts";

const at = new Date("2026-01-15T12:30:00.750Z");
const about = { sandboxId: "sbx_1", attachmentId: "e93d5b08-71c2-46fa-8d14-c05a9b7e3f26" };
const query = presign("secret", { ...about, at, expiresInSeconds: 900 });
const after = (seconds: number) => new Date(at.getTime() + seconds * 1000);
const changed = (name: string, value: string) => {
  const copy = new URLSearchParams(query);
  copy.set(name, value);
  return copy;
};

it("an address says when it was made, for how long, and by whom", () => {
  expect([...query.keys()]).toEqual(["X-Amz-Expires", "X-Amz-Date", "X-Amz-Signature"]);
  expect(query.get("X-Amz-Expires")).toBe("900");
  expect(query.get("X-Amz-Date")).toBe("20260115T123000Z");
  expect(query.get("X-Amz-Signature")).toMatch(/^[0-9a-f]{64}$/);
});

it("is good from its time on, until its end comes", () => {
  const good = (now: Date) => isPresigned("secret", about, query, now);
  expect([after(0), after(899)].map(good)).toEqual([true, true]);
  expect([after(-2), after(900), after(1e9)].map(good)).toEqual([false, false, false]);
});

it("is good for one attachment of one sandbox, and not after the least change", () => {
  const bad = [
    isPresigned("other", about, query, at),
    isPresigned("secret", { ...about, sandboxId: "sbx_2" }, query, at),
    isPresigned("secret", { ...about, attachmentId: "62a1c7f4-0d9b-4e35-a8c6-3b5f7e1d2940" }, query, at),
    isPresigned("secret", about, changed("X-Amz-Expires", "901"), at),
    isPresigned("secret", about, changed("X-Amz-Expires", "1e9"), at),
    isPresigned("secret", about, changed("X-Amz-Date", "20260115T123001Z"), after(5)),
    isPresigned("secret", about, changed("X-Amz-Date", "yesterday"), at),
    isPresigned("secret", about, changed("X-Amz-Signature", "0".repeat(64)), at),
    isPresigned("secret", about, changed("X-Amz-Signature", ""), at),
    isPresigned("secret", about, new URLSearchParams(), at),
  ];
  expect(bad).toEqual(bad.map(() => false));
});
