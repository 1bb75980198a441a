import { vi } from "vitest";

/** Asks again until the expectation holds: for what another process or connection does in its own time. */
export const eventually = (expectation: () => void | Promise<void>, timeout = 10_000) =>
  vi.waitFor(expectation, { timeout, interval: 10 });
