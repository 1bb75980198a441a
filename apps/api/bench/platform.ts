import type { ControlClient } from "@understudy/client/control";
import { type Running, startUnderstudy } from "../src/testing/processes.ts";
import { duration, middle, say } from "./report.ts";

/** Starts on an empty folder and then again on what that left; answers the running server. */
export async function start(dataDir: string): Promise<Running> {
  const first = await startUnderstudy(dataDir);
  await first.stop();
  const warm = await startUnderstudy(dataDir);
  await warm.stop();
  const server = await startUnderstudy(dataDir);
  const best = Math.min(warm.startedInMs, server.startedInMs);
  say(`Start to the first 200 on /readyz: ${duration(first.startedInMs)} with an empty folder,`);
  say(`  ${duration(best)} with an existing one (aim 1.0 s, at most 2 s).`);
  return server;
}

/** What a test pays for a world of its own. */
export async function sandboxes(control: ControlClient): Promise<void> {
  const made: number[] = [];
  const dropped: number[] = [];
  for (let round = 0; round < 60; round++) {
    const begun = performance.now();
    const { data } = await control.createSandbox();
    made.push(performance.now() - begun);
    if (!data) throw new Error("No sandbox was made.");
    const ending = performance.now();
    const { response } = await control.dropSandbox({ path: { sandboxId: data.id } });
    if (response.status !== 204) throw new Error(`A sandbox was not dropped: ${response.status}.`);
    dropped.push(performance.now() - ending);
  }
  say(
    `\nSandbox: created in ${duration(middle(made))}, dropped in ${duration(middle(dropped))} (aim 20 ms each, medians).`,
  );
}
