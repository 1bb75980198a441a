import type { Call } from "../tasks/task.ts";
import type { Outcome } from "../webhooks/outgoing.ts";
import type { MessageSpec } from "./message.ts";

/** What an answer means. What a gateway could not take now is offered to it again; what it refuses is not. */
export type Verdict =
  | { readonly kind: "taken" }
  | {
      readonly kind: "unavailable" | "refused";
      /** In words, which may be the gateway's own. */
      readonly reason: string;
      /** The gateway's own number for it, if it gave one. */
      readonly code?: number | undefined;
    };

/** Whoever brings messages to phones: how it is asked, and what its answers mean. Both are pure. */
export interface Gateway {
  request(message: Pick<MessageSpec, "to" | "body">): Pick<Call, "method" | "url" | "headers" | "body">;
  /** No reason holds a secret of the gateway's. */
  judge(outcome: Pick<Outcome, "status" | "body" | "error">): Verdict;
  /** Real milliseconds before each further try; a few growing ones, if absent. */
  readonly pausesMs?: readonly number[];
}
