import { type Fault, Refusal } from "@understudy/domain";
import type { Definition, Parameter } from "../rules/definition.ts";
import type { Expiry } from "../rules/expiry.ts";
import { isLanguageTag } from "../rules/locale.ts";
import { judgeStart } from "../rules/start.ts";

/** What stands in the form of the sample page. */
export interface Choice {
  readonly definitionId: string;
  readonly locale: string;
  /** As JSON. */
  readonly parameters: string;
  readonly problems: readonly Fault[];
}

/** What a workflow is started with. */
export interface Start extends Expiry {
  readonly locale: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** What can be sent as it is. */
export function firstChoice({ id, locales, parameters }: Definition): Choice {
  const values = Object.fromEntries(parameters.map((parameter) => [parameter.key, exampleOf(parameter)]));
  return {
    definitionId: id,
    locale: locales[0] ?? "en",
    parameters: JSON.stringify(values, undefined, 2),
    problems: [],
  };
}

/** A value that makes sense under its name, or one of its type at least. */
function exampleOf({ key, type }: Parameter): unknown {
  if (type !== "string") return { number: 1, boolean: true, object: {}, list: [] }[type];
  const [, example] = examples.find(([pattern]) => pattern.test(key)) ?? [];
  return example ?? "example";
}

const examples: readonly (readonly [RegExp, string])[] = [
  [/mail/i, "anna.kowalska@example.com"],
  [/phone|mobile/i, "+48221234567"],
  [/number|id$/i, "0000345671"],
  [/company/i, "Example Trading"],
  [/name/i, "Anna Kowalska"],
  [/date/i, "1990-05-17"],
  [/country/i, "PL"],
];

/** Answers all that is wrong at once. */
export function judgeChoice(
  definition: Definition,
  { locale, parameters: text }: Choice,
  now: Date,
): Start | { readonly problems: readonly Fault[] } {
  const parameters = parsed(text);
  const problems: Fault[] = [];
  if (!isLanguageTag(locale)) problems.push({ field: "locale", rule: "invalid", message: "Choose a language." });
  if (!parameters) {
    const message = 'Write a JSON object, for instance {"companyNumber": "0000345671"}.';
    return { problems: [...problems, { field: "parameters", rule: "invalid", message }] };
  }
  try {
    const expiry = judgeStart(definition, { parameters }, now);
    return problems.length > 0 ? { problems } : { ...expiry, locale, parameters };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const faults = error.details.problems ?? [];
    return { problems: [...problems, ...faults.map((fault) => ({ ...fault, field: "parameters" }))] };
  }
}

function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
