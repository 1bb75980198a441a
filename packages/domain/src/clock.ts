/**
 * A sandbox's clock. Running, it keeps the pace of real time at a distance (`offsetMs`) from it; frozen, it stands at
 * `frozenAt` until it is moved or set running again.
 */
export type Clock =
  | { readonly mode: "running"; readonly offsetMs: number }
  | { readonly mode: "frozen"; readonly frozenAt: Date };

/** The time that the clock shows when real time is `realNow`. */
export function read(clock: Clock, realNow: Date): Date {
  return clock.mode === "frozen" ? clock.frozenAt : new Date(realNow.getTime() + clock.offsetMs);
}

/** The clock standing still at `at`. */
export function freeze(at: Date): Clock {
  return { mode: "frozen", frozenAt: at };
}

/** The clock going on at real pace from where it stands. */
export function run(clock: Clock, realNow: Date): Clock {
  return { mode: "running", offsetMs: read(clock, realNow).getTime() - realNow.getTime() };
}
