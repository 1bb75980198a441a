import { expect, test } from "vitest";
import { testHouse } from "../../../testing/server.ts";
import { end, type Step } from "./support/drafts.ts";
import { startInteractive } from "./support/interactive.ts";
import { got } from "./support/sandbox.ts";
import { file, visit } from "./support/visitor.ts";
import { openWorkflows, outputsOf, runOf } from "./support/workflows.ts";

const { database, start } = await testHouse();
const world = await openWorkflows(await start());

type Upload = Extract<Step, { type: "document_upload" }>;

async function asked(changes: Partial<Upload> = {}) {
  const upload: Upload = {
    ...{ type: "document_upload", accept: ["application/pdf", "image/png"], maxSizeBytes: 2048, next: "done" },
    ...{ minCount: 1, maxCount: 3 },
    ...changes,
  };
  const others: Record<string, Step> = changes.onAbandon === undefined ? {} : { late: end() };
  const definitionId = await world.define({ papers: upload, done: outputsOf("papers"), ...others });
  const { id, link } = await startInteractive(world, { definitionId });
  return { id, visitor: await visit(link) };
}

/** The names of the files that are kept for an execution. */
const kept = async (executionId: string) =>
  (await database.db.transactionlinkFile.findMany({ where: { executionId }, orderBy: { name: "asc" } })).map(
    ({ name }) => name,
  );

const add = (...files: readonly File[]) => ({ _action: "add", files });
const gif = new TextEncoder().encode("GIF89a\u0001\u0000\u0001\u0000\u0000\u0000\u0000;");

test("files stay where they are until the person goes on, whoever comes back by the link", async () => {
  const { id, visitor } = await asked();
  expect((await visitor.send(add(file("one.pdf")))).held).toEqual(["one.pdf"]);
  expect((await visitor.send(add(file("two.pdf")))).held).toEqual(["one.pdf", "two.pdf"]);
  const other = await visit(visitor.link);
  expect(other.shown.held).toEqual(["one.pdf", "two.pdf"]);
  expect((await other.send({ files: file("three.pdf") })).state).toBe("completed");
  const { files } = runOf(await world.inFull(id), "papers").output as { files: readonly object[] };
  expect(files).toEqual(
    ["one.pdf", "two.pdf", "three.pdf"].map((name) => ({
      ...{ id: expect.any(String), name, type: "application/pdf", size: expect.any(Number) },
    })),
  );
});

test("a file can be taken away again", async () => {
  const { visitor } = await asked();
  const { html } = await visitor.send(add(file("one.pdf"), file("two.pdf")));
  const [first = ""] = [...html.matchAll(/value="(remove [^"]+)"/g)].map(([, value]) => value ?? "");
  expect(html).toContain('aria-label="Remove one.pdf"');
  expect((await visitor.send({ _action: first })).held).toEqual(["two.pdf"]);
  expect((await visitor.send({ _action: "remove nothing" })).held).toEqual(["two.pdf"]);
});

test.each([
  ["is none of the accepted kinds", file("a.gif", "image/gif", gif), "a.gif cannot be used."],
  [
    "has the name of one kind and the content of another",
    file("a.pdf", "application/pdf", gif),
    "a.pdf cannot be used.",
  ],
  ["says that it is another accepted kind", file("a.png", "image/png"), "What is in a.png is not what its name says."],
  ["is empty", file("a.pdf", "application/pdf", new Uint8Array()), "a.pdf is empty."],
  ["is too large", file("a.pdf", "application/pdf", new Uint8Array(2049)), "a.pdf is larger than 2 kB."],
])("a file that %s is refused, and those before it stay", async (_, wrong, message) => {
  const { visitor } = await asked();
  await visitor.send(add(file("good.pdf")));
  for (const action of [add(wrong), { files: wrong }]) {
    const refused = await visitor.send(action);
    expect(refused).toMatchObject({ status: 422, state: "step", held: ["good.pdf"] });
    expect(refused.errors.files).toContain(message);
  }
});

test("too few files and too many are told by number", async () => {
  const { visitor } = await asked({ minCount: 2, maxCount: 2 });
  expect((await visitor.send()).errors).toEqual({ files: "Upload at least 2 files." });
  await visitor.send(add(file("one.pdf")));
  expect((await visitor.send()).errors).toEqual({ files: "Upload at least 2 files." });
  const many = await visitor.send(add(file("two.pdf"), file("three.pdf")));
  expect(many).toMatchObject({ errors: { files: "Upload at most 2 files." }, held: ["one.pdf"] });
  expect((await visitor.send({ files: file("two.pdf") })).state).toBe("completed");
});

test("the same files sent twice at once are there once, and others beyond the limit are left out", async () => {
  const { visitor } = await asked({ maxCount: 2 });
  const again = visitor.filled(add(file("one.pdf")));
  expect((await Promise.all([visitor.post(again), visitor.post(again)])).map(({ status }) => status)).toEqual([
    303, 303,
  ]);
  expect((await visitor.reload()).held).toEqual(["one.pdf"]);
  const last = [file("two.pdf"), file("three.pdf")].map((each) => visitor.filled(add(each)));
  await Promise.all(last.map(visitor.post));
  expect((await visitor.reload()).held).toHaveLength(2);
});

test("what is taken away, or comes again, is not kept", async () => {
  const { id, visitor } = await asked();
  for (const _ of [1, 2, 3]) {
    const { html } = await visitor.send(add(file("one.pdf"), file("two.pdf")));
    expect(await kept(id)).toEqual(["one.pdf", "two.pdf"]);
    await visitor.send(add(file("two.pdf")));
    expect(await kept(id)).toEqual(["one.pdf", "two.pdf"]);
    await visitor.send({ _action: /value="(remove [^"]+)"/.exec(html)?.[1] ?? "" });
    expect(await kept(id)).toEqual(["two.pdf"]);
  }
  await visitor.send({ files: file("three.pdf") });
  expect(await kept(id)).toEqual(["three.pdf", "two.pdf"]);
});

test.each([
  ["fails", (id: string) => world.dashboard.failStep(world.at(id))],
  ["is left", (id: string) => world.dashboard.abandonStep(world.at(id))],
  ["has its time run out", () => world.go("PT10M")],
  ["is cancelled with its workflow", (id: string) => world.cancel(id)],
  ["expires with its workflow", () => world.go("PT1H")],
])("nothing is kept of a step that %s", async (_, happen) => {
  const { id, visitor } = await asked({ onAbandon: "late", timeout: "PT10M" });
  await visitor.send(add(file("one.pdf"), file("two.pdf")));
  expect(await kept(id)).toHaveLength(2);
  await happen(id);
  expect(await kept(id)).toEqual([]);
  expect(runOf(await world.inFull(id), "papers").output).toBeNull();
});

test("files that the control API hands in stand in the place of those of the page", async () => {
  const { id, visitor } = await asked();
  await visitor.send(add(file("one.pdf")));
  got(await world.dashboard.completeStep(world.at(id)));
  const { files } = runOf(await world.inFull(id), "papers").output as { files: readonly { name: string }[] };
  expect(await kept(id)).toEqual(files.map(({ name }) => name));
  expect(await kept(id)).not.toContain("one.pdf");
});

test("what was uploaded is nobody's output until it is handed in", async () => {
  const { id, visitor } = await asked({ onAbandon: "late" });
  await visitor.send(add(file("one.pdf")));
  got(await world.dashboard.abandonStep(world.at(id)));
  expect(runOf(await world.inFull(id), "papers")).toMatchObject({ state: "ABANDONED", output: null });
});

test("the time of a step runs on from where it began, however many files come", async () => {
  const { id, visitor } = await asked({ timeout: "PT10M", onAbandon: "late" });
  await world.go("PT9M");
  await visitor.send(add(file("one.pdf")));
  await world.go("PT59S");
  expect((await visitor.reload()).state).toBe("step");
  await world.go("PT1S");
  expect(await visitor.reload()).toMatchObject({ state: "completed" });
  expect(runOf(await world.inFull(id), "papers").state).toBe("TIMED_OUT");
});

test("a step of one file takes it in one go, and none where none is needed", async () => {
  const one = await asked({ maxCount: 1 });
  expect(one.visitor.shown.html).not.toMatch(/\smultiple|data-upload/);
  expect((await one.visitor.send({ files: file("..\\x/one.pdf") })).state).toBe("completed");
  expect(runOf(await world.inFull(one.id), "papers").output).toMatchObject({ files: [{ name: "one.pdf" }] });
  const none = await asked({ minCount: 0, maxCount: 1 });
  // As a browser sends it where nothing was chosen.
  const empty = new File([], "", { type: "application/octet-stream" });
  expect((await none.visitor.send({ files: empty })).state).toBe("completed");
  expect(runOf(await world.inFull(none.id), "papers").output).toEqual({ files: [] });
});
