import { globSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../../..");
const skipped = new Set(["node_modules", "generated", "dist", ".astro", "test-output"]);
const files = globSync("{packages,apps,scripts}/**/*.{ts,astro}", {
  cwd: root,
  exclude: (path) => skipped.has(path),
}).map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));
const isTest = (path: string) => /\.(test|fixture)\.ts$|\/(tests|testing)\/|\/testing\.ts$/.test(path);
const sources = files.filter(({ path }) => !isTest(path));

/** `tokeflow` for specs/tokeflow.yaml and specs/tokeflow.control.yaml. */
const specs = readdirSync(join(root, "specs")).flatMap((name) => /^(.+)\.yaml$/.exec(name)?.[1] ?? []);
const providers = specs.filter((name) => name !== "control" && !name.endsWith(".control"));

/** What the file imports: packages by name, files by their path from the root. */
function importsOf({ path, text }: { path: string; text: string }): string[] {
  const found = text.matchAll(/\bfrom\s*"([^"]+)"|\bimport\s*\(?\s*"([^"]+)"/g);
  return [...found].map(([, from, bare]) => {
    const target = from ?? bare ?? "";
    return target.startsWith(".") ? relative(root, join(root, dirname(path), target)) : target;
  });
}

/** Every line of the sources at which the rule is broken. */
const breaches = (within: RegExp, isForbidden: (target: string, path: string) => boolean) =>
  sources
    .filter(({ path }) => within.test(path))
    .flatMap((file) =>
      importsOf(file)
        .filter((target) => isForbidden(target, file.path))
        .map((target) => `${file.path} imports ${target}`),
    );

const ofHouse = (target: string) => /^@understudy\/([a-z]+)/.exec(target)?.[1];

/** The table of rooms: which of the house's packages a folder may import. */
test.each([
  ["packages/contracts/src", []],
  ["packages/domain", []],
  ["packages/client", ["contracts", "domain"]],
  ["packages/server", ["contracts", "domain"]],
  ["packages/database", ["domain"]],
  ["packages/engine", ["domain", "database"]],
  ["packages/conformance", ["client", "contracts", "domain", "server"]],
  ["apps/docs", []],
])("%s imports no other package of the house than %j", (room, allowed: string[]) => {
  const forbidden = (target: string) => {
    const name = ofHouse(target);
    if (name !== undefined) return !allowed.includes(name);
    return /^(packages|apps|scripts|\.\.)\//.test(target) && !target.startsWith(room.split("/", 2).join("/"));
  };
  expect(breaches(new RegExp(`^${room}/`), forbidden)).toEqual([]);
});

test("domain imports nothing at all, and Express stands in the server and at the app's own doors only", () => {
  expect(breaches(/^packages\/domain\//, (target) => !target.startsWith("packages/domain/"))).toEqual([]);
  expect(
    breaches(/^(?!packages\/server\/|apps\/api\/src\/(pages\/)?[^/]+$)/, (target) => target === "express"),
  ).toEqual([]);
});

test("a provider's folder imports its own and what is shared, the database in its store only", () => {
  const forbidden = (target: string, path: string) => {
    const [, own = ""] = /^apps\/api\/src\/providers\/([^/]+)\//.exec(path) ?? [];
    const [, other = own] = /^apps\/api\/src\/providers\/([^/]+)\//.exec(target) ?? [];
    if (other !== own || target === "pg" || target.startsWith("@prisma/")) return true;
    const name = ofHouse(target);
    if (name === "database") return !path.includes("/store/");
    if (name === "conformance" || name === "client") return !/\/scenarios(\.ts|\/)/.test(path);
    return name !== undefined && !["contracts", "domain", "server", "engine"].includes(name);
  };
  expect(breaches(/^apps\/api\/src\/providers\//, forbidden)).toEqual([]);
});

test("rules are pure: they know neither stores nor the engine nor Node's inputs and outputs", () => {
  const forbidden = (target: string) =>
    ["engine", "database", "server"].includes(ofHouse(target) ?? "") ||
    /^apps\/api\/src\/providers\/[^/]+\/(store|handlers)\//.test(target) ||
    /^node:(?!(crypto|vm)$)/.test(target);
  expect(breaches(/^apps\/api\/src\/providers\/.*\/rules\//, forbidden)).toEqual([]);
});

test("a provider's name occurs in its own folder and its specs and schema only", () => {
  const names = new RegExp(providers.join("|"), "i");
  // The tour and the measurement are a client's, and a client says whom it calls.
  const atHome = new RegExp(`^apps/api/(demo|bench)/|^apps/api/src/providers/(${providers.join("|")})/`);
  const strangers = sources.filter(({ path, text }) => !atHome.test(path) && (names.test(text) || names.test(path)));
  expect(strangers.map(({ path }) => path)).toEqual([]);
});

test("no file is longer than 250 lines", () => {
  const long = sources.filter(({ text }) => text.split("\n").length > 251);
  expect(long.map(({ path }) => path)).toEqual([]);
});

test("real time enters at one place, and stands in the log; all else reads a sandbox's clock", () => {
  const doors = ["packages/engine/src/real-time.ts", "packages/client/src/real-time.ts", "apps/api/src/log.ts"];
  const others = sources.filter(({ path, text }) => /\bDate\.now\(|\bnew Date\(\)/.test(text) && !doors.includes(path));
  expect(others.map(({ path }) => path).filter((path) => !/^scripts\/|\/scripts\//.test(path))).toEqual([]);
  const worlds = new RegExp(`^apps/api/src/providers/(${providers.join("|")})/`);
  const outside = sources.filter(({ path, text }) => worlds.test(path) && /\brealNow\b/.test(text));
  expect(outside.map(({ path }) => path)).toEqual([]);
});

test("the environment is read where a process starts, nowhere in the app", () => {
  const readers = sources.filter(({ path, text }) => path.startsWith("apps/api/src/") && /\bprocess\.env\b/.test(text));
  expect(readers.map(({ path }) => path)).toEqual(["apps/api/src/main.ts"]);
});

test.each(specs)("each operation of %s has a handler in a file of its name, and there are no others", (spec) => {
  const document = readFileSync(join(root, `packages/contracts/src/generated/${spec.replace(".", "-")}.json`), "utf8");
  const operations = [...document.matchAll(/"operationId":\s*"([^"]+)"/g)].map(([, id]) => `${id}.ts`);
  const folder = join(root, "apps/api/src/providers", spec.replace(".", "/"), "handlers");
  const handlers = readdirSync(folder).filter((name) => name !== "index.ts" && !isTest(name));
  expect(handlers.sort()).toEqual(operations.sort());
  for (const name of handlers)
    expect(readFileSync(join(folder, name), "utf8")).toContain(`export const ${name.slice(0, -3)}:`);
});
