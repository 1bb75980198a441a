/**
 * The other side of the webhooks: a process of its own, so that what it costs to receive is not the bench's to pay.
 * Below `/take` it answers at once, below `/hang` never. It checks each signature, and tells by IPC what has come.
 */
import { createHmac } from "node:crypto";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { verifyTransactionlinkWebhook } from "@understudy/client/transactionlink";
import { ipcNow } from "./ipc.ts";

/** What the bench is told of the arrivals since it last asked. */
export interface Arrivals {
  /** Id of the event, or of the execution that it is about, and time of arrival, in order. */
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
    if (!isSigned(body, request.headers)) wronglySigned += 1;
    const { id, workflowId = id } = JSON.parse(body.toString()) as { id?: string; workflowId?: string };
    taken.push([String(workflowId), at]);
  });
});

/** With a public key each signature is verified by it, else made again with the secret. */
function isSigned(body: Buffer, headers: IncomingHttpHeaders): boolean {
  if (!key.startsWith("-----BEGIN"))
    return headers["cko-signature"] === createHmac("sha256", key).update(body).digest("hex");
  try {
    return verifyTransactionlinkWebhook(body, headers, key).eventType === "WORKFLOW_COMPLETED";
  } catch {
    return false;
  }
}

server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
// A bench that is killed leaves nobody behind.
process.once("disconnect", () => process.exit());
process.on("message", () => {
  const arrivals: Arrivals = { taken, wronglySigned, hanging };
  taken = [];
  process.send?.(arrivals);
});
