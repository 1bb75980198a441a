/**
 * A process of its own that takes files of 10 MB in JSON, 50 MB together, and tells how much its memory grew with them.
 * Its first line is its address. What was read from a socket lies about until the engine clears up, which it does at some
 * 60 MB of it: so that what is kept can be told from that, it is made to clear up every few megabytes, with `--expose-gc`.
 */
import type { Socket } from "node:net";
import { document } from "./document.ts";
import { digest, fixture, start } from "./fixture.ts";

const megabyte = 1024 * 1024;
const papers = document.paths["/papers"].put.requestBody.content["application/json"];
papers["x-inline-files"] = { fields: ["documents.*.content"], maxBytes: 10 * megabyte, maxTotalBytes: 50 * megabyte };

let before = 0;
let most = 0;
function look(): void {
  globalThis.gc?.();
  most = Math.max(most, process.memoryUsage.rss());
}

const service = fixture(
  {
    sendPapers: async ({ files }) => {
      look();
      const digests: string[] = [];
      for (const file of files.values()) {
        digests.push(await digest(file));
        look();
      }
      return { status: 200, body: { digests, megabytes: (most - before) / megabyte } };
    },
  },
  {
    open: async () => {
      most = 0;
      look();
      before = most;
      return { now: new Date(0) };
    },
  },
);
const { url, server } = await start([service]);
server.on("connection", (socket: Socket) => {
  let seen = 0;
  const watch = setInterval(() => {
    if (socket.bytesRead - seen < 4 * megabyte) return;
    seen = socket.bytesRead;
    look();
  }, 1);
  socket.once("close", () => clearInterval(watch));
});
console.log(url);
