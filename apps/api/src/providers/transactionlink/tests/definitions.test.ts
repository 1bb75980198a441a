import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { type Draft, draftOf, end, form, type Step } from "./support/drafts.ts";
import { companies, definitions, got, nobodys, openSandbox } from "./support/sandbox.ts";
import type { Received } from "./support/send.ts";

const server = await testServer();
const world = await openSandbox(server);
const { control, dashboard, path, draw } = world;

const put = (json: unknown, id: string = randomUUID()) => control("PUT", `/definitions/${id}`, { json });
const get = async (definitionId: string) => got(await dashboard.getDefinition({ path: { ...path, definitionId } }));

interface Fault {
  readonly field: string;
  readonly rule: string;
  readonly fix: string;
}

/** What is told of a definition that is refused: `<rule> <field>`, each with something to do. */
function faultsOf({ status, body, headers }: Received): readonly string[] {
  expect([status, headers.get("content-type")]).toEqual([400, "application/problem+json"]);
  return body.errors.map((fault: Fault) => {
    expect(Object.keys(fault)).toEqual(["field", "rule", "fix"]);
    expect(fault.fix).toMatch(/^\S.{8,}[.?]$/);
    return `${fault.rule} ${fault.field}`;
  });
}

const lookup = (next: string, changes: object = {}): Step => ({
  ...{ type: "lookup", source: "company-registry", input: { number: "1" }, next },
  ...changes,
});
const ask = (fields: Parameters<typeof form>[0]) => draftOf({ ask: form(fields), done: end() });
const select = { type: "select" as const, label: { en: "Which" } };

describe("a definition that breaks a rule", () => {
  it.each<[string, Draft, ...string[]]>([
    ["unknown_step", draftOf({ a: lookup("b") }), "unknown_step steps.a.next"],
    ["unknown_step at the start", draftOf({ a: end() }, { start: "b" }), "unknown_step start"],
    ["unreachable_step", draftOf({ a: end(), b: end() }), "unreachable_step steps.b"],
    [
      "no_end",
      draftOf({ a: { type: "wait", for: "x", next: "b" }, b: { type: "wait", for: "x", next: "a" } }),
      "no_end steps.a",
      "no_end steps.b",
    ],
    ["cycle_without_wait", draftOf({ a: lookup("a", { onError: "b" }), b: end() }), "cycle_without_wait steps.a"],
    [
      "undeclared_parameter",
      draftOf({ a: lookup("b", { input: { number: "$.parameters.x" } }), b: end() }),
      "undeclared_parameter steps.a.input.number",
    ],
    ["unknown_step_output", draftOf({ a: end({ x: "$.steps.b" }) }), "unknown_step_output steps.a.result.x"],
    ["bad_mapping", draftOf({ a: end({ x: ["$.nowhere"] }) }), "bad_mapping steps.a.result.x.0"],
    [
      "duplicate_key",
      draftOf({ a: end() }, { parameters: ["x", "x"].map((key) => ({ key, type: "string" as const })) }),
      "duplicate_key parameters.1.key",
    ],
    ["duplicate_key of locales", draftOf({ a: end() }, { locales: ["en", "EN"] }), "duplicate_key locales.1"],
    ["no_options", ask({ a: { type: "select" } }), "no_options steps.ask.fields.0.options"],
    ["missing_text", ask({ a: { label: { pl: "A" } } }), "missing_text steps.ask.fields.0.label"],
    ["bad_pattern", ask({ a: { validate: { pattern: "(" } } }), "bad_pattern steps.ask.fields.0.validate.pattern"],
    [
      "bad_duration",
      draftOf({ a: { type: "wait", duration: "1 day", next: "b" }, b: end() }),
      "bad_duration steps.a.duration",
    ],
    ["bad_logic", ask({ a: { visibleWhen: { nope: [1] } } }), "bad_logic steps.ask.fields.0.visibleWhen"],
    ["bad_wait", draftOf({ a: { type: "wait", next: "b" }, b: end() }), "bad_wait steps.a"],
    [
      "unknown_source",
      draftOf({ a: lookup("b", { source: "moon-register" }), b: end() }),
      "unknown_source steps.a.source",
    ],
    [
      "missing_table",
      draftOf({ a: { type: "record", action: "create", next: "b" }, b: end() }),
      "missing_table steps.a.tableId",
    ],
    ["unknown_table", draftOf({ a: end() }, { recordTableId: nobodys }), "unknown_table recordTableId"],
    [
      "unknown_table of a step",
      draftOf({ a: { type: "record", action: "create", tableId: nobodys, next: "b" }, b: end() }),
      "unknown_table steps.a.tableId",
    ],
  ])("%s is told with its place and what would do", async (_, draft, ...expected) => {
    expect(faultsOf(await put(draft))).toEqual(expected);
  });

  it("is told all of them at once, and is not kept", async () => {
    const id = randomUUID();
    const draft = draftOf(
      {
        ask: form({ a: { ...select, options: [] }, b: { validate: { pattern: "[" } } }, { next: "nowhere" }),
        registry: lookup("done", { source: "none", input: { number: "$.parameters.x" } }),
        done: end({ x: "$.steps.registry.name" }),
      },
      { recordTableId: nobodys },
    );
    expect(faultsOf(await put(draft, id))).toEqual([
      "unknown_step steps.ask.next",
      "no_options steps.ask.fields.0.options",
      "bad_pattern steps.ask.fields.1.validate.pattern",
      "unknown_source steps.registry.source",
      "undeclared_parameter steps.registry.input.number",
      "unreachable_step steps.registry",
      "unreachable_step steps.done",
      "unknown_table recordTableId",
    ]);
    expect((await control("GET", `/definitions/${id}`)).status).toBe(404);
  });

  it("leaves the one that was there before", async () => {
    const id = await draw(draftOf({ done: end({ kept: true }) }));
    expect((await put(draftOf({ done: lookup("nowhere") }), id)).status).toBe(400);
    expect(await get(id)).toMatchObject({ revision: "r1", steps: { done: { result: { kept: true } } } });
  });
});

describe("a definition of the wrong shape", () => {
  it.each<[string, object, ...string[]]>([
    ["of nothing", {}, "required locales", "required name", "required start", "required steps"],
    ["with a field that nobody knows", { ...draftOf({ a: end() }), version: 2 }, "additionalProperties version"],
    ["without a language", { ...draftOf({ a: end() }), locales: [] }, "minItems locales"],
    ["with a language that is none", { ...draftOf({ a: end() }), locales: ["english"] }, "pattern locales.0"],
    ["without a step", { ...draftOf({ a: end() }), steps: {} }, "minProperties steps"],
    ["with a table that is no UUID", { ...draftOf({ a: end() }), recordTableId: "companies" }, "format recordTableId"],
    ["with parameters that are no list", { ...draftOf({ a: end() }), parameters: {} }, "type parameters"],
    ["with options of the page that are a list", { ...draftOf({ a: end() }), ui: [] }, "type ui"],
    ["with a step that is null", { ...draftOf({ a: end() }), steps: { a: null } }, "type steps.a"],
    ["with a step without a type", { ...draftOf({ a: end() }), steps: { a: {} } }, "required steps.a.type"],
    [
      "with a step of an unknown type",
      { ...draftOf({ a: end() }), steps: { a: { type: "magic" } } },
      "enum steps.a.type",
    ],
    ["with steps as a list", { ...draftOf({ a: end() }), steps: [end()] }, "type steps"],
    [
      "with an end without a result",
      { ...draftOf({ a: end() }), steps: { a: { type: "end" } } },
      "required steps.a.result",
    ],
    [
      "with an end that goes on",
      { ...draftOf({ a: end() }), steps: { a: { ...end(), next: "a" } } },
      "additionalProperties steps.a.next",
    ],
    ["with a form of nothing", draftOf({ ask: form({}), done: end() }), "minItems steps.ask.fields"],
    [
      "with a file that is too large",
      draftOf({
        up: { type: "document_upload", accept: ["application/pdf"], maxSizeBytes: 10_485_761, next: "done" },
        done: end(),
      }),
      "maximum steps.up.maxSizeBytes",
    ],
    [
      "with an address that is none",
      draftOf({ call: { type: "http", url: "ftp://x", next: "done" }, done: end() }),
      "pattern steps.call.url",
    ],
  ])("%s is a 400 that names the place", async (_, draft, ...expected) => {
    expect(faultsOf(await put(draft)).toSorted()).toEqual(expected);
  });

  it("is a 400 where it is no object at all, and a 415 where it is no JSON by its label", async () => {
    for (const body of ["", "{", "null", "[]", '"x"'])
      expect((await control("PUT", `/definitions/${randomUUID()}`, { body })).status).toBe(400);
    const sent = { body: JSON.stringify(draftOf({ a: end() })), headers: { "Content-Type": "text/yaml" } };
    expect((await control("PUT", `/definitions/${randomUUID()}`, sent)).status).toBe(415);
  });

  it("has at most a hundred steps", async () => {
    const chain = (count: number) =>
      draftOf(
        Object.fromEntries([
          ...Array.from({ length: count - 1 }, (_, at) => [`s${at}`, lookup(at === count - 2 ? "done" : `s${at + 1}`)]),
          ["done", end()],
        ]),
      );
    expect((await put(chain(100))).status).toBe(201);
    expect(faultsOf(await put(chain(101)))).toEqual(["maxProperties steps"]);
  });
});

describe("a definition's id", () => {
  it("is the one in the path, and may stand in the body if it is the same", async () => {
    const id = randomUUID();
    const draft = draftOf({ a: end() });
    expect((await put({ ...draft, id }, id)).status).toBe(201);
    expect(faultsOf(await put({ ...draft, id: nobodys }, id))).toEqual(["invalid id"]);
  });

  it("is a UUID, in either case the same one", async () => {
    for (const id of ["x", "kyb", `${nobodys}0`, "%00", "null"])
      expect((await put(draftOf({ a: end() }), id)).status).toBe(400);
    const id = randomUUID();
    expect((await put(draftOf({ a: end() }), id.toUpperCase())).body.id).toBe(id);
    expect((await put({ ...draftOf({ a: end() }), id }, id.toUpperCase())).status).toBe(200);
    expect((await get(id.toUpperCase())).id).toBe(id);
    const started = await world.send("POST", "/workflows", {
      json: { workflowDefinitionId: id.toUpperCase(), locale: "en", parameters: {} },
    });
    expect([started.status, started.body.workflowDefinitionId]).toEqual([200, id.toUpperCase()]);
  });

  it("that nothing has is absent", async () => {
    for (const id of [nobodys, "x", "%00", "constructor"]) {
      expect((await control("GET", `/definitions/${id}`)).status).toBe(404);
      expect((await control("DELETE", `/definitions/${id}`)).status).toBe(404);
    }
  });
});

describe("what is put", () => {
  it("counts revisions, unless it says what was said before", async () => {
    const id = randomUUID();
    const draft = (result: object) => draftOf({ done: end({ ...result }) });
    const answers = [await put(draft({ a: 1 }), id), await put(draft({ a: 1 }), id), await put(draft({ a: 2 }), id)];
    expect(answers.map(({ status, body }) => [status, body.revision])).toEqual([
      [201, "r1"],
      [200, "r1"],
      [200, "r2"],
    ]);
  });

  it("is what is read, and what is read may be put again", async () => {
    const draft = draftOf(
      { done: end({ z: 1, a: ["$$.x"] }) },
      { description: "", ui: { own: [1] }, locales: ["pl", "en"] },
    );
    const id = await draw(draft);
    const read = await get(id);
    expect(read).toEqual({
      ...draft,
      id,
      revision: "r1",
      executionType: "BACKGROUND",
      parameters: [],
      recordTableId: null,
    });
    expect((await put(read, id)).body).toEqual(read);
    for (const each of Object.values(definitions)) {
      const seeded = await get(each);
      expect([(await put(seeded, each)).status, await get(each)]).toEqual([200, seeded]);
    }
  });

  it("ignores revision and type: the server counts, and the steps decide", async () => {
    const draft = { ...draftOf({ ask: form({ a: {} }), done: end() }), revision: "r99", executionType: "BACKGROUND" };
    expect((await put(draft)).body).toMatchObject({ revision: "r1", executionType: "INTERACTIVE" });
  });

  it("is made once where two put it at once", async () => {
    const id = randomUUID();
    const both = await Promise.all(["a", "b"].map((name) => put(draftOf({ done: end() }, { name }), id)));
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 201]);
    expect(both.map(({ body }) => body.revision).toSorted()).toEqual(["r1", "r2"]);
  });

  it("counts on after it was deleted, and is new", async () => {
    const id = await draw(draftOf({ done: end() }));
    expect((await control("DELETE", `/definitions/${id}`)).status).toBe(204);
    const again = await put(draftOf({ done: end() }), id);
    expect([again.status, again.body.revision]).toEqual([201, "r2"]);
  });

  it("may name a table of one's own", async () => {
    const draft = draftOf({ done: end() }, { recordTableId: companies.toUpperCase() });
    expect((await put(draft)).status).toBe(201);
  });

  it("is listed oldest first, page by page, without those that were deleted", async () => {
    const own = await openSandbox(server);
    const list = (query = "") => own.control("GET", `/definitions${query}`);
    const names = ({ body }: Received) => body.data.map(({ name }: { name: string }) => name);
    await own.draw(draftOf({ done: end() }, { name: "mine" }));
    await own.dashboard.deleteDefinition({ path: { ...own.path, definitionId: definitions.review } });
    expect(names(await list())).toEqual(["kyb-onboarding", "background-screening", "failing-lookup", "mine"]);
    const first = await list("?limit=3");
    expect(names(await list(`?limit=3&cursor=${first.body.next_cursor}`))).toEqual(["mine"]);
    for (const query of ["?limit=0", "?limit=1001", "?limit=x", "?cursor=x"])
      expect((await list(query)).status).toBe(400);
  });
});
