import type { AttemptReport } from "@understudy/engine";
import type { Log } from "./log.ts";
import type { Metrics } from "./metrics.ts";

/**
 * One log line and one measurement for each attempt to send a webhook. The delivery's id leads to the rest, address and
 * reason included, by the control API.
 */
export function attempts(log: Log, metrics: Metrics): (attempt: AttemptReport) => void {
  return ({ provider, outcome, number, status, durationMs: ms, deliveryId: delivery, sandboxId: sandbox }) => {
    metrics.webhook({ provider, outcome }, ms / 1000);
    log.info({ provider, outcome, attempt: number, status, ms, delivery, sandbox }, "webhook");
  };
}
