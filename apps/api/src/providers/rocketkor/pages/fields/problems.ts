import type { Fault } from "@understudy/domain";
import { holdsCardNumber, mayHoldCardNumber } from "../../rules/card-text.ts";
import { type Field, isGroup, type Part } from "./field.ts";
import type { Entered } from "./reading.ts";
import { problems as texts } from "./texts.ts";

/** What stands in the fields of a form that comes back, and why it does. */
export interface Trouble {
  readonly entered: Entered;
  readonly problems: readonly Problem[];
}

interface Problem {
  /** Name of the field. */
  readonly name: string;
  /** What stands beside the field. */
  readonly text: string;
  /** What stands in the summary. */
  readonly summary: string;
}

/** What to mend, in the order of the form, each field once. Throws an Error for a fault that the form cannot show. */
export function problemsOf(parts: readonly Part[], faults: readonly Fault[], entered: Entered): readonly Problem[] {
  const problems = parts.flatMap((part) =>
    isGroup(part) ? part.fields.flatMap((field) => problemIn(field, part.legend)) : problemIn(part),
  );
  const lost = faults.filter(({ field }) => !problems.some(({ name }) => name === field));
  if (lost.length > 0)
    throw new Error(`No field shows what is wrong with ${lost.map(({ field }) => field).join(", ")}.`);
  return problems;

  function problemIn(field: Field, group?: string): Problem[] {
    const fault = faults.find((each) => each.field === field.name);
    const text = fault ? textOf(field, fault, entered) : isToBeRepeated(field, entered) ? texts.again : undefined;
    if (text === undefined) return [];
    const where = group ?? (fault ? undefined : field.label);
    return [{ name: field.name, text, summary: where === undefined ? text : texts.of(where, text) }];
  }
}

export function problemAt(problems: readonly Problem[] | undefined, name: string): string | undefined {
  return problems?.find((problem) => problem.name === name)?.text;
}

function textOf({ name, label, missing, wrong, isSecret }: Field, { rule, message }: Fault, entered: Entered): string {
  if (!isSecret && holdsCardNumber(entered(name))) return texts.cardNumber;
  if (rule === "FIELD_REQUIRED" && missing !== undefined) return missing;
  return wrong ?? `${label} ${message}.`;
}

/** Nothing was wrong with it, but it is not shown again: whoever mends the rest has to know. */
function isToBeRepeated(field: Field, entered: Entered): boolean {
  return !isShownAgain(field, entered) && entered(field.name).trim() !== "";
}

/** A card's number is not shown again wherever it was entered, and nothing is that may be one. */
export function isShownAgain({ isSecret, name }: Field, entered: Entered): boolean {
  return isSecret !== true && !mayHoldCardNumber(entered(name));
}
