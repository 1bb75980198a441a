/**
 * The other side of the webhooks: a process of its own, so that what it costs to receive is not the bench's to pay.
 * Below `/take` it answers at once, below `/hang` never. It checks each signature, and tells by IPC what has come.
 */
import { createHmac } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { ipcNow } from "./ipc.ts";

/** What the bench is told of the arrivals since it last asked. */
export interface Arrivals {
  /** Event id and time of arrival, in order. */
  readonly taken: readonly (readonly [id: string, at: number])[];
  readonly wronglySigned: number;
  /** Requests that were left without an answer. */
  readonly hanging: number;
}

const [, , key = ""] = process.argv;
let taken: [string, number][] = [];
let wronglySigned = 0;
let hanging = 0;

const server = createServer((request, response) => {
  if (request.url?.startsWith("/hang")) {
    hanging += 1;
    return;
  }
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const at = ipcNow();
    const body = Buffer.concat(chunks);
    response.end();
    const signature = createHmac("sha256", key).update(body).digest("hex");
    if (request.headers["cko-signature"] !== signature) wronglySigned += 1;
    taken.push([String((JSON.parse(body.toString()) as { id: unknown }).id), at]);
  });
});

server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
// A bench that is killed leaves nobody behind.
process.once("disconnect", () => process.exit());
process.on("message", () => {
  const arrivals: Arrivals = { taken, wronglySigned, hanging };
  taken = [];
  process.send?.(arrivals);
});
