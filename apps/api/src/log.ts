import { type DestinationStream, destination, type Logger, pino } from "pino";
import { describeError } from "./log-error.ts";

export type Log = Logger;

/** Milliseconds that a line may wait in memory: writing each one by itself would cost more than answering. */
const flushMs = 100;

export interface LogOutput {
  readonly log: Log;
  /** Writes what still waits. */
  flush(): void;
}

/** JSON lines on standard output. What may hold a secret or a card is never given to it: see `requests.ts`. */
export function openLog(level: string): LogOutput {
  const stream = destination({ dest: 1, sync: false, minLength: 4096, periodicFlush: flushMs });
  return { log: logTo(stream, level), flush: () => stream.flushSync() };
}

export function logTo(stream: DestinationStream, level: string): Log {
  return pino({ level, base: null, timestamp: pinoTime, serializers: { err: describeError } }, stream);
}

function pinoTime(): string {
  return `,"time":"${new Date(Date.now()).toISOString()}"`;
}
