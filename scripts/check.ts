/** `pnpm check`: generated code is what the specs say, and everything keeps the house's rules. Tells each step's time. */
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";

const specs = readdirSync("specs").flatMap((name) => (name.endsWith(".yaml") ? [`specs/${name}`] : []));

const steps: readonly (readonly [string, string, readonly string[]])[] = [
  ["generate", "pnpm", ["generate"]],
  ["generated code is committed as it is", "node", ["scripts/committed.ts"]],
  ["every migration is written", "pnpm", ["--filter", "@understudy/database", "migration", "--check"]],
  ["specs", "redocly", ["lint", ...specs]],
  ["lint and format", "biome", ["check", "--error-on-warnings"]],
  ["types", "tsc", ["-p", "tsconfig.json"]],
  ["types of the docs", "tsc", ["-p", "apps/docs/tsconfig.json"]],
  ["architecture", "vitest", ["run", "apps/api/src/architecture.test.ts"]],
];

const environment = { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" };

for (const [name, command, args] of steps) {
  const startedAt = performance.now();
  const { status, stdout, stderr } = spawnSync(command, args, { env: environment, encoding: "utf8" });
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  process.stdout.write(`${status === 0 ? "ok  " : "FAIL"} ${name} (${seconds} s)\n`);
  if (status === 0) continue;
  process.stderr.write(`${stdout}${stderr}`);
  process.exit(1);
}
