import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { draftOf, end, form, type Step } from "./support/drafts.ts";
import { openSandbox } from "./support/sandbox.ts";
import { faultsOf } from "./support/send.ts";

const server = await testServer();
const world = await openSandbox(server);
const { send, control, draw, inFull, settle } = world;

/** An execution that asks for one thing, and answers with it. */
const asking = async (ask: Step) => {
  const workflowDefinitionId = await draw(draftOf({ ask, done: end({ ask: "$.steps.ask" }) }));
  const { body } = await send("POST", "/workflows", { json: { workflowDefinitionId, locale: "en", parameters: {} } });
  return String(body.id);
};

const complete = (id: string, values?: unknown) =>
  control("POST", `/workflows/${id}/step/complete`, values === undefined ? {} : { json: { values } });
const identity: Step = { type: "id_verification", checks: ["document"], next: "done" };
const bank: Step = { type: "bank_account", flow: "redirect", next: "done" };
const upload: Step = {
  ...{ type: "document_upload", accept: ["application/pdf", "image/png"], maxSizeBytes: 50_000, next: "done" },
  ...{ minCount: 1, maxCount: 2 },
};

describe("completing a form", () => {
  const details = form({
    name: { validate: { required: true, minLength: 2, maxLength: 10 } },
    email: { type: "email" },
    age: { type: "number", validate: { min: 18, max: 120 } },
    bornOn: { type: "date", validate: { max: "2008-01-15" } },
    colour: { type: "select", options: ["red", "blue"].map((value) => ({ value, label: { en: value } })) },
    sizes: { type: "multiselect", options: ["s", "m"].map((value) => ({ value, label: { en: value } })) },
    code: { validate: { pattern: "[A-Z]{3}", patternErrorMessage: { en: "Three capital letters." } } },
    agreed: { type: "checkbox", validate: { required: true } },
    why: { type: "textarea", visibleWhen: { "==": [{ var: "values.colour" }, "red"] }, validate: { required: true } },
  });

  it("keeps what was entered, in the shape of each field", async () => {
    const id = await asking(details);
    const given = { name: " Anna ", email: "anna@example.com", age: "18,5", bornOn: "1985-04-12", agreed: "on" };
    const { status, body } = await complete(id, {
      ...given,
      colour: "red",
      sizes: ["m", "s"],
      code: "ABC",
      why: "a\r\nb",
    });
    expect(status).toBe(200);
    expect(body.steps[0]).toMatchObject({ step: "ask", state: "COMPLETED", error: null });
    expect(body.steps[0].output).toEqual({
      ...{ name: "Anna", email: "anna@example.com", age: 18.5, bornOn: "1985-04-12", colour: "red" },
      ...{ sizes: ["s", "m"], code: "ABC", agreed: true, why: "a\nb" },
    });
    await settle();
    expect((await inFull(id)).result).toEqual({ ask: body.steps[0].output });
  });

  it("is refused with every field at fault, by its rule, and stays where it was", async () => {
    const id = await asking(details);
    const wrong = {
      name: "A",
      email: "anna",
      age: 17,
      bornOn: "2020-02-30",
      colour: "green",
      sizes: ["xl"],
      code: "abc",
    };
    expect(faultsOf(await complete(id, { ...wrong, agreed: false, more: 1 }))).toEqual([
      "minLength values.name",
      "type values.email",
      "min values.age",
      "type values.bornOn",
      "option values.colour",
      "option values.sizes",
      "pattern values.code",
      "required values.agreed",
      "unknown values.more",
    ]);
    expect(faultsOf(await complete(id, { colour: "red" }))).toEqual([
      "required values.name",
      "required values.agreed",
      "required values.why",
    ]);
    expect(await inFull(id)).toMatchObject({
      status: "RUNNING",
      current_step: { key: "ask" },
      steps: [{ attempt: 1 }],
    });
  });

  it("does not judge or keep what is not asked", async () => {
    const id = await asking(details);
    const { body } = await complete(id, { name: "Anna", agreed: true, colour: "blue", why: "" });
    expect(body.steps[0].output).toEqual({ name: "Anna", agreed: true, colour: "blue" });
  });

  it("takes no values of another shape", async () => {
    const id = await asking(details);
    for (const name of [1, true, {}, ["Anna"], "a\nb", "a".repeat(11)])
      expect(faultsOf(await complete(id, { name, agreed: true }))).toEqual([expect.stringMatching(/ values\.name$/)]);
    for (const values of [[], "x", null, 1]) expect(faultsOf(await complete(id, values))).toEqual(["type values"]);
  });

  it("makes up values that fit where none are given, and refuses where nothing is given for what is asked", async () => {
    expect((await complete(await asking(details))).body.steps[0].state).toBe("COMPLETED");
    const empty = await control("POST", `/workflows/${await asking(details)}/step/complete`, { json: {} });
    expect(empty.body.steps[0].state).toBe("COMPLETED");
    expect(faultsOf(await complete(await asking(details), {}))).toEqual([
      "required values.name",
      "required values.agreed",
    ]);
  });

  it("is never kept waiting by a pattern that would take years", async () => {
    const id = await asking(form({ code: { validate: { pattern: "(a+)+" } } }));
    const { status, body } = await complete(id, { code: `${"a".repeat(60)}!` });
    expect([status, body.detail]).toEqual([400, expect.stringContaining("the workflow has to be mended")]);
    expect((await complete(id, { code: "aaa" })).status).toBe(200);
  });

  it("names the field for which nothing can be made up", async () => {
    const id = await asking(form({ code: { validate: { required: true, pattern: "Q{7}-[x]{3}" } } }));
    expect(faultsOf(await complete(id))).toEqual([expect.stringMatching(/values\.code$/)]);
    expect((await complete(id, { code: "QQQQQQQ-xxx" })).status).toBe(200);
  });
});

describe("completing an upload", () => {
  it("keeps files of the stated names, types and sizes", async () => {
    const files = [
      { name: "extract.pdf", type: "application/pdf", size: 48_213 },
      { name: "photo.png", type: "image/png", size: 1_000 },
    ];
    const { status, body } = await complete(await asking(upload), { files });
    expect(status).toBe(200);
    expect(body.steps[0].output.files).toEqual(files.map((file) => ({ id: expect.any(String), ...file })));
  });

  it("is refused with each file at fault", async () => {
    const id = await asking(upload);
    const fine = { name: "a.pdf", type: "application/pdf", size: 1_000 };
    expect(faultsOf(await complete(id, { files: [] }))).toEqual(["minCount values.files"]);
    expect(faultsOf(await complete(id, {}))).toEqual(["minCount values.files"]);
    expect(faultsOf(await complete(id, { files: [fine, fine, fine] }))).toEqual(["maxCount values.files"]);
    const wrong = [
      { ...fine, size: 50_001 },
      { ...fine, type: "text/plain" },
    ];
    expect(faultsOf(await complete(id, { files: wrong }))).toEqual(["maxSize values.files.0", "type values.files.1"]);
    for (const files of ["x", {}, null])
      expect(faultsOf(await complete(id, { files }))).toEqual(["minCount values.files"]);
    expect((await inFull(id)).current_step?.key).toBe("ask");
  });
});

describe("completing an identity check and a bank account", () => {
  it("comes out by the end of the document's number", async () => {
    const states = { XK4815162: "COMPLETED", XK4815001: "COMPLETED_WITH_ERRORS", XK4815000: "FAILED" };
    for (const [documentNumber, state] of Object.entries(states)) {
      const { body } = await complete(await asking(identity), { documentType: "passport", documentNumber });
      expect(body.steps[0].output).toMatchObject({ state, identityVerification: { documentNumber } });
    }
  });

  it("comes out by the bank, by name or id", async () => {
    const outcomes = { "First Harbour Bank": "COMPLETE", "My bank is not listed": "OMITTED", sleepy: "TIMEDOUT" };
    for (const [name, status] of Object.entries(outcomes)) {
      const { body } = await complete(await asking(bank), { bank: name });
      expect(body.steps[0].output).toMatchObject({ status });
    }
  });

  it("is refused with each field at fault", async () => {
    expect(faultsOf(await complete(await asking(identity), { documentType: "library card", own: 1 }))).toEqual([
      "option values.documentType",
      "required values.documentNumber",
      "unknown values.own",
    ]);
    expect(faultsOf(await complete(await asking(bank), { bank: 7 }))).toEqual(["option values.bank"]);
    expect(faultsOf(await complete(await asking(bank), { name: "Sleepy Bank" }))).toEqual([
      "option values.bank",
      "unknown values.name",
    ]);
  });
});
