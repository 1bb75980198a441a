import { expect, it } from "vitest";
import { findText, findUnstorableText } from "./text-walk.ts";

const isX = (text: string) => text === "x";

it("names the place by its dotted path", () => {
  expect(findText({ a: [1, { b: "x" }] }, isX)).toBe("a.1.b");
  expect(findText({ a: 12 }, (text) => text === "12")).toBe("a");
  expect(findText("x", isX)).toBe("");
});

it("names the object whose key matches, and so never repeats the key", () => {
  expect(findText({ a: { x: 1 } }, isX)).toBe("a");
  expect(findText({ x: 1 }, isX)).toBe("");
});

it("finds nothing in what is not text", () => {
  expect(findText({ a: [null, true, undefined, { b: "y" }] }, isX)).toBeUndefined();
});

it("walks as deep as a body may nest", () => {
  const deep = JSON.parse(`${"[".repeat(200_000)}"x"${"]".repeat(200_000)}`) as unknown;
  expect(findText(deep, isX)?.length).toBe(399_999);
});

it("finds text that could not be kept unchanged", () => {
  expect(findUnstorableText({ a: "a\0" })).toBe("a");
  expect(findUnstorableText({ a: "\ud800" })).toBe("a");
  expect(findUnstorableText({ a: "ação 💳" })).toBeUndefined();
});
