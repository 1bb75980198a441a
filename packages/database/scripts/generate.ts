/**
 * Makes Prisma's client from prisma/schema/*.prisma in src/generated, without any download. `--if-stale` does nothing
 * when the client was made from these very files; it imports little, because it runs at every install and start.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const home = join(import.meta.dirname, "..");
const schemaFolder = join(home, "prisma/schema");
const stampFile = join(home, "src/generated/.made-from");

const wanted = fingerprint();
if (!process.argv.includes("--if-stale") || wanted !== stamp()) generate();
else console.log("database: Prisma's client is up to date");

/** Changes with every schema file and with Prisma itself. */
function fingerprint(): string {
  const hash = createHash("sha256");
  hash.update(JSON.parse(readFileSync(join(home, "node_modules/prisma/package.json"), "utf8")).version);
  for (const file of readdirSync(schemaFolder).sort()) {
    hash.update(`\0${file}\0`).update(readFileSync(join(schemaFolder, file)));
  }
  return hash.digest("hex");
}

function stamp(): string | undefined {
  try {
    return readFileSync(stampFile, "utf8");
  } catch {
    return undefined;
  }
}

/**
 * The command insists on its schema engine and would fetch it, though generating uses none: any executable that is
 * named by the environment variable satisfies it.
 */
function generate(): void {
  const began = performance.now();
  const command = spawnSync(process.execPath, [join(home, "node_modules/prisma/build/index.js"), "generate"], {
    cwd: home,
    encoding: "utf8",
    env: {
      ...process.env,
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: "1",
      CHECKPOINT_DISABLE: "1",
    },
  });
  if (command.status !== 0) {
    console.error(`database: prisma generate failed\n${command.error?.message ?? command.stdout + command.stderr}`);
    process.exit(1);
  }
  mkdirSync(join(home, "src/generated"), { recursive: true });
  writeFileSync(stampFile, wanted);
  console.log(`database: Prisma's client made in ${Math.round(performance.now() - began)} ms`);
}
