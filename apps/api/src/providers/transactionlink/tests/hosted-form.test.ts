import { describe, expect, test } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { end, type Field, form, type Step } from "./support/drafts.ts";
import { startInteractive } from "./support/interactive.ts";
import { visit } from "./support/visitor.ts";
import { openWorkflows, outputsOf } from "./support/workflows.ts";

const world = await openWorkflows(await testServer());
const label = (en: string) => ({ label: { en } });
const options = ["red", "green"].map((value) => ({ value, ...label(`The ${value} one`) }));

async function asked(fields: Readonly<Record<string, Partial<Field>>>, locale = "en", rest = {}) {
  const definitionId = await world.define({ only: form(fields), done: outputsOf("only") }, rest);
  const { id, link } = await startInteractive(world, { definitionId, locale });
  return { id, visitor: await visit(link), output: async () => (await world.inFull(id)).steps[0]?.output };
}

type Case = readonly [Partial<Field>, string, string];

describe("each rule says in the person's language what to mend, beside the field and above the form", () => {
  const cases: readonly Case[] = [
    [{ validate: { required: true } }, " ", "Please fill this in."],
    [{ validate: { minLength: 3 } }, "ab", "Enter at least 3 characters."],
    [{ validate: { maxLength: 1 } }, "ab", "Enter at most 1 character."],
    [{ validate: { pattern: "[A-Z]+" } }, "a", "This is not in the expected format."],
    [{ validate: { pattern: "[A-Z]+", patternErrorMessage: { en: "Use capitals." } } }, "a", "Use capitals."],
    [{}, "two\nlines", "Enter a single line of text."],
    [{ type: "textarea", validate: { maxLength: 2 } }, "abc", "Enter at most 2 characters."],
    [{ type: "email" }, "anna@", "Enter an e-mail address, for instance anna@example.com."],
    [{ type: "phone" }, "12", "Enter a telephone number with its country code, for instance +44 20 7946 0123."],
    [{ type: "number" }, "many", "Enter a number, for instance 1234.5."],
    [{ type: "number", validate: { min: 2.5 } }, "1", "Enter 2.5 or more."],
    [{ type: "number", validate: { max: 10 } }, "11", "Enter 10 or less."],
    [{ type: "date" }, "2026-02-30", "Enter a date that exists."],
    [{ type: "date", validate: { required: true } }, "", "Enter a date."],
    [{ type: "date", validate: { min: "2026-01-31" } }, "2026-01-30", "Enter January 31, 2026 or a later date."],
    [{ type: "date", validate: { max: "2026-01-31" } }, "2026-02-01", "Enter January 31, 2026 or an earlier date."],
    [{ type: "select", options, validate: { required: true } }, "", "Choose an option."],
    [{ type: "select", options }, "blue", "Choose an option."],
    [{ type: "multiselect", options }, "blue", "Choose an option."],
  ];
  test.each(cases)("%j", async (field, given, message) => {
    const { visitor } = await asked({ answer: { ...label("Your answer"), ...field } });
    const refused = await visitor.send({ answer: given });
    expect(refused).toMatchObject({ status: 422, step: "only", errors: { answer: message } });
    expect(refused.summary).toEqual([["answer", `Your answer: ${message}`]]);
    expect(refused.documentTitle).toMatch(/^Error: /);
    expect(refused.html).toMatch(/aria-invalid="true"/);
  });
  test("what is not even sent", async () => {
    const { visitor } = await asked({
      many: { type: "multiselect", options, validate: { required: true } },
      tick: { type: "checkbox", validate: { required: true } },
      few: { type: "select", options, validate: { required: true } },
    });
    const { errors, summary } = await visitor.send();
    expect(errors).toEqual({
      many: "Choose at least one option.",
      tick: "Tick this box to continue.",
      few: "Choose an option.",
    });
    expect(summary.map(([name]) => name)).toEqual(["many", "tick", "few"]);
  });
});

test("every type of field arrives in its own shape", async () => {
  const { visitor, output } = await asked({
    text: {},
    area: { type: "textarea" },
    email: { type: "email" },
    phone: { type: "phone" },
    number: { type: "number" },
    date: { type: "date" },
    choice: { type: "select", options },
    many: { type: "multiselect", options },
    tick: { type: "checkbox" },
    untouched: {},
  });
  const shown = await visitor.send({
    ...{ text: " a ", area: "b\nc", email: "a@b.pl", phone: "+48 22 123 45 67", number: "1 234,5", date: "2026-02-28" },
    ...{ choice: "red", many: ["green", "red"], tick: "true", untouched: "" },
  });
  expect(shown.state).toBe("completed");
  expect(await output()).toEqual({
    ...{ text: "a", area: "b\nc", email: "a@b.pl", phone: "+48221234567", number: 1234.5, date: "2026-02-28" },
    ...{ choice: "red", many: ["red", "green"], tick: true },
  });
});

test("what was entered stands there again after an error, for every type", async () => {
  const { visitor } = await asked({
    text: {},
    area: { type: "textarea" },
    number: { type: "number" },
    choice: { type: "select", options },
    radio: { type: "select", options, validate: { required: true } },
    many: { type: "multiselect", options },
    tick: { type: "checkbox" },
    missing: { validate: { required: true } },
  });
  const { html, errors } = await visitor.send({
    ...{ text: "a <b>", area: "\nc", number: "x1", choice: "green", radio: "red", many: ["green"], tick: "true" },
  });
  expect(Object.keys(errors)).toEqual(["number", "missing"]);
  expect(html).toMatch(/<input[^>]*name="text"[^>]*value="a &lt;b>"|<input[^>]*value="a &lt;b>"[^>]*name="text"/);
  expect(html).toMatch(/<textarea[^>]*name="area"[^>]*>\n\nc<\/textarea>/);
  expect(html).toMatch(/value="x1"/);
  expect(html).toMatch(/<option[^>]*selected[^>]*value="green"|<option[^>]*value="green"[^>]*selected/);
  expect(html.match(/<input[^>]*\schecked[^>]*>/g)?.map((tag) => /name="(\w+)"/.exec(tag)?.[1])).toEqual([
    "radio",
    "many",
    "tick",
  ]);
});

test("a form begins with its defaults, and what a person empties stays empty", async () => {
  const { visitor, output } = await asked(
    {
      company: { default: "$.parameters.companyNumber" },
      amount: { type: "number", default: 1234.5 },
      colour: { type: "select", options, default: "green" },
    },
    "pl",
    { locales: ["en", "pl"], parameters: [{ key: "companyNumber", type: "string" }] },
  );
  expect(visitor.shown.html).toContain('value="0000345671"');
  expect(visitor.shown.html).toContain('value="1234,5"');
  await visitor.send({ company: "", amount: "1234,5", colour: "green" });
  expect(await output()).toEqual({ amount: 1234.5, colour: "green" });
});

describe("a field that depends on others", () => {
  const why: Partial<Field> = {
    ...label("Why?"),
    visibleWhen: { "==": [{ var: "values.colour" }, "red"] },
    validate: { required: true },
  };
  const colour: Partial<Field> = { type: "select", options };

  test("appears with the answer that asks for it, without being an error yet", async () => {
    const { visitor, output } = await asked({ colour, why });
    expect(visitor.shown.html).toMatch(/<fieldset[^>]*data-visible-when=[^>]*\shidden[^>]*>/);
    expect(visitor.shown.html).toContain("transactionlink/json-logic.js");
    const more = await visitor.send({ colour: "red" });
    expect(more).toMatchObject({ status: 422, errors: {}, summary: [] });
    expect(more.notice).toContain("more questions");
    expect(more.html).toMatch(/<fieldset(?![^>]*\shidden)[^>]*data-visible-when/);
    expect((await visitor.send({ colour: "red" })).errors).toEqual({ why: "Please fill this in." });
    await visitor.send({ colour: "red", why: "It is." });
    expect(await output()).toEqual({ colour: "red", why: "It is." });
  });

  test("is neither asked nor kept where its condition does not hold", async () => {
    const { visitor, output } = await asked({ colour, why });
    expect((await visitor.send({ colour: "green", why: "no matter" })).state).toBe("completed");
    expect(await output()).toEqual({ colour: "green" });
  });

  test("tells a browser nothing of what else is known", async () => {
    const hidden = { ...why, visibleWhen: { "==": [{ var: "parameters.companyNumber" }, "none"] } };
    const { visitor } = await asked({ colour, hidden }, "en", {
      parameters: [{ key: "companyNumber", type: "string" }],
    });
    expect(visitor.shown.html).not.toMatch(/0000345671|visible-when|json-logic|Why\?/);
  });
});

describe("50: the page speaks the person's language", () => {
  const greeting = { en: "Hello", pl: "Cześć", "pt-BR": "Olá" };
  const step: Step = { ...form({ name: { label: greeting, validate: { required: true } } }), title: greeting };
  test.each([
    ["en", "en", "Hello", "Please fill this in."],
    ["en-GB", "en-GB", "Hello", "Please fill this in."],
    ["pl", "pl", "Cześć", "Wypełnij to pole."],
    ["PL-pl", "pl-PL", "Cześć", "Wypełnij to pole."],
    // Our words are there in German, the definition's own are not.
    ["de", "de", "Hello", "Bitte füllen Sie dieses Feld aus."],
    // Neither is: what the definition shows to everybody, and the closest of ours.
    ["ja", "en", "Hello", "Please fill this in."],
    ["pt", "en", "Olá", "Please fill this in."],
  ])("%s", async (locale, lang, title, message) => {
    const rest = { locales: ["en", "pl", "pt-BR"] };
    const definitionId = await world.define({ only: step, done: end() }, rest);
    const visitor = await visit((await startInteractive(world, { definitionId, locale })).link);
    expect(visitor.shown).toMatchObject({ lang, title });
    expect((await visitor.send()).errors).toEqual({ name: message });
  });

  test("a text in another language than the page's says which", async () => {
    const definitionId = await world.define({ only: step, done: end() }, { locales: ["pt-BR"] });
    const { link } = await startInteractive(world, { definitionId, locale: "de" });
    expect((await visit(link)).shown.html).toContain('<h1 lang="pt-BR">');
  });
});
