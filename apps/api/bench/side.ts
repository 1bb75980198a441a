import type { Running } from "../src/testing/processes.ts";
import { type Measured, median } from "./load.ts";

/** Processor time in microseconds a request. */
export interface Spent {
  readonly server: number;
  readonly database: number;
  readonly load: number;
}

/** One of the two that are compared, over all of its rounds. */
export interface Side {
  play(isCounted: boolean, requests: number, round: () => Promise<Measured>): Promise<void>;
  measured(): Measured;
  spent(): Spent;
}

export function side(server: Running): Side {
  const rounds: Measured[] = [];
  const total = { server: 0, database: 0, load: 0, requests: 0 };
  return {
    async play(isCounted, requests, round) {
      const [before, load] = [server.cpu(), process.cpuUsage()];
      const measured = await round();
      if (!isCounted) return;
      const [after, { user, system }] = [server.cpu(), process.cpuUsage(load)];
      rounds.push(measured);
      total.server += after.own - before.own;
      total.database += after.started - before.started;
      total.load += (user + system) / 1e6;
      total.requests += requests;
    },
    measured: () => median(rounds),
    spent: () => {
      const each = (seconds: number) => Math.round((seconds * 1e6) / total.requests);
      return { server: each(total.server), database: each(total.database), load: each(total.load) };
    },
  };
}
