import { expect, it } from "vitest";
import { type GivenAction, readAction } from "./action.ts";
import { demand } from "./problems.ts";
import { codesOf, givenAction } from "./testing.ts";

const read = (changes: Partial<GivenAction>) => demand((find) => readAction(givenAction(changes), "", find));

it("17. headers are {} where none were given, in whatever way none were given", () => {
  for (const headers of [undefined, null, {}, []]) expect(read({ headers }).headers).toEqual({});
});

it("42. keeps headers as they are written", () => {
  const headers = { Authorization: "abc 123", "X-Empty": "" };
  expect(read({ headers }).headers).toEqual(headers);
});

it.each([
  ["one of ours", { "CKO-Signature": "x" }],
  ["one of HTTP's", { "content-length": "1" }],
  ["one of HTTP's", { HOST: "example.com" }],
  ["one of the connection's", { "Transfer-Encoding": "chunked" }],
  ["one twice", { Authorization: "a", authorization: "b" }],
  ["a name that breaks the line", { "X-A\r\nX-B": "1" }],
  ["a name of no letters", { "": "1" }],
  ["a value that breaks the line", { "X-A": "1\r\nX-B: 2" }],
  ["a value that no header can have", { "X-A": "日本" }],
  ["a value that is no text", { "X-A": 1 }],
  ["a value whose blanks would not arrive", { "X-A": " 1 " }],
  ["no object", "Authorization: abc"],
  ["a list", ["Authorization"]],
])("refuses headers with %s: %j", (_reason, headers) => {
  expect(codesOf(() => read({ headers }))).toEqual(["headers_invalid"]);
});

it("14. an action with only a type is refused", () => {
  expect(codesOf(() => read({ url: undefined }))).toEqual(["action_url_required"]);
  expect(codesOf(() => read({ url: "" }))).toEqual(["action_url_required"]);
});

it("57. an address without TLS is accepted", () => {
  expect(read({ url: "http://localhost:8080/hook?a=1" }).url).toBe("http://localhost:8080/hook?a=1");
});

it.each([
  "ftp://example.com",
  "example.com",
  "https://",
  "https://exa mple.com",
  "javascript:alert(1)",
  "http://a/\0",
  "https://name:password@example.com",
  5,
])("refuses the url %j", (url) => {
  expect(codesOf(() => read({ url }))).toEqual(["action_url_invalid"]);
});

it("18. keeps a signature, even one without a key, which PHP's suite sends", () => {
  const key = "8V8x0dLK%AyD*DNS8JJr";
  expect(read({ signature: { key } }).signature).toEqual({ method: "HMACSHA256", key });
  expect(read({ signature: { method: "HMACSHA256" } }).signature).toEqual({ method: "HMACSHA256" });
  expect(read({ signature: undefined })).not.toHaveProperty("signature");
});

it.each([
  [{ method: "MD5", key: "k" }, "signature_method_invalid"],
  [{ key: "" }, "signature_key_invalid"],
  [{ key: 5 }, "signature_key_invalid"],
  ["k", "signature_invalid"],
])("refuses the signature %j with %s", (signature, code) => {
  expect(codesOf(() => read({ signature }))).toEqual([code]);
});

it("says whether it retries only where that was said", () => {
  expect(read({ retryEnabled: false }).retryEnabled).toBe(false);
  expect(read({ retryEnabled: undefined })).not.toHaveProperty("retryEnabled");
  expect(codesOf(() => read({ retryEnabled: "no" }))).toEqual(["retry_invalid"]);
});

it("refuses every other type of action", () => {
  for (const type of ["slack", undefined]) expect(codesOf(() => read({ type }))).toEqual(["action_type_invalid"]);
});
