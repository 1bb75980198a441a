import type { Answer } from "../automatic.ts";
import { companyRegistry } from "./company-registry.ts";
import { creditBureau } from "./credit-bureau.ts";
import { vatRegister } from "./vat-register.ts";

type Source = (input: Readonly<Record<string, unknown>>) => Answer;

const sources = {
  "company-registry": companyRegistry,
  "credit-bureau": creditBureau,
  "vat-register": vatRegister,
} satisfies Readonly<Record<string, Source>>;

/** By what a source can be asked: one of these names in the input. */
const asked: Readonly<Record<keyof typeof sources, readonly string[]>> = {
  "company-registry": ["number"],
  "credit-bureau": ["number", "personalNumber"],
  "vat-register": ["number"],
};

export function namesAskedOf(source: string): readonly string[] {
  return Object.hasOwn(asked, source) ? asked[source as keyof typeof sources] : [];
}

/** What a `lookup` may ask. */
export const sourceNames: readonly string[] = Object.keys(sources);

/** A simulated party answers by what it is asked alone: the same number, the same answer. */
export function lookUp(source: string, input: Readonly<Record<string, unknown>>): Answer {
  if (Object.hasOwn(sources, source)) return sources[source as keyof typeof sources](input);
  return { error: { code: "unknown_source", message: `There is no source ${source}.` } };
}
