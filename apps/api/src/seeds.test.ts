import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createControlClient } from "@understudy/client/control";
import { createTransactionlinkControlClient } from "@understudy/client/transactionlink-control";
import { afterAll, describe, expect, it } from "vitest";
import { ConfigError } from "./config.ts";
import { defaultSandboxId } from "./providers/control/store/sandboxes.ts";
import { type Draft, draftOf, end } from "./providers/transactionlink/tests/support/drafts.ts";
import { definitions, got, nobodys, openSandbox } from "./providers/transactionlink/tests/support/sandbox.ts";
import { readSeeds } from "./seeds.ts";
import { providers } from "./services.ts";
import { testHouse } from "./testing/server.ts";

const house = await testHouse();
const root = mkdtempSync(join(tmpdir(), "understudy-seeds-"));
afterAll(() => rmSync(root, { recursive: true }));

const [one, two] = ["9d1c5a7e-40b2-4c7a-9f0e-6f0b3a1d2c11", "9d1c5a7e-40b2-4c7a-9f0e-6f0b3a1d2c12"];
const named = (name: string, id: string, changes: Partial<Draft> = {}) =>
  draftOf({ done: end({ name }) }, { id, name, ...changes });

/** A folder with these files: text as it stands, anything else as JSON. */
function folderWith(files: Readonly<Record<string, unknown>>): string {
  const folder = mkdtempSync(join(root, "seeds-"));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), typeof content === "string" ? content : JSON.stringify(content));
  }
  return folder;
}

/** What a start with these files is refused with. */
async function refused(files: Readonly<Record<string, unknown>>): Promise<readonly string[]> {
  const error = await readSeeds(folderWith(files), providers).catch((error: unknown) => error);
  if (error instanceof ConfigError) return error.message.split("\n");
  throw error instanceof Error ? error : new Error("the files were taken");
}

describe("files that are wrong", () => {
  it("are told all together, each by its place, its field, its rule and what mends it", async () => {
    const lines = await refused({
      "transactionlink/a.json": "{ no json",
      "transactionlink/b.json": { ...named("b", one), name: "", stepz: {}, steps: { done: { type: "ende" } } },
      "transactionlink/c.json": draftOf({ a: { type: "wait", for: "x", next: "b" }, done: end() }, { id: one }),
      "transactionlink/d.json": named("d", two, { recordTableId: nobodys }),
      "transactionlink/e.json": { ...named("e", one), id: undefined },
      "transactionlink/f.json": named("f", "9d1c5a7e-40b2-4c7a-9f0e-6f0b3a1d2c13"),
      "transactionlink/g.json": named("g", "9D1C5A7E-40B2-4C7A-9F0E-6F0B3A1D2C13"),
      "transactionlink/h.json": [],
      "acme/a.json": {},
      "stray.json": {},
    });
    expect(lines.map((line) => line.replace(/^SEED_DIR /, ""))).toEqual([
      "acme: No provider of this name takes seed files; name the folder transactionlink.",
      "stray.json: A seed file lies in the folder of its provider: transactionlink.",
      expect.stringMatching(/^transactionlink\/a\.json: The file is not JSON: .+ \(bad_json\)$/),
      "transactionlink/b.json: stepz is not known here: leave it out. (additionalProperties)",
      "transactionlink/b.json: name must not be empty. (minLength)",
      expect.stringMatching(/^transactionlink\/b\.json: steps\.done\.type must be one of: form, .+ \(enum\)$/),
      "transactionlink/c.json: steps.a.next names `b`, which is no step; did you mean `a`? (unknown_step)",
      expect.stringMatching(/^transactionlink\/c\.json: .*steps\.done.* \(unreachable_step\)$/),
      `transactionlink/d.json: recordTableId names ${nobodys}, which is no table of a new sandbox: those have 3c8b1d52-7f0e-4a4b-8f7c-6a1e2b9d0c01 only. (unknown_table)`,
      "transactionlink/e.json: id is missing: add it. (required)",
      "transactionlink/h.json: The file must be object. (type)",
      "transactionlink/g.json: id is that of transactionlink/f.json too; give it another. (duplicate_id)",
    ]);
  });

  it("stop the start before anything else is done", () => {
    const folder = folderWith({ "acme/a.json": {} });
    const env = { ...process.env, SEED_DIR: folder, DATA_DIR: join(root, "never"), PORT: "0" };
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, "main.ts")], { env });
    expect([status, String(stdout), existsSync(join(root, "never"))]).toEqual([1, "", false]);
    expect(String(stderr)).toBe(
      "understudy: SEED_DIR acme: No provider of this name takes seed files; name the folder transactionlink.\n",
    );
  });

  it("are not looked for where there is no folder", async () => {
    const folder = join(root, "nowhere");
    const message = `SEED_DIR must be a folder that can be read, and ${folder} is none`;
    await expect(readSeeds(folder, providers)).rejects.toThrow(new ConfigError(message));
  });
});

describe("a folder of files", () => {
  it("may be empty, and may hold what is none of its business", async () => {
    expect(await readSeeds(undefined, providers)).toEqual(new Map());
    expect(await readSeeds(folderWith({}), providers)).toEqual(new Map());
    const folder = folderWith({ "README.md": "x", "transactionlink/README.md": "x", ".git/a.json": "x" });
    expect(await readSeeds(folder, providers)).toEqual(new Map());
  });

  it("may be of links, as where a cluster mounts it, and its files may begin with a mark of order", async () => {
    const folder = folderWith({ "transactionlink/..data/a.json": `\ufeff${JSON.stringify(named("a", one))}` });
    symlinkSync(join("..data", "a.json"), join(folder, "transactionlink/a.json"));
    const seeds = await readSeeds(folder, providers);
    expect(seeds.get("transactionlink")).toMatchObject([{ id: one, name: "a", parameters: [], recordTableId: null }]);
  });
});

describe("what the files say", () => {
  it("is in every new sandbox, and can be started there", async () => {
    const folder = folderWith({ "transactionlink/a.json": named("a", one), "transactionlink/b.json": named("b", two) });
    const world = await openSandbox(await house.start({ SEED_DIR: folder }));
    const { data } = got(await world.dashboard.listDefinitions({ path: world.path }));
    expect(data.map(({ name, revision }) => `${name} ${revision}`).slice(-2)).toEqual(["a r1", "b r1"]);
    const body = { workflowDefinitionId: two, locale: "en", parameters: {} };
    const { id } = got(await world.api.initialiseWorkflow({ body }));
    await world.settle();
    expect((await world.inFull(id)).result).toEqual({ name: "b" });
  });

  it("takes the place of a workflow that sandboxes come with", async () => {
    const folder = folderWith({ "transactionlink/a.json": named("mine", definitions.failing) });
    const { dashboard, path } = await openSandbox(await house.start({ SEED_DIR: folder }));
    const definition = await dashboard.getDefinition({ path: { ...path, definitionId: definitions.failing } });
    expect(got(definition)).toMatchObject({ name: "mine", revision: "r2" });
  });

  it("is in the default sandbox from the next start on, in a new revision where it has changed", async () => {
    const folder = folderWith({ "transactionlink/a.json": named("a", one) });
    const file = join(folder, "transactionlink/a.json");
    const write = (draft: object) => writeFileSync(file, JSON.stringify(draft, null, 2));
    const path = { sandboxId: defaultSandboxId, definitionId: one };
    const starting = async () => {
      const { publicUrl } = await house.start({ SEED_DIR: folder });
      const dashboard = createTransactionlinkControlClient({ baseUrl: publicUrl });
      const { name, revision } = got(await dashboard.getDefinition({ path }));
      return { is: `${name} ${revision}`, dashboard };
    };
    await house.start();
    expect((await starting()).is).toBe("a r1");
    write(named("b", one));
    expect((await starting()).is).toBe("b r2");
    const { id, ...rest } = named("b", one);
    write({ ...Object.fromEntries(Object.entries(rest).reverse()), id });
    const [again, other] = await Promise.all([starting(), starting()]);
    expect([again.is, other.is]).toEqual(["b r2", "b r2"]);
    got(await again.dashboard.deleteDefinition({ path }));
    expect((await starting()).is).toBe("b r3");
    renameSync(file, `${file}.old`);
    expect((await starting()).is).toBe("b r3");
  });

  it("is in new sandboxes of a server that others reach, which has no default one", async () => {
    const folder = folderWith({ "transactionlink/a.json": named("a", one) });
    const [HOST, CONTROL_TOKEN] = ["0.0.0.0", "0123456789abcdef"];
    const { port } = await house.start({ SEED_DIR: folder, HOST, CONTROL_TOKEN });
    const options = { baseUrl: `http://127.0.0.1:${port}`, token: CONTROL_TOKEN };
    const { id: sandboxId } = got(await createControlClient(options).createSandbox());
    const definition = createTransactionlinkControlClient(options).getDefinition({
      path: { sandboxId, definitionId: one },
    });
    expect(got(await definition).name).toBe("a");
  });
});
