import { expect, test } from "vitest";
import { formats } from "./formats.ts";

const accepted: Record<keyof typeof formats, string[]> = {
  date: ["2026-01-31", "2024-02-29", "9999-12-31"],
  "date-time": ["2026-01-31T09:30:00Z", "2026-01-31T23:59:59.123456+05:30", "2024-02-29T00:00:00-03:00"],
  uuid: ["0b6a6a3e-6b0f-4c0f-8a53-1f6b2c0a9d11", "0B6A6A3E-6B0F-4C0F-8A53-1F6B2C0A9D11"],
  email: ["a@b.co", "first.last+tag@sub.example.com"],
  uri: ["https://example.com/a?b=c#d", "urn:isbn:0451450523", "http://127.0.0.1:4700/%20"],
};

const refused: Record<keyof typeof formats, string[]> = {
  date: ["2026-02-29", "2026-13-01", "2026-1-1", "0000-01-01", "2026-01-31T00:00:00Z", "", "20260131"],
  "date-time": [
    "2026-01-31",
    "2026-01-31T09:30:00",
    "2026-01-31 09:30:00Z",
    "2026-02-30T09:30:00Z",
    "2026-01-31T24:00:00Z",
    "2026-01-31T23:59:60Z",
    "2026-01-31T09:30:00+24:00",
    "0001-01-01T00:00:00+01:00",
    "9999-12-31T23:59:59-01:00",
    "2026-01-31T09:30Z",
  ],
  uuid: ["urn:uuid:0b6a6a3e-6b0f-4c0f-8a53-1f6b2c0a9d11", "0b6a6a3e6b0f4c0f8a531f6b2c0a9d11", ""],
  email: ["a", "a@b", "a@@b.co", "a..b@c.co", ".a@b.co", "a b@c.co", `${"a".repeat(250)}@b.co`],
  uri: [
    "example.com",
    "/path",
    "http://",
    "https://exa mple.com",
    "https://example.com/%zz",
    "https://exämple.com",
    "",
  ],
};

const cases = (table: Record<string, string[]>) =>
  Object.entries(table).flatMap(([format, values]) => values.map((value) => [format, value] as const));

test.each(cases(accepted))("%s takes %j", (format, value) => {
  expect(formats[format as keyof typeof formats](value)).toBe(true);
});

test.each(cases(refused))("%s refuses %j", (format, value) => {
  expect(formats[format as keyof typeof formats](value)).toBe(false);
});
