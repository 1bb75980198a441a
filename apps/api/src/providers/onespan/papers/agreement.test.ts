import { expect, test } from "vitest";
import { accountAgreement } from "./account-agreement.ts";
import { builtInAgreement, builtInDigest, drawAgreement, saidBy } from "./agreement.ts";
import { digest } from "./tests/pack.ts";
import { parsed } from "./tests/parsed.ts";

test("the agreement that every tenant begins with has two pages, and is known by its digest", async () => {
  const pdf = await builtInAgreement();
  expect((await parsed(pdf)).pages).toHaveLength(2);
  expect(await builtInDigest()).toBe(digest(pdf));
  const said = saidBy(accountAgreement);
  expect(said.slice(0, 3)).toEqual([
    "Account agreement",
    expect.stringMatching(/^This agreement is between you, .* whoever signs it\.$/),
    "1. The account",
  ]);
  expect(said).toHaveLength(24);
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
