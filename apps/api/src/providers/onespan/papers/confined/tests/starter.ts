import { argv } from "node:process";
import { confined } from "../confined.ts";

const [, , port, stays] = argv;
const held = setInterval(() => {}, 60_000);

/** A process that has an endless one at work, and either stays or has nothing else to do. */
void confined("any", new URL("./endless.ts", import.meta.url), async (ask) => {
  await ask(Number(port));
  if (stays !== "stays") clearInterval(held);
  return ask("work");
});
