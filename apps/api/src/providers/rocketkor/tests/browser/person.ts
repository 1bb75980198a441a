import type { Locator, Page, Response } from "playwright-core";
import { expect } from "vitest";
import { addressLegends, fieldTexts, onlyNorthAmerica, problems, routingNumber } from "../../pages/fields/texts.ts";
import { texts } from "../../pages/texts.ts";

const { documents, introduction } = texts;

/** Somebody who goes through a workflow by what stands on its pages. */
export function personAt(page: Page) {
  const button = (label: string) => page.getByRole("button", { name: label, exact: true });
  const field = (label: string, within: Page | Locator = page) => within.getByLabel(label, { exact: true });
  const title = () => page.getByRole("heading", { level: 1 }).textContent();
  /** Answers the status of the page to which what happens leads. */
  const leaving = async (happening: Promise<unknown>) => {
    const answer = page.waitForEvent("response", isWholePage);
    await Promise.all([page.waitForEvent("load"), happening]);
    return (await answer).status();
  };
  const send = (label: string) => leaving(button(label).click());
  return {
    ...{ page, button, field, title, leaving, send },
    away: (label: string) => page.getByRole("link", { name: label, exact: true }),
    start: () => send(introduction.start),
    progress: () => page.getByRole("navigation", { name: texts.progress.label }).getByRole("paragraph").textContent(),
    notice: () => page.getByRole("status").textContent(),
    /** What is asked, in the order of the page. */
    labels: () => page.locator("legend, label").allInnerTexts(),
    /** What is known, by its term. */
    known: async () => {
      const [terms, details] = [page.getByRole("term"), page.getByRole("definition")];
      const found = await details.allInnerTexts();
      return Object.fromEntries((await terms.allInnerTexts()).map((term, index) => [term, found[index]]));
    },
    /** Sends what does not do, and answers what the summary then says; each line of it leads to its field. */
    async refused(label: string): Promise<readonly (string | null)[]> {
      expect(await send(label)).toBe(422);
      expect(await page.title()).toMatch(/^Error: /);
      const summary = page.getByRole("alert");
      expect(await summary.getByRole("heading").textContent()).toBe(texts.problems.summary);
      const links = await summary.getByRole("link").all();
      for (const link of links) {
        await link.click();
        const focused = page.locator(":focus");
        expect(`#${await focused.getAttribute("id")}`).toBe(await link.getAttribute("href"));
        expect(await focused.getAttribute("aria-invalid")).toBe("true");
      }
      return Promise.all(links.map((link) => link.textContent()));
    },
    async introduce({ firstName, lastName, email }: typeof jane) {
      await field(fieldTexts.firstName.label).fill(firstName);
      await field(fieldTexts.lastName.label).fill(lastName);
      await field(fieldTexts.email.label).fill(email);
    },
    async live({ type, country, street, city, state, zip }: Home) {
      const group = page.getByRole("group", { name: addressLegends[type], exact: true });
      await field(fieldTexts.country.label, group).selectOption({ label: country });
      await field(fieldTexts.street.label, group).fill(street);
      await field(fieldTexts.city.label, group).fill(city);
      if (state) await field(`${fieldTexts.state.label} (${onlyNorthAmerica})`, group).selectOption({ label: state });
      await field(fieldTexts.zip.label, group).fill(zip);
    },
    async addCard({ number, expiry, firstName, lastName }: typeof card) {
      await field(fieldTexts.cardNumber.label).fill(number);
      await field(fieldTexts.expiry.label).fill(expiry);
      await field(fieldTexts.firstNameOnCard.label).fill(firstName);
      await field(fieldTexts.lastNameOnCard.label).fill(lastName);
    },
    async addBank({ name, routing, number }: typeof bank) {
      await field(fieldTexts.bankName.label).fill(name);
      await field(routingNumber.USD.label).fill(routing);
      await field(fieldTexts.accountNumber.label).fill(number);
    },
    accept: (document: string) => field(documents.accept(document)).check(),
  };
}

export type Person = ReturnType<typeof personAt>;

function isWholePage(response: Response): boolean {
  return response.request().isNavigationRequest() && response.status() !== 303;
}

/** What a summary says of a number that the page does not keep. */
export const again = (label: string) => problems.of(label, problems.again);

export const jane = { firstName: "Jane", lastName: "Roe", email: "jane@example.com" };
export const card = { number: "5555 5555 5555 4444", expiry: "08/35", firstName: "Jane", lastName: "Roe" };
export const bank = { name: "Harbour Bank", routing: "021000021", number: "9876-5000 1234" };
export const consentForm = "Communications consent form";

interface Home {
  readonly type: keyof typeof addressLegends;
  readonly country: string;
  readonly street: string;
  readonly city: string;
  readonly state?: string;
  readonly zip: string;
}

/** One address of each type, as a person would enter it. */
export const homes: readonly Home[] = [
  {
    ...({ type: "SHIPPING", country: "Canada", street: "1 King Street" } as const),
    ...{ city: "Toronto", state: "Ontario", zip: "M5H 1A1" },
  },
  {
    ...({ type: "MAILING", country: "United States", street: "2 State Street" } as const),
    ...{ city: "Albany", state: "New York", zip: "12207" },
  },
  { type: "PHYSICAL", country: "United Kingdom", street: "3 Harbour Row", city: "London", zip: "EC1A 1BB" },
];
