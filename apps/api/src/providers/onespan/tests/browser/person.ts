import type { Locator, Page, Response } from "playwright-core";
import { expect } from "vitest";
import { stepTexts } from "../../pages/steps/texts.ts";
import { texts } from "../../pages/texts.ts";
import { type SpecimenName, specimenNamed } from "../../rules/specimens.ts";
import { stay } from "./staying.ts";

const { consent, document, selfie } = stepTexts;

/** Somebody who goes through a transaction by what stands on its pages. */
export function personAt(page: Page) {
  const button = (label: string) => page.getByRole("button", { name: label, exact: true });
  const linkNamed = (label: string) => page.getByRole("link", { name: label, exact: true });
  const field = (label: string) => page.getByLabel(label, { exact: true });
  /** Answers the page to which what happens leads, when it is there. */
  const leaving = async (happening: Promise<unknown>): Promise<Response> => {
    const [answer] = await Promise.all([
      page.waitForEvent("response", isWholePage),
      page.waitForEvent("load"),
      happening,
    ]);
    expect(answer.status(), answer.url()).toBeLessThan(500);
    return answer;
  };
  const send = async (label: string) => (await leaving(button(label).click())).status();
  const show = async (name: SpecimenName) => {
    const { title, kind } = specimenNamed(name) ?? {};
    await cardOf(page, String(title)).click();
    return send(kind === "selfie" ? selfie.button : document.button);
  };
  return {
    ...{ page, button, linkNamed, field, leaving, send, show },
    title: () => page.getByRole("heading", { level: 1 }).textContent(),
    progress: () => page.getByRole("navigation", { name: texts.progress.label }).getByRole("paragraph").textContent(),
    /** What stands in a box of its own, because it should be known first. */
    notices: () => page.getByRole("status").allInnerTexts(),
    lines: () => page.locator("main p").allInnerTexts(),
    consent: () => send(consent.button),
    follow: async (label: string) => (await leaving(linkNamed(label).click())).status(),
    async goOn(host: string) {
      await stay(page);
      return leaving(linkNamed(texts.wayOn(host)).click());
    },
    /** Sends what does not do, and answers what the summary then says; each line of it leads to its field. */
    async refused(label: string): Promise<readonly (string | null)[]> {
      expect(await send(label)).toBe(422);
      return complaintsOn(page);
    },
  };
}

export type Person = ReturnType<typeof personAt>;

/** A specimen's card, by its title. */
function cardOf(page: Page, title: string): Locator {
  return page.locator("label", { has: page.getByText(title, { exact: true }) });
}

async function complaintsOn(page: Page): Promise<readonly (string | null)[]> {
  expect(await page.title()).toMatch(/^Error: /);
  const summary = page.getByRole("alert");
  expect(await summary.getByRole("heading").textContent()).toBe(texts.problems.summary);
  const links = await summary.getByRole("link").all();
  for (const each of links) {
    await each.click();
    const focused = page.locator(":focus");
    expect(`#${await focused.getAttribute("id")}`).toBe(await each.getAttribute("href"));
    expect(await focused.getAttribute("aria-invalid")).toBe("true");
  }
  return Promise.all(links.map((each) => each.textContent()));
}

function isWholePage(response: Response): boolean {
  return response.request().isNavigationRequest() && response.status() !== 303;
}
