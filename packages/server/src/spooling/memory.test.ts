import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";

let server: ChildProcess;
let url: string;
beforeAll(async () => {
  const script = join(import.meta.dirname, "../testing/spooling-server.ts");
  server = spawn(process.execPath, ["--expose-gc", script], { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = (await once(server.stdout ?? server, "data")) as [Buffer];
  url = line.toString().trim();
});
afterAll(() => server.kill("SIGKILL"));

const megabyte = 1024 * 1024;
const piece = Buffer.from(Uint8Array.from({ length: 3 * 65_536 }, (_, at) => (at * 7919) >> 3));

/** A body with files of so many pieces each, in pieces, so that nobody has the whole of it. */
function* bodyOf(pieces: readonly number[]): Generator<string> {
  const written = piece.toString("base64");
  yield '{"documents":[';
  for (const [index, times] of pieces.entries()) {
    yield `${index > 0 ? "," : ""}{"content":"data:application/pdf;base64,`;
    for (let time = 0; time < times; time += 1) yield written;
    yield '"}';
  }
  yield "]}";
}

function begin() {
  const headers = { authorization: "x", "content-type": "application/json" };
  return request(`${url}/fixture/v1/papers`, { method: "PUT", headers, agent: false });
}

async function send(pieces: readonly number[]) {
  const sent = begin();
  const answered = once(sent, "response");
  for (const part of bodyOf(pieces)) if (!sent.write(part)) await once(sent, "drain");
  sent.end();
  const [answer] = await answered;
  return { status: answer.statusCode, ...JSON.parse(await text(answer)) };
}

function digestOf(pieces: number): string {
  const hash = createHash("sha256");
  for (let time = 0; time < pieces; time += 1) hash.update(piece);
  return `${pieces * piece.length} ${hash.digest("hex")}`;
}

test("six files of 50 MB together take less than 60 MB of memory, and come out as they went in", async () => {
  const pieces = [53, 53, 53, 53, 53, 1];
  expect(pieces.reduce((sum, each) => sum + each * piece.length, 0)).toBeGreaterThan(49 * megabyte);
  await send([1]);
  const { status, digests, megabytes } = await send(pieces);
  expect([status, digests]).toEqual([200, pieces.map(digestOf)]);

  expect(megabytes).toBeLessThan(60);
});

test("of a server that is killed while it takes files, none stays", async () => {
  const sent = begin();
  sent.on("error", () => {});
  for (const part of bodyOf([40])) if (!sent.write(part)) await once(sent, "drain");
  const ended = once(server, "exit");
  server.kill("SIGKILL");
  await ended;
  expect(readdirSync(tmpdir()).filter((name) => name.startsWith(`understudy-${server.pid}-`))).toEqual([]);
});
