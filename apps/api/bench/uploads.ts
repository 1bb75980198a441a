import { Readable } from "node:stream";
import { createControlClient } from "@understudy/client/control";
import type { Running } from "../src/testing/processes.ts";
import { duration, percentile, say } from "./report.ts";

const megabyte = 1_048_576;
const path = "/onespan/api/transaction/";
/** The provider's own limits: no agreement over 10 MB, and all of them together at most 50 MB. */
const [agreements, most] = [6, 50 * megabyte];

interface World {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly workflowId: string;
}

/** Agreements that come within a transaction's JSON, as large as they may be, and what they cost in memory. */
export async function uploads(understudy: Running, rounds: number): Promise<void> {
  const world = await newWorld(understudy);
  // What the first one brings along for good is not what an upload costs.
  await send(world, megabyte);
  const before = understudy.memory();
  const watch = watching(understudy);
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const startedAt = performance.now();
    const status = await send(world, most);
    if (status !== 200) throw new Error(`50 MB were answered ${status}.`);
    times.push(performance.now() - startedAt);
  }
  const refused = await send(world, most + megabyte);
  const rise = watch.stop() - before;
  say(`\nUploads: ${agreements} agreements in the JSON of PUT ${path}, 50 MB together`);
  say(`  p50 ${duration(percentile(times, 50))}, one at a time; 51 MB are answered ${refused}`);
  say(`  resident memory rises by ${rise} MiB at most (aim 100): ${rise <= 100 ? "reached" : "missed"}`);
}

/** The largest memory that is seen from now on. */
function watching(understudy: Running) {
  let largest = understudy.memory();
  const timer = setInterval(() => {
    largest = Math.max(largest, understudy.memory());
  }, 20);
  return {
    stop(): number {
      clearInterval(timer);
      return Math.max(largest, understudy.memory());
    },
  };
}

/** As a stream, so that this process is no witness of its own memory; answers the status. */
async function send({ url, headers, workflowId }: World, size: number): Promise<number> {
  const body = Readable.from(piecesOf(workflowId, size), { objectMode: false });
  // Node takes any stream, of which the types of the web know nothing.
  const init = { method: "PUT", headers, body, duplex: "half" } as object;
  const answer = await fetch(`${url}${path}`, init);
  await answer.arrayBuffer();
  return answer.status;
}

/** Base64 that can be cut anywhere at a multiple of three bytes. */
const filling = Buffer.alloc(48 * 1024, "agreement ").toString("base64");

function* piecesOf(workflowId: string, size: number): Generator<string, undefined> {
  yield `{"workflow_id": "${workflowId}", "documents": [`;
  for (let number = 0; number < agreements; number++) {
    const share = Math.floor(size / agreements) + (number < size % agreements ? 1 : 0);
    yield `${number > 0 ? ", " : ""}{"id": "agreement-${number}", "content": "data:application/pdf;base64,`;
    const head = Buffer.from("%PDF-1.7\n");
    yield head.toString("base64");
    let left = share - head.length;
    for (; left > 48 * 1024; left -= 48 * 1024) yield filling;
    yield `${Buffer.alloc(left, "agreement ").toString("base64")}"}`;
  }
  yield "]}";
  return undefined;
}

async function newWorld(understudy: Running): Promise<World> {
  const { data } = await createControlClient({ baseUrl: understudy.url }).createSandbox({
    body: { name: "bench uploads" },
  });
  const given = data?.credentials.onespan;
  if (!data || !given) throw new Error("No sandbox was made.");
  const headers = { Authorization: `Bearer ${given.access_token}`, "Content-Type": "application/json" };
  return { url: understudy.url, headers, workflowId: given.agreement_workflow_id ?? "" };
}
