import { spawn } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { confined } from "./confined.ts";

const endless = new URL("./tests/endless.ts", import.meta.url);
const server = createServer((socket) => socket.on("error", () => {}).resume()).listen(0, "127.0.0.1");
await once(server, "listening");
const { port } = server.address() as AddressInfo;
afterAll(() => server.close());

/** Answers once the process that has connected is gone. */
async function connected(): Promise<{ readonly gone: Promise<unknown> }> {
  const [socket] = (await once(server, "connection")) as [Socket];
  return { gone: new Promise((resolve) => socket.once("close", resolve)) };
}

test("a process whose time is up is ended, and nothing comes of its work", async () => {
  const seen = connected();
  const work = confined(
    "slow",
    endless,
    async (ask) => {
      await ask(port);
      return ask("work");
    },
    2_000,
  );
  const { gone } = await seen;
  expect(await work).toBeUndefined();
  await gone;
});

test("a process goes with the work that it was started for, and what went wrong there is told", async () => {
  const seen = connected();
  const work = confined("done", endless, async (ask) => {
    await ask(port);
    throw new Error("There is nothing to be read.");
  });
  await expect(work).rejects.toThrow("There is nothing to be read.");
  await (await seen).gone;
});

test.each(["leaves", "stays"])("nobody stays for a process, and none outlives its starter, which %s", async (how) => {
  const seen = connected();
  const script = join(import.meta.dirname, "tests/starter.ts");
  const starter = spawn(process.execPath, [script, String(port), how], { stdio: "inherit" });
  const left = once(starter, "exit");
  const { gone } = await seen;
  if (how === "stays") starter.kill("SIGKILL");
  await left;
  await gone;
});
