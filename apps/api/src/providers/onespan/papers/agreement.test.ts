import { expect, test } from "vitest";
import { builtInAgreement, drawAgreement } from "./agreement.ts";
import { pagesOf, textOf } from "./reading.ts";
import { parsed } from "./tests/parsed.ts";

test("the agreement that every tenant begins with has two pages, and can be read back paragraph by paragraph", async () => {
  const pdf = await builtInAgreement();
  expect(await pagesOf(pdf)).toBe(2);
  const paragraphs = await textOf(pdf);
  expect(paragraphs.slice(0, 3)).toEqual([
    "Account agreement",
    expect.stringMatching(/^This agreement is between you, .* whoever signs it\.$/),
    "1. The account",
  ]);
  expect(paragraphs).toHaveLength(24);
  expect(paragraphs.join(" ")).not.toMatch(/Page \d/);
});

test("it is drawn once, and an agreement is the same bytes whenever it is drawn", async () => {
  expect(await builtInAgreement()).toBe(await builtInAgreement());
  const draw = () => drawAgreement({ title: "Umowa", paragraphs: ["Zażółć gęślą jaźń."] });
  expect((await draw()).equals(await draw())).toBe(true);
});

test("any title and text stand as they are", async () => {
  const title = "Terms <& conditions>";
  const { pages, info } = await parsed(
    await drawAgreement({ title, paragraphs: ["Ελληνικά", { heading: "Раздел 1", text: "Zażółć gęślą jaźń." }] }),
  );
  expect(pages[0]).toContain(`${title} Ελληνικά Раздел 1 Zażółć gęślą jaźń.`);
  expect(info.Title).toBe("Terms ‹+ conditions›");
});
