import { once } from "node:events";
import { Worker } from "node:worker_threads";

/** Of all memory that a process takes; 120 MB of it are its own before it has seen a file. */
const mostBytes = 512 * 2 ** 20;

/**
 * Answers what the process that has started this one asks, one message after the other. Nothing is said of what cannot be
 * answered: this process ends.
 */
export function serve(answer: (message: unknown) => Promise<unknown>): void {
  const thread = new Worker(`(${guard})(${process.ppid}, ${mostBytes})`, { eval: true });
  const guarded = once(thread, "online");
  process.on("message", async (message) => {
    await guarded;
    process.send?.({ answer: await answer(message) });
  });
  process.once("disconnect", () => process.exit());
}

/**
 * Ends the process once it takes too much memory, and once its starter is gone. It looks from a thread of its own: a library
 * that is busy with a file lets nothing else happen in the main one, and the starter has others to serve. The thread is
 * given its text, which therefore knows nothing but itself: a file would take as long again to be loaded as the thread.
 */
function guard(starter: number, most: number): void {
  const isGone = () => {
    try {
      return !process.kill(starter, 0);
    } catch {
      return true;
    }
  };
  setInterval(() => {
    if (process.memoryUsage.rss() > most || isGone()) process.kill(process.pid, "SIGKILL");
  }, 20);
}
