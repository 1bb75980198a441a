/** What whoever watches over the server is told of an attempt: what it was, and no address, header or body. */
export interface AttemptReport {
  readonly provider: string;
  readonly sandboxId: string;
  readonly deliveryId: string;
  /** 1 for the first. */
  readonly number: number;
  /** What becomes of the delivery: the endpoint took it, it will be tried again, or the provider gives up. */
  readonly outcome: "successful" | "retried" | "failed";
  /** The answer's status, null where none came. */
  readonly status: number | null;
  /** Real milliseconds. */
  readonly durationMs: number;
}

export type Report = (attempt: AttemptReport) => void;
