import type { Definition, Step } from "../definition.ts";

/** A definition of these steps that starts with the first, takes `companyNumber` and speaks English. */
export function definitionOf(steps: Readonly<Record<string, Step>>, changes: Partial<Definition> = {}): Definition {
  return {
    id: "3b2d8a4f-579f-4e2e-a51c-f859e532fe8c",
    name: "kyb-basic",
    revision: "r1",
    parameters: [{ key: "companyNumber", type: "string", required: true }],
    locales: ["en", "pl"],
    recordTableId: null,
    ui: {},
    start: Object.keys(steps)[0] ?? "",
    steps,
    ...changes,
  };
}

export const end: Step = { type: "end", result: {} };
export const lookup = (next: string, onError?: string): Step => ({
  ...{ type: "lookup", source: "company-registry", input: { number: "$.parameters.companyNumber" }, next },
  ...(onError === undefined ? {} : { onError }),
});
export const form = (next: string): Step => ({
  ...{ type: "form", next },
  fields: [{ key: "email", type: "email", label: { en: "E-mail" } }],
});
export const wait = (next: string): Step => ({ type: "wait", for: "review", next });
