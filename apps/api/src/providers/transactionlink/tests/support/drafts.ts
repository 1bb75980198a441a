import type { components } from "@understudy/contracts/transactionlink-control";

type Schemas = components["schemas"];
export type Draft = Schemas["DefinitionDraft"];
export type Step = Schemas["Step"];
export type Field = Schemas["Field"];

/** A workflow of these steps, which begins with the first. */
export function draftOf(steps: Readonly<Record<string, Step>>, changes: Partial<Draft> = {}): Draft {
  return { name: "a-draft", locales: ["en"], start: Object.keys(steps)[0] ?? "", steps: { ...steps }, ...changes };
}

export function end(result: Record<string, unknown> = {}): Step {
  return { type: "end", result };
}

/** A form of these fields, which are texts unless they say otherwise. */
export function form(fields: Readonly<Record<string, Partial<Field>>>, changes: object = {}): Step {
  const each = Object.entries(fields).map(
    ([key, field]): Field => ({ key, type: "text", label: { en: key }, ...field }),
  );
  return { type: "form", fields: each, next: "done", ...changes };
}
