import { fork } from "node:child_process";
import { join } from "node:path";
import type { Arrivals } from "./receiver.ts";

/** Milliseconds on a scale that all processes of this machine share, finer than the system's own clock tells them. */
export function ipcNow(): number {
  return performance.timeOrigin + performance.now();
}

export interface Receiver {
  readonly url: string;
  /** What has arrived since the last time. */
  arrivals(): Promise<Arrivals>;
  stop(): void;
}

/** Starts the receiver, which checks signatures with `key`. */
export async function startReceiver(key: string): Promise<Receiver> {
  const child = fork(join(import.meta.dirname, "receiver.ts"), [key]);
  const told = <T>() => new Promise<T>((resolve) => child.once("message", (message) => resolve(message as T)));
  const port = await told<number>();
  return {
    url: `http://127.0.0.1:${port}`,
    arrivals: () => {
      const arrivals = told<Arrivals>();
      child.send("arrivals");
      return arrivals;
    },
    stop: () => void child.kill(),
  };
}
