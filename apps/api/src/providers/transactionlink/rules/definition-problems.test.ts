import { describe, expect, it } from "vitest";
import type { Definition, Field, Step } from "./definition.ts";
import { problemsOf } from "./definition-problems.ts";
import { definitionOf, end, form, lookup, wait } from "./problems/testing.ts";

const told = (definition: Definition) => problemsOf(definition).map(({ field, rule }) => `${rule} ${field}`);
const messages = (definition: Definition) => problemsOf(definition).map(({ message }) => message);
const formOf = (...fields: Partial<Field>[]): Step => ({
  ...{ type: "form", next: "done" },
  fields: fields.map((field, index) => ({ key: `f${index}`, type: "text" as const, label: { en: "Text" }, ...field })),
});
const alone = (step: Step, changes: Partial<Definition> = {}) => definitionOf({ ask: step, done: end }, changes);
const ending = (result: Record<string, unknown>): Step => ({ type: "end", result });
const deciding = (when: unknown): Step => ({ type: "decision", rules: [{ when, next: "done" }], default: "done" });

it("a sound definition has none", () => {
  const steps = {
    details: form("registry"),
    registry: lookup("decide", "manual"),
    decide: deciding({ "==": [{ var: "steps.details.email" }, { var: "execution.locale" }] }),
    manual: wait("done"),
    done: ending({ company: "$.steps.registry.name", decision: "$.steps.decide.outcome", id: "$.execution.id" }),
  };
  expect(problemsOf(definitionOf(steps))).toEqual([]);
});

describe("bounds", () => {
  const bounds = (type: Field["type"], validate: Field["validate"]) =>
    messages(alone(formOf({ type, ...(validate && { validate }) })));

  it("bad_bounds tells of a least value above its greatest", () => {
    expect(bounds("text", { minLength: 3, maxLength: 2 })).toEqual([
      "steps.ask.fields.0.validate.minLength is `3`, more than maxLength, which is `2`; lower it, or raise maxLength.",
    ]);
    expect(bounds("date", { min: "2008-01-15", max: "2008-01-14" })).toHaveLength(1);
    expect(bounds("number", { min: 9, max: 10 })).toEqual([]);
    const upload = { type: "document_upload", accept: ["application/pdf"], maxSizeBytes: 9, next: "done" } as const;
    expect(told(alone({ ...upload, minCount: 2 }))).toEqual(["bad_bounds steps.ask.minCount"]);
    expect(told(alone({ ...upload, minCount: 2, maxCount: 2 }))).toEqual([]);
  });

  it("bad_bounds tells of a bound that a field of this type cannot have", () => {
    expect(bounds("number", { max: "2008-01-15" })).toEqual([
      "steps.ask.fields.0.validate.max is `2008-01-15`; the bound of a number is a number.",
    ]);
    expect(bounds("date", { min: 1 })).toHaveLength(1);
    expect(bounds("text", { min: 1 })).toEqual([]);
  });
});

describe("ways", () => {
  it("unknown_step tells which was meant", () => {
    const decide: Step = { type: "decision", rules: [{ when: true, next: "don" }], default: "done" };
    expect(problemsOf(definitionOf({ decide, done: end }))).toEqual([
      {
        field: "steps.decide.rules.0.next",
        rule: "unknown_step",
        message: "steps.decide.rules.0.next names `don`, which is no step; did you mean `done`?",
      },
    ]);
  });

  it("unknown_step tells which there are where none is near", () => {
    const definition = alone(form("nowhere"), { start: "elsewhere" });
    expect(messages(definition).slice(0, 2)).toEqual([
      "start names `elsewhere`, which is no step; use one of ask, done.",
      "steps.ask.next names `nowhere`, which is no step; use one of ask, done.",
    ]);
  });

  it("a name that all objects have is no step", () => {
    expect(told(alone(form("constructor")))).toContain("unknown_step steps.ask.next");
  });

  it("every way is looked at", () => {
    const person: Step = { type: "bank_account", flow: "redirect", next: "a", onError: "b", onAbandon: "c" };
    const waiting: Step = { type: "wait", for: "x", onTimeout: "d", next: "done" };
    expect(told(definitionOf({ person, waiting, done: end })).filter((each) => each.startsWith("unknown"))).toEqual([
      "unknown_step steps.person.next",
      "unknown_step steps.person.onError",
      "unknown_step steps.person.onAbandon",
      "unknown_step steps.waiting.onTimeout",
    ]);
  });

  it("unreachable_step", () => {
    expect(told(definitionOf({ ask: form("done"), done: end, alone: form("done") }))).toEqual([
      "unreachable_step steps.alone",
    ]);
  });

  it("no_end", () => {
    expect(told(definitionOf({ ask: form("later"), later: wait("ask") }))).toEqual([
      "no_end steps.ask",
      "no_end steps.later",
    ]);
  });

  it("cycle_without_wait tells the way round", () => {
    const definition = definitionOf({ a: lookup("b", "done"), b: lookup("a"), done: end });
    expect(told(definition)).toEqual(["cycle_without_wait steps.a"]);
    expect(messages(definition)[0]).toContain("a → b → a");
  });
});

describe("names", () => {
  it("undeclared_parameter in mappings and logic", () => {
    const step: Step = {
      type: "lookup",
      source: "vat-register",
      input: { number: ["$.parameters.companyNumbr"] },
      next: "decide",
    };
    const decide = deciding({ "!": { var: "parameters.country" } });
    const definition = definitionOf({ step, decide, done: end });
    expect(told(definition)).toEqual([
      "undeclared_parameter steps.step.input.number.0",
      "undeclared_parameter steps.decide.rules.0.when",
    ]);
    expect(messages(definition)[0]).toBe(
      "steps.step.input.number.0 names `parameters.companyNumbr`, a parameter that is not declared; did you mean `companyNumber`?",
    );
  });

  it("missing_input and bad_mapping tell what was meant", () => {
    const step: Step = { type: "lookup", source: "vat-register", input: { nummer: "$parameters.x" }, next: "done" };
    expect(messages(definitionOf({ step, done: end }))).toEqual([
      "steps.step.input has nothing that `vat-register` is asked by; did you mean `number`?",
      "steps.step.input.nummer is `$parameters.x`, a plain text; write `$.parameters.x`, or `$$parameters.x` if it is one.",
    ]);
  });

  it("unknown_step_output: of no step, of one that comes later, and of a field that a form does not have", () => {
    const early: Step = { type: "aml_screening", input: { name: "$.steps.details.email" }, next: "details" };
    const done = ending({ a: "$.steps.detials.email", b: { c: "$.steps.details.mail" }, d: "$.steps.early.hits" });
    const definition = definitionOf({ early, details: form("done"), done });
    expect(told(definition)).toEqual([
      "unknown_step_output steps.early.input.name",
      "unknown_step_output steps.done.result.a",
      "unknown_step_output steps.done.result.b.c",
    ]);
    expect(messages(definition)[0]).toContain("`details` never runs before `early`");
    expect(messages(definition)[1]).toContain("did you mean `details`?");
    expect(messages(definition)[2]).toContain("did you mean `email`?");
  });

  it("a step of a round may use what it put out the time before", () => {
    const again: Step = {
      type: "form",
      next: "check",
      fields: [{ key: "a", type: "text", label: { en: "A" }, default: "$.steps.ask.a" }],
    };
    expect(told(definitionOf({ ask: again, check: lookup("done", "ask"), done: end }))).toEqual([]);
    expect(told(definitionOf({ ask: again, check: lookup("done"), done: end }))).toEqual([
      "unknown_step_output steps.ask.fields.0.default",
    ]);
  });

  it("bad_mapping: what is nowhere, and what an execution does not tell", () => {
    const definition = definitionOf({
      done: ending({ a: "$.parameter.x", b: "$.execution.status", c: "$$.x", d: "$x" }),
    });
    expect(told(definition)).toEqual(["bad_mapping steps.done.result.a", "bad_mapping steps.done.result.b"]);
    expect(messages(definition)[0]).toContain("did you mean `parameters`?");
  });

  it("mappings of every kind of step are read", () => {
    const nothing = "$.nothing.x";
    const steps: Record<string, Step> = {
      a: { type: "id_verification", checks: ["selfie"], input: { n: nothing }, next: "b" },
      b: { type: "record", action: "create", tableId: "t", recordId: nothing, fields: { n: nothing }, next: "c" },
      c: { type: "http", url: nothing, headers: { n: nothing }, body: nothing, next: "d" },
      d: { type: "end", result: { n: nothing } },
    };
    expect(told(definitionOf(steps))).toEqual([
      "bad_mapping steps.a.input.n",
      "bad_mapping steps.b.recordId",
      "bad_mapping steps.b.fields.n",
      "bad_mapping steps.c.url",
      "bad_mapping steps.c.headers.n",
      "bad_mapping steps.c.body",
      "bad_mapping steps.d.result.n",
    ]);
  });

  it("bad_logic: no operation, and values that are not there", () => {
    const fields = formOf({ visibleWhen: { var: "values.f1" } }, { visibleWhen: { var: "values.f7" } });
    expect(told(alone(fields))).toEqual(["bad_logic steps.ask.fields.1.visibleWhen"]);
    expect(told(alone(deciding({ equals: [1, 1] })))).toEqual(["bad_logic steps.ask.rules.0.when"]);
    expect(told(alone(deciding({ var: "values.f1" })))).toEqual(["bad_logic steps.ask.rules.0.when"]);
    expect(messages(alone(deciding("yes")))[0]).toMatch(/^steps\.ask\.rules\.0\.when is no condition/);
  });

  it("fixtures may name the input of their step, and no other", () => {
    const fixture = (path: string): Step => ({
      ...{ type: "lookup", source: "company-registry", input: { number: "1" }, next: "done" },
      fixtures: [{ when: { "==": [{ var: path }, "1"] }, output: {} }],
    });
    expect(told(alone(fixture("input.number")))).toEqual([]);
    expect(told(alone(fixture("parameters.companyNumber")))).toEqual([]);
    expect(messages(alone(fixture("input.nunber")))).toEqual([
      "steps.ask.fixtures.0.when names `input.nunber`, which input does not hold; did you mean `number`?",
    ]);
  });
});

describe("forms", () => {
  it("duplicate_key of fields, options, parameters and locales", () => {
    const choice = {
      type: "select" as const,
      options: ["a", "b", "a"].map((value) => ({ value, label: { en: value } })),
    };
    const twice = alone(formOf({ key: "a" }, { key: "a" }, choice), {
      parameters: [
        { key: "p", type: "string" },
        { key: "p", type: "number" },
      ],
      locales: ["en", "pl", "EN"],
    });
    expect(told(twice)).toEqual([
      "duplicate_key parameters.1.key",
      "duplicate_key locales.2",
      "duplicate_key steps.ask.fields.1.key",
      "duplicate_key steps.ask.fields.2.options.2.value",
    ]);
  });

  it("no_options", () => {
    expect(told(alone(formOf({ type: "select" }, { type: "multiselect", options: [] })))).toEqual([
      "no_options steps.ask.fields.0.options",
      "no_options steps.ask.fields.1.options",
    ]);
  });

  it.each(["(", "[a-", "a{2,1}", "\\p{Nope}"])("bad_pattern: %s", (pattern) => {
    expect(told(alone(formOf({ validate: { pattern } })))).toEqual(["bad_pattern steps.ask.fields.0.validate.pattern"]);
  });

  it("missing_text wherever the first locale is not spoken", () => {
    const pl = { pl: "Tekst" };
    const validate = { pattern: "a", patternErrorMessage: pl };
    const fields = [
      { label: pl, hint: { en: " " }, validate },
      { type: "select" as const, options: [{ value: "a", label: pl }] },
    ];
    expect(told(alone({ ...formOf(...fields), title: pl, description: {} }))).toEqual([
      "missing_text steps.ask.title",
      "missing_text steps.ask.description",
      "missing_text steps.ask.fields.0.label",
      "missing_text steps.ask.fields.0.hint",
      "missing_text steps.ask.fields.0.validate.patternErrorMessage",
      "missing_text steps.ask.fields.1.options.0.label",
    ]);
    expect(told(alone({ ...form("done"), title: { "en-GB": "Hello" } }))).toEqual([]);
  });
});

describe("other steps", () => {
  it.each(["P1X", "PT0S", "-P1D", "P11Y", "7 days"])("bad_duration: %s", (text) => {
    expect(told(alone({ ...form("done"), timeout: text } as Step))).toEqual(["bad_duration steps.ask.timeout"]);
    expect(told(alone({ type: "wait", duration: text, next: "done" }))).toEqual(["bad_duration steps.ask.duration"]);
  });

  it("a call is given 30 seconds at most", () => {
    const call = { type: "http", url: "http://127.0.0.1/", next: "done" } as const;
    expect(told(alone({ ...call, timeout: "PT30S", retryAfter: "P1D" }))).toEqual([]);
    expect(told(alone({ ...call, timeout: "PT31S", retryAfter: "soon" }))).toEqual([
      "bad_duration steps.ask.timeout",
      "bad_duration steps.ask.retryAfter",
    ]);
  });

  it("bad_wait: for nothing, or for two things", () => {
    expect(told(alone({ type: "wait", next: "done" }))).toEqual(["bad_wait steps.ask"]);
    expect(told(alone({ type: "wait", for: "x", duration: "P1D", next: "done" }))).toEqual(["bad_wait steps.ask"]);
  });

  it("unknown_source tells which was meant", () => {
    const step: Step = { type: "lookup", source: "company-registri", input: {}, next: "done" };
    expect(messages(alone(step))).toEqual([
      "steps.ask.source is `company-registri`, which nobody plays here; did you mean `company-registry`?",
    ]);
  });

  it("missing_table, unless the definition has one", () => {
    const step: Step = { type: "record", action: "read", next: "done" };
    expect(told(alone(step))).toEqual(["missing_table steps.ask.tableId"]);
    expect(told(alone(step, { recordTableId: "3c8b1d52-7f0e-4a4b-8f7c-6a1e2b9d0c01" }))).toEqual([]);
  });
});

it("all problems are told at once, each time in the same order, and each names its field and the fix", () => {
  const steps: Record<string, Step> = {
    ask: { ...formOf({ label: {} }, { key: "f0", validate: { pattern: "(" } }), next: "registri" } as Step,
    registry: { type: "lookup", source: "nobody", input: { number: "$.parameters.none" }, next: "registry" },
    done: ending({ a: "$.steps.nothing" }),
  };
  const definition = definitionOf(steps);
  expect(told(definition)).toEqual([
    "unknown_step steps.ask.next",
    "duplicate_key steps.ask.fields.1.key",
    "bad_pattern steps.ask.fields.1.validate.pattern",
    "missing_text steps.ask.fields.0.label",
    "unknown_source steps.registry.source",
    "undeclared_parameter steps.registry.input.number",
    "unknown_step_output steps.done.result.a",
    "unreachable_step steps.registry",
    "unreachable_step steps.done",
    "no_end steps.registry",
    "cycle_without_wait steps.registry",
  ]);
  expect(problemsOf(definition)).toEqual(problemsOf(structuredClone(definition)));
  for (const { field, message } of problemsOf(definition)) {
    expect(message).toContain(field);
    expect(message).toMatch(/[;:].+[.?]$/);
  }
});
