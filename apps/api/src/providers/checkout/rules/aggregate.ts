import { invocationId } from "./ids.ts";

export type ExecutionStatus = "pending" | "successful" | "failed";

/** What an action's deliveries of one event, the first and those of reflows, come to (providers/checkout.md 5.4). */
export function statusOf(deliveries: readonly ExecutionStatus[]): ExecutionStatus {
  if (deliveries.includes("successful")) return "successful";
  return deliveries.includes("pending") ? "pending" : "failed";
}

/** One attempt in the words of an action's invocations (4.13). */
export interface Invocation<Attempt> {
  readonly id: string;
  /** Only what followed a failed attempt by itself: the first attempt of a reflow is none (9.33). */
  readonly isRetry: boolean;
  readonly attempt: Attempt;
}

/** The attempts of all runs of one action for one event, in the order in which they were made (9.33). */
export function invocationsOf<
  Attempt extends { readonly deliveryId: string; readonly number: number; readonly at: Date },
>(attempts: readonly Attempt[]): readonly Invocation<Attempt>[] {
  return attempts
    .toSorted((one, other) => one.at.getTime() - other.at.getTime())
    .map((attempt) => {
      const { deliveryId, number } = attempt;
      return { id: invocationId(deliveryId, number), isRetry: number > 1, attempt };
    });
}
