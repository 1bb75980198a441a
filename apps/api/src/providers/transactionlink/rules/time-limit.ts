import { createContext, Script } from "node:vm";

/** The work was broken off: it would have held up everybody else. */
export class TookTooLong extends Error {
  constructor(ms: number) {
    super(`This took longer than the ${ms} ms that there are for it: ask for less, or of less data.`);
    this.name = "TookTooLong";
  }
}

/**
 * What the work comes to, in so many milliseconds of real time. Definitions bring patterns and conditions, callers and
 * whoever has a link bring the data: together they may take years. What is broken off must have no effects.
 */
export function withinTime<T>(ms: number, work: () => T): T {
  const before = room.work;
  room.work = work;
  try {
    return script.runInContext(room, { timeout: ms }) as T;
  } catch (error) {
    if ((error as { code?: unknown }).code === "ERR_SCRIPT_EXECUTION_TIMEOUT") throw new TookTooLong(ms);
    throw error;
  } finally {
    room.work = before;
  }
}

/** Nothing but a script in a room of its own can be broken off, with all that it calls outside of it. */
const room = createContext(Object.create(null), { codeGeneration: { strings: false, wasm: false } });
const script = new Script("work()");
