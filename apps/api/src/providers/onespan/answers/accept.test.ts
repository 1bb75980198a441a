import { describe, expect, test } from "vitest";
import { jsonTypeFor, wantsJsonOnly } from "./accept.ts";

describe("JSON is called application/json", () => {
  test.each([
    undefined,
    "",
    " ",
    "*/*",
    "application/*",
    "application/json",
    "APPLICATION/JSON",
    "application/json, text/javascript",
    "application/json; charset=utf-8, text/javascript; q=0.9",
    "text/javascript;q=0.5, application/json;q=0.7",
    "text/javascript;q=0, */*",
    "application/pdf",
    "image/png, text/html",
    "nonsense",
    ",;,=",
    "text/javascript;q=0",
  ])("for %j", (accept) => expect(jsonTypeFor(accept)).toBe("application/json"));
});

describe("JSON is called text/javascript", () => {
  test.each([
    "text/javascript",
    "Text/JavaScript",
    "text/*",
    "text/javascript; charset=UTF-8",
    'text/javascript;charset="utf-8"',
    "application/json;q=0.8, text/javascript",
    "text/javascript, */*;q=0.1",
    "application/json;q=0, */*",
    "application/pdf, text/javascript;q=0.2",
  ])("for %j", (accept) => expect(jsonTypeFor(accept)).toBe("text/javascript"));
});

describe("a document is asked for as JSON", () => {
  test.each([
    "application/json",
    "text/javascript",
    "application/json, text/javascript",
    "application/json; charset=utf-8",
    "application/json, application/pdf;q=0",
    "text/html, application/json;q=0.1",
  ])("by %j", (accept) => expect(wantsJsonOnly(accept)).toBe(true));
});

describe("a document is asked for as it is", () => {
  test.each([
    undefined,
    "",
    "*/*",
    "application/*",
    "application/pdf",
    "application/pdf;q=0.1, application/json",
    "application/json, */*;q=0.1",
    "application/json, application/*;q=0.5",
    "image/png",
    "nonsense",
    "application/json;q=0",
  ])("by %j", (accept) => expect(wantsJsonOnly(accept)).toBe(false));
});
