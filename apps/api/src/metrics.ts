import type { AttemptReport } from "@understudy/engine";
import { collectDefaultMetrics, Histogram, Registry } from "prom-client";

export interface Metrics {
  /** One answered request: by service and operation, never by raw path. */
  request(labels: { service: string; operation: string; status: number }, seconds: number): void;
  /** One attempt to send a webhook: by provider and what became of it. */
  webhook(labels: Pick<AttemptReport, "provider" | "outcome">, seconds: number): void;
  readonly contentType: string;
  render(): Promise<string>;
}

/** Prometheus metrics of this process. */
export function openMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: "understudy_http_request_duration_seconds",
    help: "Time from the arrival of a request to its answer.",
    labelNames: ["service", "operation", "status"] as const,
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  const webhooks = new Histogram({
    name: "understudy_webhook_attempt_duration_seconds",
    help: "Time from the sending of a webhook to its answer, or to the end of waiting for one.",
    labelNames: ["provider", "outcome"] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers: [registry],
  });
  return {
    request: (labels, seconds) => requests.observe(labels, seconds),
    webhook: (labels, seconds) => webhooks.observe(labels, seconds),
    contentType: registry.contentType,
    render: () => registry.metrics(),
  };
}
