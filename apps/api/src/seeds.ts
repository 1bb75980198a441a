import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { Refusal } from "@understudy/domain";
import { ConfigError } from "./config.ts";
import type { Provider, Seed, SeedFile, Seeds } from "./provider.ts";

/**
 * What the files of `SEED_DIR` say: each provider that takes any has a folder of its name there, and each `.json` file in
 * it is read. Throws a ConfigError with a line for all that is wrong with each of them.
 */
export async function readSeeds(folder: string | undefined, providers: readonly Provider[]): Promise<Seeds> {
  if (folder === undefined) return new Map();
  const takers = providers.filter(({ seeds }) => seeds !== undefined);
  const places = await placesIn(folder, takers);
  const judged = (await Promise.all(places.map(({ taker }) => (taker ? readAll(folder, taker) : [])))).flat();
  const problems = [
    ...places.flatMap(({ problem }) => problem ?? []),
    ...[...judged, ...repeated(judged)].flatMap(({ where, problems }) => problems.map((each) => `${where}: ${each}`)),
  ];
  if (problems.length > 0) throw new ConfigError(problems.map((problem) => `SEED_DIR ${problem}`).join("\n"));
  const byProvider = Map.groupBy(judged, ({ provider }) => provider.name);
  return new Map([...byProvider].map(([name, files]) => [name, files.flatMap(({ seed }) => seed ?? [])]));
}

interface Entry {
  readonly name: string;
  readonly isFolder: boolean;
}

/** In the order of their names. What begins with a dot belongs to whoever made the folder. */
async function entriesOf(folder: string): Promise<readonly Entry[]> {
  const names = (await readdir(folder)).filter((name) => !name.startsWith(".")).sort();
  // A link counts as what it leads to.
  const kinds = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).isDirectory()));
  return names.map((name, index) => ({ name, isFolder: kinds[index] === true }));
}

const isJson = (name: string) => name.endsWith(".json");

/** What stands in the folder itself: the provider's folder that it is, or what is wrong with it. */
interface Place {
  readonly taker?: Provider;
  readonly problem?: string;
}

async function placesIn(folder: string, takers: readonly Provider[]): Promise<readonly Place[]> {
  const entries = await entriesOf(folder).catch(() => {
    throw new ConfigError(`SEED_DIR must be a folder that can be read, and ${folder} is none`);
  });
  const known = takers.map(({ name }) => name).join(", ");
  return entries.map(({ name, isFolder }) => {
    const taker = takers.find((provider) => provider.name === name);
    if (isFolder && taker) return { taker };
    if (isFolder) return { problem: `${name}: No provider of this name takes seed files; name the folder ${known}.` };
    return isJson(name) ? { problem: `${name}: A seed file lies in the folder of its provider: ${known}.` } : {};
  });
}

/** A file with what it says, or with what is wrong with it. */
interface Judged {
  readonly provider: Provider;
  readonly where: string;
  readonly seed?: Seed;
  readonly problems: readonly string[];
}

async function readAll(folder: string, provider: Provider): Promise<readonly Judged[]> {
  const own = join(folder, provider.name);
  const files = (await entriesOf(own)).filter(({ name, isFolder }) => isJson(name) && !isFolder);
  return Promise.all(
    files.map(async ({ name }) => {
      // Some editors begin a file with a mark that is no part of its JSON.
      const text = (await readFile(join(own, name), "utf8")).replace(/^\ufeff/, "");
      return { provider, where: `${provider.name}/${name}`, ...judge({ name, text }, provider) };
    }),
  );
}

function judge(file: SeedFile, { seeds }: Provider): Pick<Judged, "seed" | "problems"> {
  try {
    return { ...(seeds && { seed: seeds.read(file) }), problems: [] };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { problems = [{ field: "", rule: error.code, message: error.message }] } = error.details;
    return { problems: problems.map(({ field, rule, message }) => `${sentence(field, message)} (${rule})`) };
  }
}

/** A message names its field more often than not. */
function sentence(field: string, message: string): string {
  return message.includes(field) ? message : `${field}: ${message}`;
}

/** The files that lay what one before them lays. */
function repeated(files: readonly Judged[]): readonly Judged[] {
  const first = new Map<string, string>();
  return files.flatMap((file) => {
    const key = `${file.provider.name} ${file.seed?.id}`;
    const other = file.seed && first.get(key);
    if (!other) first.set(key, file.where);
    return other ? [{ ...file, problems: [`id is that of ${other} too; give it another. (duplicate_id)`] }] : [];
  });
}
