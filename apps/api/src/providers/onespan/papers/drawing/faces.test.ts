import { expect, test } from "vitest";
import { loadFaces, settable } from "./faces.ts";

const faces = await loadFaces();

test.each(["Zażółć gęślą jaźń", "Гончарова", "Παπαδοπούλου", "Þórður Ægisson", "Nguyễn Thị Ánh", "✓ ✗ × … “”"])(
  "%s is set as it is",
  (text) => expect(settable(faces, "text", text)).toBe(text),
);

test("a letter that the face lacks stands as its number", () => {
  expect(settable(faces, "text", "李 小龍!")).toBe("U+674E U+5C0F U+9F8D !");
  expect(settable(faces, "hand", "A😀")).toBe("A U+1F600");
});

test("signs that only steer are left out, and lines are put on one", () => {
  expect(settable(faces, "text", "é\u202eabc\u0000\n\tdef")).toBe("éabc def");
  expect(settable(faces, "text", "e\u0301")).toBe("é");
});
