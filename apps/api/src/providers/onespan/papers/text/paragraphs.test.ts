import { expect, test } from "vitest";
import { type Piece, paragraphsOf } from "./paragraphs.ts";

const line = (text: string, y: number, given: Partial<Piece> = {}): Piece => ({
  ...{ text, y, height: 10, font: "body", endsLine: true },
  ...given,
});

test("lines that follow one another are one paragraph, and a wider gap begins the next", () => {
  const page = [line("One", 700), line("goes on.", 688), line("Two", 664), line("goes on", 652), line("too.", 640)];
  expect(paragraphsOf([page])).toEqual(["One goes on.", "Two goes on too."]);
});

test("a heading in other letters stands for itself, however near", () => {
  const page = [
    line("Heading", 700, { font: "bold" }),
    line("Text", 688),
    line("of it.", 676),
    line("Larger", 664, { height: 14 }),
  ];
  expect(paragraphsOf([page])).toEqual(["Heading", "Text of it.", "Larger"]);
});

test("a word in other letters does not end a paragraph", () => {
  const page = [line("We ", 700, { endsLine: false }), line("never", 700, { font: "bold" }), line("do so.", 688)];
  expect(paragraphsOf([page])).toEqual(["We never do so."]);
});

test("each point of a list stands for itself", () => {
  const page = [line("It needs:", 700), line("• a passport", 688), line("(b) a face", 676), line("3. time", 664)];
  expect(paragraphsOf([page])).toEqual(["It needs:", "• a passport", "(b) a face", "3. time"]);
});

test("a sentence goes on over the end of a page, a paragraph that ended there does not", () => {
  const pages = [[line("It began", 100)], [line("and ended.", 700)], [line("Another.", 700)]];
  expect(paragraphsOf(pages)).toEqual(["It began and ended.", "Another."]);
});

test("what stands on every page is left out", () => {
  const pages = [1, 2, 3].map((page) => [
    ...[line("ACME Bank", 800), line(`Part ${"abc"[page]}.`, 700), line(`Page ${page} of 3`, 40)],
  ]);
  expect(paragraphsOf(pages)).toEqual(["Part b.", "Part c.", "Part undefined."]);
});

test("a word that was broken where the PDF says so is put together", () => {
  expect(paragraphsOf([[line("agree\u00ad", 700), line("ment", 688)]])).toEqual(["agreement"]);
});
