import type { FrameLocator, Page } from "playwright-core";
import { seededDefinitions } from "../../definitions/index.ts";
import { en } from "../../pages/texts/en.ts";
import { languages } from "../../pages/texts/index.ts";
import type { Definition } from "../../rules/definition.ts";

export type Locale = "en" | "pl";

const [onboarding] = seededDefinitions as [Definition];

/** Somebody who goes through `kyb-onboarding` in a language, by what stands on the page. */
export function personAt(page: Page | FrameLocator, locale: Locale) {
  const words = languages[locale] ?? en;
  const fieldOf = (step: string, key: string) => page.getByLabel(labelOf(step, key, locale));
  const press = (label: string) => page.getByRole("button", { name: label, exact: true }).click();
  const proceed = () => press(words.proceed);
  return {
    words,
    fieldOf,
    press,
    proceed,
    /** Waits until the page shows this step. */
    at: (step: string) => page.getByRole("heading", { level: 1, name: titleOf(step, locale) }).waitFor(),
    /** Waits until the page shows this title. */
    sees: (title: string) => page.getByRole("heading", { level: 1, name: title }).waitFor(),
    async fillCompany() {
      await fieldOf("company", "companyName").fill("Juniper Foods");
      await fieldOf("company", "country").selectOption("PL");
    },
    async fillRepresentative() {
      await fieldOf("representative", "firstName").fill("Anna");
      await fieldOf("representative", "lastName").fill("Kowalska");
      await fieldOf("representative", "dateOfBirth").fill("1990-05-17");
      await page.getByRole("radio").first().check();
      await fieldOf("representative", "isConfirmed").check();
    },
    choose: (...files: readonly File[]) => page.locator("input[type=file]").first().setInputFiles(files),
    held: (name: string) => page.getByRole("button", { name: words.documents.removeNamed(name) }),
    async proveIdentity() {
      await page.getByLabel(words.identity.types.passport).check();
      await page.getByLabel(words.identity.number).fill("AB123456");
      await proceed();
    },
    async linkAccount() {
      await page.getByLabel("Vistula").check();
      await proceed();
      await press(words.bank.allow);
    },
  };
}

interface File {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** A document that is one. */
export const extract: File = {
  name: "extract.pdf",
  mimeType: "application/pdf",
  buffer: Buffer.from("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"),
};

export function titleOf(step: string, locale: Locale): string {
  return String(onboarding.steps[step]?.title?.[locale]);
}

function labelOf(step: string, key: string, locale: Locale): string {
  const found = onboarding.steps[step];
  const field = found?.type === "form" ? found.fields.find((each) => each.key === key) : undefined;
  return String(field?.label[locale]);
}
