import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { draftOf, end } from "./support/drafts.ts";
import { definitions, got, openSandbox } from "./support/sandbox.ts";
import { codesOf } from "./support/send.ts";

const server = await testServer();
const world = await openSandbox(server);
const { api, send, start: now, draw, inFull } = world;

const minutes = (count: number) => new Date(now.getTime() + count * 60_000).toISOString();
const days = (count: number) => minutes(count * 24 * 60);

const parameters = { companyNumber: "0000345671", name: "Northwind Traders" };
const screening = { workflowDefinitionId: definitions.screening, locale: "en", parameters };
const onboarding = { ...screening, workflowDefinitionId: definitions.onboarding };

/** What POST /workflows answers to the usual request with these changes. */
const start = (changes: object = {}) => send("POST", "/workflows", { json: { ...screening, ...changes } });
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
    const { id, expiresAt } = (await start()).body;
    expect(expiresAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
    expect(got(await api.findWorkflow({ path: { workflowId: id } })).expiresAt).toBe(expiresAt);
    expect((await inFull(id)).expires_at).toBe(expiresAt);
  });
});
