import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { draftOf, end } from "./support/drafts.ts";
import { definitions, nobodys, openSandbox } from "./support/sandbox.ts";
import { codesOf } from "./support/send.ts";

const server = await testServer();
const world = await openSandbox(server);
const { send, settle, draw } = world;

const parameters = { companyNumber: "0000345671", name: "Northwind Traders" };
const start = async (workflowDefinitionId: string, given: object = parameters) => {
  const json = { workflowDefinitionId, locale: "en", parameters: given };
  return (await send("POST", "/workflows", { json })).body.id as string;
};
const resultOf = (id: string) => send("GET", `/workflows/${id}/result`);
/** What a workflow of nothing but this end answers. */
const ending = async (result: Record<string, unknown>, given: object = {}) => {
  const declared = Object.keys(given).map((key) => ({ key, type: "object" as const }));
  const id = await start(await draw(draftOf({ done: end(result) }, { parameters: declared })), given);
  await settle();
  return resultOf(id);
};

describe("a result that is not there", () => {
  it("34: is a 404 in the envelope while the workflow is RUNNING", async () => {
    const [interactive, waiting] = [await start(definitions.onboarding), await start(definitions.review)];
    for (const id of [interactive, waiting]) {
      const answer = await resultOf(id);
      expect([answer.status, ...codesOf(answer)]).toEqual([404, "RESULT_NOT_AVAILABLE"]);
      expect(answer.body.errors[0].message).toContain("RUNNING");
    }
  });

  it("34: and a 404 of another code where there is no workflow", async () => {
    const answer = await resultOf(nobodys);
    expect([answer.status, ...codesOf(answer)]).toEqual([404, "WORKFLOW_NOT_FOUND"]);
  });

  it("38: will never be there after it failed or expired", async () => {
    const own = await openSandbox(server);
    const begin = async (workflowDefinitionId: string) => {
      const json = { workflowDefinitionId, locale: "en", parameters };
      return (await own.send("POST", "/workflows", { json })).body.id as string;
    };
    const [failed, expired] = [await begin(definitions.failing), await begin(definitions.onboarding)];
    await own.advance("PT61M");
    for (const [id, status] of [
      [failed, "FAILED"],
      [expired, "EXPIRED"],
    ] as const) {
      const answer = await own.send("GET", `/workflows/${id}/result`);
      expect([answer.status, ...codesOf(answer)]).toEqual([404, "RESULT_NOT_AVAILABLE"]);
      expect(answer.body.errors[0].message).toContain(status);
    }
  });
});

describe("a result", () => {
  it("35: is a 200 with an object once the workflow is COMPLETED", async () => {
    const id = await start(definitions.screening);
    await settle();
    const { status, body } = await resultOf(id);
    expect(status).toBe(200);
    expect(body).toMatchObject({ decision: "approved", company: { number: "0000345671" }, aml: { hits: 0 } });
  });

  it("35: is the empty object where the definition makes nothing of it", async () => {
    expect((await ending({})).text).toBe("{}");
  });

  it("36: is the same on every later call, to the byte, and after the definition has changed", async () => {
    const id = await start(definitions.screening);
    await settle();
    const { text } = await resultOf(id);
    await world.advance("P400D");
    expect((await resultOf(id)).text).toBe(text);
    const path = { ...world.path, definitionId: definitions.screening };
    const { data: definition } = await world.dashboard.getDefinition({ path });
    await world.dashboard.deleteDefinition({ path });
    expect((await resultOf(id)).text).toBe(text);
    if (definition) await world.dashboard.putDefinition({ path, body: definition });
  });

  it("37: is what its definition says, with nothing around it", async () => {
    const given = { given: { number: 12.5, none: null, list: [1, [2]], "": "empty key", żółć: "👩‍⚖️" }, more: {} };
    const mapped = {
      all: "$.parameters.given",
      one: "$.parameters.given.list",
      within: [{ deep: "$.parameters.given.number" }, "$.parameters.given.żółć"],
      absent: "$.parameters.given.nothing.at.all",
      undeclared: "$.execution.recordId",
      literal: "$$.parameters",
      plain: ["$", "$ 5", 0, false, null, { a: [] }],
      locale: "$.execution.locale",
    };
    expect((await ending(mapped, given)).body).toEqual({
      all: given.given,
      one: [1, [2]],
      within: [{ deep: 12.5 }, "👩‍⚖️"],
      absent: null,
      undeclared: null,
      literal: "$.parameters",
      plain: ["$", "$ 5", 0, false, null, { a: [] }],
      locale: "en",
    });
  });

  it("37: keeps the order of its keys, and names that mean something elsewhere", async () => {
    const text = '{"z":1,"a":{"toString":2,"constructor":{"name":"x"}},"status":"mine","id":null,"errors":[]}';
    expect((await ending(JSON.parse(text))).text).toBe(text);
  });

  it("37: differs by what the parties answered", async () => {
    const of = async (companyNumber: string, name: string) => {
      const id = await start(definitions.screening, { companyNumber, name });
      await settle();
      return (await resultOf(id)).body;
    };
    expect((await of("0000345671", "Northwind")).decision).toBe("approved");
    expect(await of("0000345671", "Sanction Holding")).toMatchObject({
      ...{ decision: "declined", aml: { hits: 1, matches: [{ list: "sanctions" }] } },
    });
    expect(await of("0000345679", "Northwind")).toMatchObject({
      decision: "declined",
      company: { status: "liquidated" },
    });
    expect(await of("0000345670", "Northwind")).toMatchObject({ decision: "declined", vat: { status: "inactive" } });
    expect((await of("0000345677", "Northwind")).credit.score).toBeLessThan(300);
    expect((await resultOf(await start(definitions.screening, { companyNumber: "404", name: "x" }))).status).toBe(404);
  });
});
