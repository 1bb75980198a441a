import type { SpecName } from "@understudy/contracts";
import { BreachError } from "./breach.ts";
import { exchangeOf } from "./judge.ts";
import { Visit } from "./sandbox.ts";
import type { Personas, Scenario, Scenarios, Unreachable } from "./scenarios.ts";

/** What the suite needs of its host: how tests are registered, and a server to ask. */
export interface Harness {
  /** Vitest's `test`, or one like it. */
  readonly test: {
    (title: string, run: () => Promise<void>): unknown;
    skip(title: string, run: () => void): unknown;
  };
  /** The server's root, `http://127.0.0.1:4700`; asked for when a test runs, not when it is registered. */
  baseUrl(): string;
  /** The control API's token, where the server asks for one. */
  token?(): string | undefined;
}

/**
 * Registers a test for each operation and documented status of a spec. Each has a sandbox of its own; what it says and
 * hears is judged by the spec.
 */
export function contract<Name extends SpecName>(
  name: Name,
  scenarios: Scenarios<Name>,
  personas: Personas<Name>,
  harness: Harness,
): void {
  const operations: Record<string, Record<string, Scenario<Name> | Unreachable>> = scenarios;
  for (const [operation, statuses] of Object.entries(operations))
    for (const [status, scenario] of Object.entries(statuses)) {
      const title = `${name}: ${operation} ${status}`;
      if (typeof scenario !== "function") harness.test.skip(`${title}: unreachable, ${scenario.unreachable}`, () => {});
      else
        harness.test(title, async () => {
          const visit = new Visit(name, personas, { baseUrl: harness.baseUrl(), token: harness.token?.() });
          await play(visit, scenario, operation, Number(status));
        });
    }
}

async function play<Name extends SpecName>(
  visit: Visit<Name>,
  scenario: Scenario<Name>,
  operation: string,
  status: number,
): Promise<void> {
  try {
    const { response } = await scenario(await visit.enter());
    const exchange = exchangeOf(response);
    if (exchange?.operation !== operation)
      throw new Error(`The scenario of ${operation} gave an answer of ${exchange?.operation ?? "nobody known"}.`);
    if (response.status !== status)
      throw new Error(`${operation} answered ${response.status} instead of ${status}: ${exchange.body || "no body"}`);
  } finally {
    await visit.leave();
  }
  if (visit.breaches.length > 0) throw new BreachError(visit.breaches);
}
