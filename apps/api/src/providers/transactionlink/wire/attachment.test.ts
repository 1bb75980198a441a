import { expect, it, test } from "vitest";
import { disposition, fileFromWire } from "./attachment.ts";

const bytes = new Uint8Array([37, 80, 68, 70]);

test.each([
  ["register.pdf", "register.pdf"],
  ["C:\\Users\\anna\\register.pdf", "register.pdf"],
  ["../../etc/passwd", "passwd"],
  ['a"b\r\nX: y.pdf', 'a"bX: y.pdf'],
  ["zażółć.pdf", "zażółć.pdf"],
  ["", "file"],
  ["/", "file"],
  ["x".repeat(300), "x".repeat(255)],
])("a file called %j is kept as %j", async (given, kept) => {
  expect(await fileFromWire(new File([bytes], given, { type: "application/pdf" }))).toEqual({
    ...{ name: kept, type: "application/pdf", content: bytes },
  });
});

test.each([
  ["application/pdf", "application/pdf"],
  ["text/plain;charset=utf-8", "text/plain"],
  ["image/svg+xml", "image/svg+xml"],
  ["", "application/octet-stream"],
  ["nonsense", "application/octet-stream"],
])("a file declared as %j is of the type %j", async (declared, type) => {
  expect((await fileFromWire(new File([bytes], "x", { type: declared }))).type).toBe(type);
});

it("a name in a header cannot break out of it, and is whole for those who read all letters", () => {
  expect(disposition('a"b\\c%.pdf')).toBe(`attachment; filename="a_b_c_.pdf"; filename*=UTF-8''a%22b%5Cc%25.pdf`);
  expect(disposition("żółć (1).pdf")).toBe(
    `attachment; filename="____ (1).pdf"; filename*=UTF-8''%C5%BC%C3%B3%C5%82%C4%87%20%281%29.pdf`,
  );
});
