import { isSubjectId, isWellFormed } from "./ids.ts";
import { demand, type ErrorCode, type Find, isMissing } from "./problems.ts";

/** What is to be sent again, and to whom. */
export type Reflow = ({ readonly eventIds: readonly string[] } | { readonly subjectIds: readonly string[] }) & {
  /** Absent: every workflow that matches. */
  readonly workflowIds?: readonly string[] | undefined;
};

/** The body of a reflow as a client gave it. */
export interface GivenReflow {
  readonly events?: unknown;
  readonly subjects?: unknown;
  readonly workflows?: unknown;
}

/** How far back a reflow reaches (providers/checkout.md 4.14). */
const reflowDays = 90;

/** The earliest time of an event that can still be sent again. */
export function reflowableSince(now: Date): Date {
  return new Date(now.getTime() - reflowDays * 24 * 60 * 60 * 1000);
}

/** Either events or subjects; both, or neither, is a mistake in the events (7.48, 9.32). */
export function readReflow({ events, subjects, workflows }: GivenReflow): Reflow {
  return demand((find) => {
    const target = readTarget(events, subjects, find);
    // No id at all is the same as not naming any: all that match are meant.
    const isOpen = isMissing(workflows) || (Array.isArray(workflows) && workflows.length === 0);
    if (isOpen) return target;
    const workflowIds = readIds(workflows, isWorkflowId, ["workflow_ids_invalid", "workflows"], find);
    return { ...target, workflowIds };
  });
}

function readTarget(events: unknown, subjects: unknown, find: Find): Reflow {
  if (isMissing(subjects)) return { eventIds: readIds(events, isEventId, ["event_ids_invalid", "events"], find) };
  if (!isMissing(events)) find("event_ids_invalid", "events", "Name either events or subjects, not both.");
  return { subjectIds: readIds(subjects, isSubjectId, ["subject_ids_invalid", "subjects"], find) };
}

const isWorkflowId = (id: unknown) => isWellFormed("wf", id);
const isEventId = (id: unknown) => isWellFormed("evt", id);

function readIds(
  given: unknown,
  isId: (id: unknown) => id is string,
  [code, field]: readonly [ErrorCode, string],
  find: Find,
): readonly string[] {
  const items: readonly unknown[] = Array.isArray(given) ? given : [];
  const ids = items.filter(isId);
  if (items.length === 0 || ids.length < items.length) find(code, field, `${field} is a list of well-formed ids.`);
  return [...new Set(ids)];
}
