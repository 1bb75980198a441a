import { expect, it } from "vitest";
import { demandAddress } from "./webhook-endpoint.ts";

it.each([
  "http://127.0.0.1:8080",
  "https://shop.example.com/hooks/tokeflow?from=%20sandbox#here",
  "HTTPS://SHOP.EXAMPLE.COM",
  "http://[::1]:8080/hooks",
  "http://localhost/@merchant",
])("events can be posted to %s", (url) => {
  expect(demandAddress(url)).toBe(url);
});

it.each(["ftp://127.0.0.1/hooks", "mailto:ana@example.com", "file:///etc/passwd", "http:hooks", "https:///hooks"])(
  "nothing can be posted to %s",
  (url) => {
    expect(() => demandAddress(url)).toThrow(/^url must begin with http/);
  },
);

it.each(["http://ana@127.0.0.1/", "http://ana:secret@127.0.0.1/", "https://:secret@shop.example.com/"])(
  "an address holds no user: %s",
  (url) => {
    expect(() => demandAddress(url)).toThrow(/user name/);
  },
);
