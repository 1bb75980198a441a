import type { Origin, Workflow } from "./workflow.ts";

interface Sender {
  readonly businessName: string;
  /** Where the customer's page is. */
  readonly link: string;
}

/** The SMS: what the business says first, or our own words, and the link (providers/rocketkor.md 5.7; the texts are ours). */
export function messageText({ parameters }: Workflow, origin: Origin, { businessName, link }: Sender): string {
  const introduction = parameters.introductoryMessage ?? `${businessName} has a request for you.`;
  if (origin === "EXPIRY")
    return `${businessName}: your request has expired and its link no longer works. Please ask for a new one if you still need it.`;
  return origin === "REMINDER" ? `Reminder: ${introduction} ${link}` : `${introduction} ${link}`;
}
