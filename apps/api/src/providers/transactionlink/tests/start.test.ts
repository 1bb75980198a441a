import { decodeJwt } from "jose";
import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { draftOf, end } from "./support/drafts.ts";
import { companies, definitions, got, nobodys, openSandbox } from "./support/sandbox.ts";
import { codesOf } from "./support/send.ts";

const server = await testServer();
const world = await openSandbox(server);
const { api, send, start: now, accessToken, workspaceId, draw, inFull } = world;

const minutes = (count: number) => new Date(now.getTime() + count * 60_000).toISOString();
const days = (count: number) => minutes(count * 24 * 60);

const parameters = { companyNumber: "0000345671", name: "Northwind Traders" };
const screening = { workflowDefinitionId: definitions.screening, locale: "en", parameters };
const onboarding = { ...screening, workflowDefinitionId: definitions.onboarding };

/** What POST /workflows answers to the usual request with these changes. */
const start = (changes: object = {}) => send("POST", "/workflows", { json: { ...screening, ...changes } });
const begin = async (changes: Partial<{ workflowDefinitionId: string }> = {}) =>
  got(await api.initialiseWorkflow({ body: { ...screening, ...changes } }));
const messagesOf = async (asked: ReturnType<typeof start>) => {
  const answer = await asked;
  codesOf(answer);
  return answer.body.errors.map(({ message }: { message: string }) => message);
};

const typed = await draw(
  draftOf(
    { done: end() },
    {
      parameters: [
        { key: "text", type: "string", required: true },
        { key: "count", type: "number" },
        { key: "isNew", type: "boolean" },
        { key: "address", type: "object" },
        { key: "owners", type: "list" },
      ],
    },
  ),
);
const startTyped = (given: object) => start({ workflowDefinitionId: typed, parameters: given });

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

describe("what must be given", () => {
  it("2: definition, locale and parameters: without any of them it is a 400 that names it", async () => {
    for (const missing of ["workflowDefinitionId", "locale", "parameters"] as const) {
      const { [missing]: _, ...others } = screening;
      const answer = await send("POST", "/workflows", { json: others });
      expect([answer.status, ...codesOf(answer)]).toEqual([400, "INVALID_REQUEST"]);
      expect(answer.body.errors[0].message).toMatch(missing);
    }
    expect(await messagesOf(send("POST", "/workflows", { json: {} }))).toHaveLength(3);
  });

  it("3: no parameters where the definition requires none", async () => {
    expect((await start({ workflowDefinitionId: definitions.failing, parameters: {} })).status).toBe(200);
  });

  it("4: the parameters that the definition requires, each of which is told", async () => {
    const answer = await start({ parameters: {} });
    expect([answer.status, ...codesOf(answer)]).toEqual([400, "MISSING_PARAMETER", "MISSING_PARAMETER"]);
    expect(await messagesOf(start({ parameters: { name: null } }))).toEqual([
      "parameters.companyNumber is missing: background-screening cannot be started without this string.",
      "parameters.name is missing: background-screening cannot be started without this string.",
    ]);
  });

  it("4: its own parameters, and not what every object has", async () => {
    const own = await draw(
      draftOf({ done: end() }, { parameters: [{ key: "toString", type: "object", required: true }] }),
    );
    expect((await start({ workflowDefinitionId: own, parameters: {} })).status).toBe(400);
  });

  it("5: each in the type that was declared", async () => {
    const right = { text: "", count: -0.5, isNew: false, address: {}, owners: [] };
    expect((await startTyped(right)).body.parameters).toEqual(right);
    const wrong: Record<keyof typeof right, readonly unknown[]> = {
      text: [1, true, {}, [], ["a"]],
      count: ["1", true, {}, [1]],
      isNew: ["true", 0, 1, {}, []],
      address: ["{}", 1, true, [], [{}]],
      owners: ["[]", 1, true, {}, { 0: "a" }],
    };
    for (const [key, values] of Object.entries(wrong))
      for (const value of values) {
        const answer = await startTyped({ ...right, [key]: value });
        expect([answer.status, ...codesOf(answer)]).toEqual([400, "INVALID_PARAMETER_TYPE"]);
        expect(answer.body.errors[0].message).toMatch(`parameters.${key} `);
      }
  });

  it("5: as a number that JSON can write and no computer can hold it is a 400", async () => {
    const body = `{"workflowDefinitionId":"${typed}","locale":"en","parameters":{"text":"","count":1e999}}`;
    expect(codesOf(await send("POST", "/workflows", { body }))).toEqual(["INVALID_REQUEST"]);
  });

  it("5: or not at all where it is optional: null is not given", async () => {
    const given = { text: "x", count: null, isNew: null, address: null, owners: null };
    const { status, body } = await startTyped(given);
    expect([status, body.parameters]).toEqual([200, given]);
  });

  it("all that is wrong with parameters and time is told at once", async () => {
    const answer = await start({ workflowDefinitionId: typed, parameters: { count: "1" }, expiresAt: minutes(1) });
    expect(codesOf(answer)).toEqual(["MISSING_PARAMETER", "INVALID_PARAMETER_TYPE", "INVALID_EXPIRES_AT"]);
  });

  it("all that breaks the shape is told at once", async () => {
    const answer = await start({ locale: 1, parameters: [], expiresAt: "soon", recordId: "x" });
    expect(codesOf(answer).toSorted()).toEqual(["INVALID_EXPIRES_AT", ...Array(3).fill("INVALID_REQUEST")]);
  });
});

describe("when it expires", () => {
  it("6: from 30 minutes to 30 days ahead, and never in the past", async () => {
    const statusAt = async (expiresAt: string) => (await start({ expiresAt })).status;
    for (const fine of [minutes(31), days(29), minutes(30), days(30)]) expect(await statusAt(fine)).toBe(200);
    for (const wrong of [minutes(29), days(31), minutes(0), days(-1), "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"]) {
      const answer = await start({ expiresAt: wrong });
      expect([answer.status, ...codesOf(answer)]).toEqual([400, "INVALID_EXPIRES_AT"]);
    }
  });

  it("6: with five seconds of tolerance at both ends, and no more", async () => {
    const statusAt = async (ms: number) =>
      (await start({ expiresAt: new Date(now.getTime() + ms).toISOString() })).status;
    const [half, month] = [30 * 60_000, 30 * 86_400_000];
    const around = [half - 5_000, half - 5_001, month + 5_000, month + 5_001];
    expect(await Promise.all(around.map(statusAt))).toEqual([200, 400, 200, 400]);
  });

  it("6: a time that is none, or without an offset, is a 400 that says why", async () => {
    const local = minutes(60).slice(0, -1);
    for (const wrong of [
      local,
      minutes(60).slice(0, 10),
      "tomorrow",
      "",
      "2026-02-30T10:00:00Z",
      "P1D",
      " ",
      `${local}z z`,
    ])
      expect(codesOf(await start({ expiresAt: wrong }))).toEqual(["INVALID_EXPIRES_AT"]);
    for (const wrong of [1, true, {}, [minutes(60)]])
      expect(codesOf(await start({ expiresAt: wrong }))).toEqual(["INVALID_EXPIRES_AT"]);
    expect(await messagesOf(start({ expiresAt: local }))).toEqual([expect.stringMatching(/expiresAt.*offset/)]);
  });

  it("7: null stands for not given, and so it does for the record", async () => {
    const { status, body } = await start({ expiresAt: null, recordId: null });
    expect([status, body.recordId]).toEqual([200, null]);
    expect(Date.parse(body.expiresAt) - now.getTime()).toBe(3_600_000);
  });

  it("8: an hour after the start where nothing is said", async () => {
    expect(Date.parse((await start()).body.expiresAt) - now.getTime()).toBe(3_600_000);
    expect(Date.parse((await start(onboarding)).body.expiresAt) - now.getTime()).toBe(3_600_000);
  });

  it("9: at the very instant that was given, to the microsecond", async () => {
    const instant = `${minutes(90).slice(0, -5)}.123456`;
    for (const given of [`${instant}Z`, `${instant}789+00:00`, `${instant}-00:00`])
      expect((await start({ expiresAt: given })).body.expiresAt).toBe(`${instant}Z`);
    const elsewhere = `${new Date(Date.parse(minutes(90)) + 5.5 * 3_600_000).toISOString().slice(0, -5)}.5+05:30`;
    expect((await start({ expiresAt: elsewhere })).body.expiresAt).toBe(`${minutes(90).slice(0, -5)}.500000Z`);
  });

  it("10: told in UTC, with Z and six digits, by every answer", async () => {
    const { id, expiresAt } = await begin();
    expect(expiresAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
    expect(got(await api.findWorkflow({ path: { workflowId: id } })).expiresAt).toBe(expiresAt);
    expect((await inFull(id)).expires_at).toBe(expiresAt);
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
