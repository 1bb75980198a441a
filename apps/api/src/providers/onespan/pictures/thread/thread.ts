import { parentPort } from "node:worker_threads";
import { decoded } from "../reading/decode.ts";
import { drawn } from "./drawn.ts";
import type { Answer, Order } from "./orders.ts";

parentPort?.on("message", async (order: Order) => {
  try {
    const to = await (order.kind === "draw" ? drawn(order.from) : decoded(order.from));
    answer({ to }, to instanceof Uint8Array ? [to.buffer] : []);
  } catch (error) {
    answer({ error }, []);
  }
});

/** What is handed over is not copied, and is gone from here. */
function answer(it: Answer, handed: readonly ArrayBuffer[]): void {
  parentPort?.postMessage(it, handed);
}
