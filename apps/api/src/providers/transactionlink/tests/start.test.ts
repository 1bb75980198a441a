import { decodeJwt } from "jose";
import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { draftOf, end } from "./support/drafts.ts";
import { companies, definitions, got, nobodys, openSandbox } from "./support/sandbox.ts";
import { codesOf } from "./support/send.ts";

const server = await testServer();
const world = await openSandbox(server);
const { api, send, start: now, accessToken, workspaceId, draw } = world;

const parameters = { companyNumber: "0000345671", name: "Northwind Traders" };
const screening = { workflowDefinitionId: definitions.screening, locale: "en", parameters };
const onboarding = { ...screening, workflowDefinitionId: definitions.onboarding };

/** What POST /workflows answers to the usual request with these changes. */
const start = (changes: object = {}) => send("POST", "/workflows", { json: { ...screening, ...changes } });
const begin = async (changes: Partial<{ workflowDefinitionId: string }> = {}) =>
  got(await api.initialiseWorkflow({ body: { ...screening, ...changes } }));
describe("a workflow in the background", () => {
  it("1: is a 200 with the execution", async () => {
    const { status, body } = await start();
    expect(status).toBe(200);
    expect(Object.keys(body)).toEqual([
      ...["id", "workspaceId", "workflowDefinitionId", "parameters", "name", "revision", "status", "locale"],
      ...["expiresAt", "uiOptions", "executionType", "executionVersion", "origin", "recordId"],
    ]);
    expect(body).toMatchObject({ name: "background-screening", origin: "API", recordId: null });
  });

  it("12: repeats definition, parameters and locale as they were given", async () => {
    const given = { zero: 0, b: null, a: { "": [] }, ...parameters, emoji: "👩‍⚖️ żółć", 1: "one" };
    const text = `{"workflowDefinitionId":"${definitions.screening}","locale":"PT-br","parameters":${JSON.stringify(given)}}`;
    const { text: answered, body } = await send("POST", "/workflows", { body: text });
    expect(body).toMatchObject({ workflowDefinitionId: definitions.screening, locale: "PT-br" });
    expect(answered).toContain(`"parameters":${JSON.stringify(given)}`);
  });

  it("13: says the workspace that its token says", async () => {
    const { body } = await start();
    expect(body.workspaceId).toBe(workspaceId);
    expect(body.workspaceId).toBe(decodeJwt(accessToken).workspaceId);
  });

  it("14: is RUNNING, though nothing may be left to do a moment later", async () => {
    const atOnce = await draw(draftOf({ done: end() }));
    expect((await start({ workflowDefinitionId: atOnce })).body.status).toBe("RUNNING");
  });

  it("15: is BACKGROUND and has neither token nor link", async () => {
    const { executionType, ...others } = (await start()).body;
    expect(executionType).toBe("BACKGROUND");
    expect(others).not.toHaveProperty("token");
    expect(others).not.toHaveProperty("link");
  });

  it("19: has ui options that are an object, with nothing in it where nothing is set", async () => {
    expect((await start()).body.uiOptions).toEqual({});
    const ui = { inline: true, cssVariables: { "--accent": "#036" }, ours: [{ deep: null }] };
    const own = await draw(draftOf({ done: end() }, { ui }));
    expect((await start({ workflowDefinitionId: own })).body.uiOptions).toEqual(ui);
  });

  it("20: has a version that is a whole number, and a revision that is a text", async () => {
    const { executionVersion, revision } = (await start()).body;
    expect([executionVersion, revision]).toEqual([1, "r1"]);
  });

  it("21: is another one for each request", async () => {
    const [one, other] = await Promise.all([start(), start()]);
    expect(one.body.id).not.toBe(other.body.id);
    expect([one.status, other.status]).toEqual([200, 200]);
  });

  it("22: is started by a request with fields that nobody knows", async () => {
    const { status, body } = await start({ uiMode: "hosted", parametersId: null, constructor: 1, "": {}, id: nobodys });
    expect(status).toBe(200);
    expect(body.id).not.toBe(nobodys);
    expect(body).not.toHaveProperty("uiMode");
  });
});

describe("a workflow for a person", () => {
  it("16: is INTERACTIVE and has both a token and a link", async () => {
    const { status, body } = await start(onboarding);
    expect(status).toBe(200);
    expect(body).toMatchObject({ executionType: "INTERACTIVE", status: "RUNNING", name: "kyb-onboarding" });
    expect(body.token).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
    expect(body.link).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/pages\/transactionlink\//);
  });

  it("17: has the token in its link's query, alone", async () => {
    const { token, link } = (await start(onboarding)).body;
    expect([...new URL(link).searchParams]).toEqual([["token", token]]);
  });

  it("18: has a token that can be read without its key, of the execution and its time", async () => {
    const { id, token, expiresAt } = (await start(onboarding)).body;
    const { exp, ...claims } = decodeJwt(token);
    const iat = Math.floor(now.getTime() / 1000);
    expect(claims).toMatchObject({ environment: "sandbox", workspaceId, workflowId: id, iat });
    expect(Math.abs(Number(exp) * 1000 - Date.parse(expiresAt))).toBeLessThan(1000);
  });
});

describe("the link of a workflow", () => {
  it("49: opens for whoever has it, without any other credential", async () => {
    const { link, token } = (await start(onboarding)).body;
    const { status, headers } = await fetch(link);
    expect([status, headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
    const another = link.replace(token, `${token.slice(0, -8)}AAAAAAAA`);
    expect((await fetch(another)).status).toBeGreaterThanOrEqual(400);
  });
});

describe("what is run, and about what", () => {
  it("11: a definition that is not there is a 404 in the envelope", async () => {
    for (const workflowDefinitionId of [
      nobodys,
      "kyb-onboarding",
      "../workflows",
      "constructor",
      "a".repeat(255),
      "🏦",
    ]) {
      const answer = await start({ workflowDefinitionId });
      expect([answer.status, ...codesOf(answer)]).toEqual([404, "WORKFLOW_DEFINITION_NOT_FOUND"]);
    }
  });

  it("11: a definition with an id that is none is a 400", async () => {
    for (const workflowDefinitionId of ["", null, 1, {}, [definitions.screening], "a".repeat(256)])
      expect((await start({ workflowDefinitionId })).status).toBe(400);
  });

  it("11: a definition that was deleted is gone for those who come, not for those who run", async () => {
    const gone = await draw(draftOf({ pause: { type: "wait", for: "x", next: "done" }, done: end({ ok: true }) }));
    const { id: workflowId } = await begin({ workflowDefinitionId: gone });
    const path = { ...world.path, definitionId: gone };
    expect((await world.dashboard.deleteDefinition({ path })).response.status).toBe(204);
    expect((await start({ workflowDefinitionId: gone })).status).toBe(404);
    expect((await world.dashboard.deleteDefinition({ path })).response.status).toBe(404);
    expect(got(await api.findWorkflow({ path: { workflowId } }))).toMatchObject({ status: "RUNNING", revision: "r1" });
    await world.dashboard.sendWorkflowEvent({ path: { ...world.path, workflowId }, body: { name: "x" } });
    await world.settle();
    expect(got(await api.getWorkflowResult({ path: { workflowId } }))).toEqual({ ok: true });
  });

  it("23: the definition as it was at the start, whatever is made of it later", async () => {
    const pausing = (result: object) =>
      draftOf({ pause: { type: "wait", for: "x", next: "done" }, done: end({ ...result }) });
    const definition = await draw(pausing({ said: "first" }));
    const { id: workflowId, revision } = await begin({ workflowDefinitionId: definition });
    await draw({ ...pausing({ said: "second" }), name: "another", ui: { inline: true } }, definition);
    const later = await begin({ workflowDefinitionId: definition });
    expect([revision, later.revision, later.name]).toEqual(["r1", "r2", "another"]);
    expect(got(await api.findWorkflow({ path: { workflowId } }))).toMatchObject({
      ...{ revision: "r1", name: "a-draft", uiOptions: {}, status: "RUNNING" },
    });
    await world.dashboard.sendWorkflowEvent({ path: { ...world.path, workflowId }, body: { name: "x" } });
    await world.settle();
    expect(got(await api.getWorkflowResult({ path: { workflowId } }))).toEqual({ said: "first" });
  });

  it("a record that is told must be in the definition's table, if it has one", async () => {
    const withTable = await draw(draftOf({ done: end() }, { recordTableId: companies }));
    const { body: record } = await send("POST", `/tables/${companies}/records`, { json: { name: "Northwind" } });
    const known = await start({ workflowDefinitionId: withTable, recordId: record.id });
    expect([known.status, known.body.recordId]).toEqual([200, record.id]);
    const capital = await start({ workflowDefinitionId: withTable, recordId: record.id.toUpperCase() });
    expect([capital.status, capital.body.recordId]).toEqual([200, record.id]);
    const unknown = await start({ workflowDefinitionId: withTable, recordId: nobodys });
    expect([unknown.status, ...codesOf(unknown)]).toEqual([404, "RECORD_NOT_FOUND"]);
    const unseen = await start({ recordId: nobodys });
    expect([unseen.status, unseen.body.recordId]).toEqual([200, nobodys]);
  });

  it("a locale that the definition does not speak is taken, one that is none is a 400", async () => {
    for (const locale of ["en", "uk", "pt-BR", "es-419", "yue", "xx"])
      expect((await start({ locale })).status).toBe(200);
    for (const locale of [
      "",
      "e",
      "english",
      "en_GB",
      "en-",
      "en-GBR",
      "en-GB-x",
      " en",
      "en\n",
      "1n",
      1,
      null,
      ["en"],
    ])
      expect((await start({ locale })).status).toBe(400);
  });
});
