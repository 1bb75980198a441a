import type { Html } from "../../../../pages/html.ts";
import type { Scene } from "../../rules/transaction.ts";
import type { Visit } from "../occasion.ts";

/** What a person sees at one step. */
export interface Screen {
  readonly title: string;
  readonly lead: string;
  /** What should be known before anything else. */
  readonly notice?: Html;
  readonly body: Html;
}

/** What stands in the fields of a form that comes back, and why it does. */
export interface Trouble {
  readonly problems: readonly Problem[];
  /** By the names of fields. */
  readonly values?: Readonly<Record<string, string>>;
}

export interface Problem {
  /** Name of the field. */
  readonly name: string;
  readonly text: string;
}

/** What a form asks for: to be sent back, to be done, or nothing that this step knows. */
export type Received = { readonly trouble: Trouble } | { readonly act: () => Promise<Scene> } | "unknown";

/** One step on its page. */
export interface StepPage {
  view(visit: Visit, trouble?: Trouble): Screen | Promise<Screen>;
  receive(visit: Visit, form: FormData): Received | Promise<Received>;
}

export function problemAt(trouble: Trouble | undefined, name: string): string | undefined {
  return trouble?.problems.find((problem) => problem.name === name)?.text;
}

/** The text of a field; empty where it was not sent. */
export function textIn(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}

/** What a box sends that is ticked. */
export const ticked = "true";
