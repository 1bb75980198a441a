import { Writable } from "node:stream";
import { expect, it, onTestFinished } from "vitest";
import { logTo } from "../../../log.ts";
import { eventually } from "../../../testing/eventually.ts";
import { testHouse } from "../../../testing/server.ts";
import { launchReady, newDataFolder } from "../../../testing/server-process.ts";
import { begun, hashed, layFile } from "./support/large-files.ts";
import { openSandbox } from "./support/sandbox.ts";

const lines: string[] = [];
const log = logTo(new Writable({ write: (line, _, done) => done(void lines.push(String(line))) }), "warn");
const { database, start } = await testHouse({}, log);
const world = await openSandbox(await start());
const urlOf = (id: string, root = world.publicUrl) =>
  `${root}/control/sandboxes/${world.sandboxId}/onespan/files/${id}`;
const lay = (chunks: number) => layFile(database, world.sandboxId, chunks);
const eight = <T>(work: () => Promise<T>) => Promise.all(Array.from({ length: 8 }, work));

it.each([0, 3, 4, 5, 17])("a file of %i chunks and a half is answered to the byte", async (chunks) => {
  const { id, size, sha256 } = await lay(chunks);
  expect(await hashed(urlOf(id))).toEqual({ status: 200, size, sha256 });
  const head = await fetch(urlOf(id), { method: "HEAD" });
  expect([head.status, head.headers.get("content-length"), head.headers.get("content-type")]).toEqual([
    ...[200, String(size), "application/pdf"],
  ]);
});

it("whoever does not read on holds up nobody, and may leave", async () => {
  const { id, size, sha256 } = await lay(100);
  const callers = await eight(() => begun(urlOf(id)));
  expect(await hashed(urlOf(id))).toEqual({ status: 200, size, sha256 });
  for (const { answer, leave } of callers) {
    answer.on("error", () => {});
    leave();
  }
  expect((await world.control("GET", "/tenant")).status).toBe(200);
  expect(lines).toEqual([]);
});

it("what is deleted while it is read breaks off, and is not taken for the whole", async () => {
  const { id } = await lay(100);
  const { answer } = await begun(urlOf(id));
  expect((await world.control("DELETE", `/files/${id}`)).status).toBe(204);
  await expect(answer.toArray()).rejects.toThrow("aborted");
  await eventually(() => expect(lines).toHaveLength(1));
  expect(JSON.parse(lines.splice(0)[0] ?? "")).toMatchObject({
    ...{ msg: "unexpected error", operation: "getFile", err: { message: `the file ${id} has gone while it was read` } },
  });
  expect((await world.control("GET", `/files/${id}`)).status).toBe(404);
});

it.each([1, 4, 6])("of a file whose chunk %i is missing, no other takes its place", async (number) => {
  const { id } = await lay(8);
  await database.pool.query("DELETE FROM onespan_file_chunk WHERE file_id = $1 AND number = $2", [id, number]);
  await expect(hashed(urlOf(id))).rejects.toThrow("aborted");
  await eventually(() => expect(lines.splice(0)).toHaveLength(1));
});

it("eight callers at a time of 60 MB take less than 120 MB of memory", { timeout: 180_000 }, async () => {
  const folder = newDataFolder();
  onTestFinished(() => folder.remove());
  const server = await launchReady(folder.path, { DATABASE_URL: database.url });
  onTestFinished(async () => void (await server.end("SIGTERM")));
  const { id, size, sha256 } = await lay(240);
  const url = urlOf(id, server.url);
  await hashed(url);
  const before = await residentMB(server.url);
  let [most, isRunning] = [before, true];
  const answers = eight(() => hashed(url)).finally(() => {
    isRunning = false;
  });
  while (isRunning) most = Math.max(most, await residentMB(server.url));
  expect(await answers).toEqual(Array.from({ length: 8 }, () => ({ status: 200, size, sha256 })));
  expect(most - before).toBeLessThan(120);
});

async function residentMB(root: string): Promise<number> {
  const [, bytes] = /^process_resident_memory_bytes (\d+)/m.exec(await (await fetch(`${root}/metrics`)).text()) ?? [];
  return Number(bytes) / 1_000_000;
}
