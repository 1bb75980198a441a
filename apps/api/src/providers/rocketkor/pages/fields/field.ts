import type { Html } from "../../../../pages/html.ts";
import type { TextField } from "../../../../pages/kit/fields.ts";
import type { FieldText } from "./texts.ts";

/** One thing that a step asks. */
export interface Field extends FieldText {
  /** The place of its value among those that the step is answered with: `addresses.0.cityName`. */
  readonly name: string;
  readonly look: Look;
  /** What stands behind the label of a field that may be left empty. */
  readonly optional?: string;
  /** What stands in it at first. */
  readonly initial?: string;
  /** A number of an account or a card: once it was sent, no page shows it again. */
  readonly isSecret?: boolean;
  readonly autocomplete?: string;
  /** What a person has typed, as the rules read it. */
  read?(text: string): string;
}

export type Look =
  | ({ readonly kind: "text" } & Pick<TextField, "type" | "inputMode" | "isCode" | "max">)
  | { readonly kind: "select"; readonly choices: readonly Option[] }
  /** Not asked: the page knows it, and a form cannot say otherwise. */
  | { readonly kind: "fixed"; readonly value: string }
  /** Something to agree to, which stands above it. */
  | { readonly kind: "tick"; readonly above: Html };

/** What a box sends that is ticked. */
export const ticked = "true";

export interface Option {
  readonly value: string;
  readonly label: string;
  readonly group: string;
}

/** Fields below a heading of their own. */
export interface Group {
  readonly legend: string;
  readonly fields: readonly Field[];
}

export type Part = Field | Group;

export const plainText = { kind: "text", type: "text" } as const satisfies Look;
export const digits = { kind: "text", type: "text", inputMode: "numeric" } as const satisfies Look;
export const telephone = { kind: "text", type: "tel" } as const satisfies Look;

export function isGroup(part: Part): part is Group {
  return "legend" in part;
}

export function fieldsOf(parts: readonly Part[]): readonly Field[] {
  return parts.flatMap((part) => (isGroup(part) ? part.fields : [part]));
}

/** People put blanks, hyphens, points and brackets into numbers. */
export function withoutSeparators(text: string): string {
  return text.replace(/[\s().\u2010-\u2015-]/g, "");
}
