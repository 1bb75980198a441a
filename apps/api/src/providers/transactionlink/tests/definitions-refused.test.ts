import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { type Draft, draftOf, end, form, type Step } from "./support/drafts.ts";
import { got, nobodys, openSandbox } from "./support/sandbox.ts";
import { faultsOf } from "./support/send.ts";

const server = await testServer();
const world = await openSandbox(server);
const { control, dashboard, path, draw } = world;

const put = (json: unknown, id: string = randomUUID()) => control("PUT", `/definitions/${id}`, { json });
const get = async (definitionId: string) => got(await dashboard.getDefinition({ path: { ...path, definitionId } }));

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
      "bad_bounds",
      ask({ a: { validate: { minLength: 9, maxLength: 8 } }, b: { type: "number", validate: { min: 2, max: 1 } } }),
      ...["bad_bounds steps.ask.fields.0.validate.minLength", "bad_bounds steps.ask.fields.1.validate.min"],
    ],
    [
      "bad_bounds of another kind",
      ask({ a: { type: "date", validate: { min: 18 } }, b: { type: "number", validate: { max: "2008-01-15" } } }),
      ...["bad_bounds steps.ask.fields.0.validate.min", "bad_bounds steps.ask.fields.1.validate.max"],
    ],
    [
      "bad_bounds of a number of files",
      draftOf({
        up: {
          type: "document_upload",
          accept: ["application/pdf"],
          maxSizeBytes: 1,
          minCount: 2,
          maxCount: 1,
          next: "done",
        },
        done: end(),
      }),
      "bad_bounds steps.up.minCount",
    ],
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
