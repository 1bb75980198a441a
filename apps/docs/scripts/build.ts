import { createHash } from "node:crypto";
import { existsSync, globSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { setPriority } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { sourceFolder } from "../src/source.ts";

const docs = new URL("../", import.meta.url);
const root = fileURLToPath(docs);
const dist = join(root, "dist");
const workName = `work-${process.pid}`;

/** A fingerprint of all that the site is made from: specs, README and this app's own files. */
async function fingerprint(): Promise<string> {
  const source = sourceFolder(docs);
  const made = globSync(["specs/*.yaml", "README.md"], { cwd: source }).map((file) => join(source, file));
  const own = globSync(["*.json", "*.config.ts", "src/**/*.*", "public/**/*.*"], { cwd: root });
  const hash = createHash("sha256");
  for (const file of [...made.toSorted(), ...own.toSorted().map((file) => join(root, file))])
    hash.update(`${relative(root, file)}\n`).update(await readFile(file));
  return hash.digest("hex");
}

/** Each build writes to a folder of its own and moves it into place, so that two at once both end well. */
async function publish(site: string) {
  const old = join(root, ".astro", workName, "old");
  for (let attempt = 1; ; attempt++) {
    if (existsSync(dist)) await rename(dist, old).catch(() => {});
    try {
      return await rename(site, dist);
    } catch (error) {
      if (attempt === 5) throw error;
      await rm(old, { recursive: true, force: true });
    }
  }
}

/** A build that was killed leaves its folder behind. */
async function sweep() {
  const folder = join(root, ".astro");
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(folder)) {
    const pid = Number(name.match(/^work-(\d+)$/)?.[1]);
    if (pid && !isRunning(pid)) await rm(join(folder, name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** What the tools print about themselves is nothing to somebody who only starts the server. */
async function make(): Promise<string> {
  setPriority(10);
  process.noDeprecation = true;
  process.env.ASTRO_TELEMETRY_DISABLED = "1";
  await sweep();
  // Only now, since to find that nothing changed should take no time.
  const { build } = await import("astro");
  await build({ root, logLevel: "error" });
  return join(root, ".astro", workName);
}

const key = await fingerprint();
const marker = join(dist, ".inputs");
const ifStale = process.argv.includes("--if-stale");
const current = existsSync(marker) ? await readFile(marker, "utf8") : "";
if (!ifStale || current !== key) {
  console.log("docs: making the site from specs/ and README.md");
  const started = performance.now();
  try {
    const work = await make();
    await writeFile(join(work, "site", ".inputs"), key);
    await publish(join(work, "site"));
    await rm(work, { recursive: true, force: true });
    if (!ifStale) console.log(`docs: made in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  } catch (error) {
    console.error(`docs: the site could not be made: ${error instanceof Error ? error.message : error}`);
    process.exitCode = 1;
  }
}
