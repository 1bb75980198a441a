import type { Section } from "../drawing/contents.ts";
import { paragraph } from "../drawing/paper.ts";

export const about: Section = {
  title: "About this document",
  place: "about",
  *draw(paper) {
    for (const text of opening) paragraph(paper, text);
    yield;
  },
  parts: [
    part("How to read it", [
      "All times are in Coordinated Universal Time (UTC), to the millisecond. A role is the part that a person plays in the workflow. A session is one visit of a person to the hosted pages; sessions are numbered in the order in which they began, and events name them by that number.",
      "A letter that the fonts of this document lack stands as its number in Unicode, such as U+674E. What is longer than a few thousand letters is cut short, and says so.",
    ]),
    part("Files", [
      "Agreements, their signed copies and captured images are attached to this PDF byte for byte. A reader of PDFs shows them in its list of attachments. The SHA-256 digest of each is printed in this document: a file with that digest is that file.",
    ]),
    part("Sandbox", [
      "This pack was made by understudy, which plays the provider for tests. No document was examined, no person was identified and nobody is bound by a signature in it. It is not the evidence that the provider itself would seal.",
    ]),
  ],
};

function part(title: string, paragraphs: readonly string[]): Section["parts"][number] {
  return {
    title,
    *draw(paper) {
      for (const text of paragraphs) paragraph(paper, text);
      paper.pdf.y += 4;
      yield;
    },
  };
}

const opening = [
  "This evidence pack records one transaction from its beginning to its end: who took part, what each person was shown and did, what was found when a document or a face was verified, and the files that were part of it.",
  "It is made once, when the transaction is complete, from what was recorded while it ran. It can be fetched any number of times after that, and is the same each time.",
];
