import { fork } from "node:child_process";
import { Turns } from "./turns.ts";

/** What the process answers to a message; never settles once the process has ended. */
export type Ask = (message: unknown) => Promise<unknown>;

/** Each may take half a gigabyte of memory, and a processor. */
const turns = new Turns(2);
const patienceMs = 10_000;

/**
 * Has something done to a file of a caller's by a process that serves this one file (`serve`), and ends when it takes too
 * much memory or time. Undefined where it came to no end: nobody can tell what was made to do harm from what is broken.
 */
export function confined<T>(
  sandboxId: string,
  script: URL,
  work: (ask: Ask) => Promise<T>,
  patience = patienceMs,
): Promise<T | undefined> {
  return turns.take(sandboxId, () => inProcess(script, work, patience));
}

async function inProcess<T>(script: URL, work: (ask: Ask) => Promise<T>, patience: number): Promise<T | undefined> {
  const child = fork(script, [], {
    serialization: "advanced",
    // What libraries have to say of a file is for nobody here, and what the environment holds is not for them.
    stdio: ["ignore", "ignore", "ignore", "ipc"],
    env: {},
    // A debugger holds one process, and would stop this one where it begins.
    execArgv: process.execArgv.filter((flag) => !flag.startsWith("--inspect")),
  });
  const { promise: ended, resolve: end } = Promise.withResolvers<undefined>();
  child.once("exit", () => end(undefined));
  // It could not be started, or is gone while something is sent to it.
  child.on("error", () => end(undefined));
  // Nobody stays for its sake.
  child.unref();
  child.channel?.unref();
  const patient = setTimeout(() => child.kill("SIGKILL"), patience).unref();
  const ask: Ask = (message) => {
    const { promise: answered, resolve: answer } = Promise.withResolvers<unknown>();
    child.once("message", (reply) => answer((reply as { answer: unknown }).answer));
    child.send(message as object);
    return answered;
  };
  try {
    return await Promise.race([work(ask), ended]);
  } finally {
    clearTimeout(patient);
    child.kill("SIGKILL");
    // Its memory is the next one's.
    await ended;
  }
}
