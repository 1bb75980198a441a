import { Refusal } from "@understudy/domain";
import { paymentReasonFault } from "./payment-reasons.ts";
import type { TemplateStep } from "./step.ts";

export const templateStates = ["ACTIVE", "ARCHIVED", "SUSPENDED", "DELETED"] as const;
export type TemplateState = (typeof templateStates)[number];

/** What a template says at one time: all of it is replaced by the next version. */
export interface TemplateContent {
  readonly displayName: string;
  readonly description: string | null;
  readonly customerMemo: string | null;
  readonly defaultExpiryDays: number | null;
  readonly steps: readonly TemplateStep[];
}

/** A template in one of its versions. */
export interface Template extends TemplateContent {
  readonly id: string;
  readonly versionId: string;
  /** From 1. */
  readonly version: number;
  readonly name: string;
  readonly state: TemplateState;
  readonly createdAt: Date;
}

/** How much a template is used. */
interface Use {
  /** Workflows in whichever status. */
  readonly workflows: number;
  readonly activeWorkflows: number;
  /** When the last one was made; null while there is none. */
  readonly lastExecutedAt: Date | null;
}

export interface TemplateStats {
  readonly allVersions: Use;
  /** The newest one, whichever is read (providers/rocketkor.md 4.8). */
  readonly currentVersion: Use;
}

/**
 * Names for a template that has been given none, the most telling one first. The id makes the others unlike all that
 * there are: the last one is never taken.
 */
export function namesFor(displayName: string, id: string): readonly string[] {
  const name = slugOf(displayName) || "template";
  return [name, `${name}-${id.slice(0, 8)}`, `${name}-${id}`];
}

/** `Send a rebate (US)` as `send-a-rebate-us`, with room for an id behind it. */
function slugOf(text: string): string {
  const plain = text.normalize("NFKD").replace(/\p{Mark}/gu, "");
  const slug = plain.toLowerCase().replace(/[^\p{Letter}\p{Number}]+/gu, "-");
  return [...slug].slice(0, 100).join("").replace(/^-|-$/g, "");
}

/** Nothing is made of a template that is not active, and nothing is changed of it. */
export function demandActive({ state }: Pick<Template, "state">, toBe: "used" | "updated", field = "templateId"): void {
  if (state === "ACTIVE") return;
  const rule = "TEMPLATE_NOT_ACTIVE";
  const message = `names a template that is ${state}; only an ACTIVE one can be ${toBe}`;
  throw new Refusal("wrong_state", `The template is ${state}: only an ACTIVE one can be ${toBe}.`, {
    codes: [rule],
    problems: [{ field, rule, message }],
  });
}

/** What a template names must be there already (providers/rocketkor.md OD-12: unlike a mistake of form). */
export function demandKnown({ steps }: TemplateContent): void {
  const problems = steps.flatMap(({ preDefined }, index) => {
    const field = `definition.steps.${index}.input.preDefined.paymentReasonId`;
    return paymentReasonFault(preDefined?.paymentReasonId, field);
  });
  if (problems.length > 0)
    throw new Refusal("out_of_range", "What the template names is not there.", {
      codes: ["RESOURCE_NOT_FOUND"],
      problems,
    });
}
