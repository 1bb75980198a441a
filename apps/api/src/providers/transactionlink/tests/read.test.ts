import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { definitions, nobodys, openSandbox } from "./support/sandbox.ts";
import { codesOf, withoutFingerprint } from "./support/send.ts";

const server = await testServer();
const world = await openSandbox(server);
const { send, settle, inFull, path } = world;

const parameters = { companyNumber: "0000345671", name: "Northwind Traders" };
const start = async (which: keyof typeof definitions) => {
  const json = { workflowDefinitionId: definitions[which], locale: "en", parameters };
  return (await send("POST", "/workflows", { json })).body;
};
const read = (id: string, given?: object) => send("GET", `/workflows/${id}`, given);

describe("reading an execution", () => {
  it("24: answers the one with the id of the path, as it is now", async () => {
    const [first, second] = [await start("review"), await start("screening")];
    expect((await read(first.id)).body).toEqual(first);
    await settle();
    expect((await read(second.id)).body).toEqual({ ...second, status: "COMPLETED" });
    expect((await read(first.id)).body).toMatchObject({ id: first.id, status: "RUNNING" });
    await send("POST", `/workflows/${first.id}/cancel`);
    expect((await read(first.id)).body).toEqual({ ...first, status: "CANCELLED" });
    const failing = await start("failing");
    await settle();
    expect((await read(failing.id)).body.status).toBe("FAILED");
  });

  it("24: by an id in capitals too, as all UUIDs", async () => {
    const { id } = await start("review");
    expect((await read(id.toUpperCase())).body.id).toBe(id);
  });

  it("25: is a 404 for an id that nothing has", async () => {
    for (const id of [nobodys, "ffffffff-ffff-ffff-ffff-ffffffffffff", definitions.screening]) {
      const answer = await read(id);
      expect([answer.status, ...codesOf(answer)]).toEqual([404, "WORKFLOW_NOT_FOUND"]);
    }
  });

  it("26: does not give out token and link again", async () => {
    const { token, link, ...told } = await start("onboarding");
    const answer = await read(told.id);
    expect(answer.body).toEqual(told);
    expect(answer.text).not.toContain(token);
    expect(answer.text).not.toContain(new URL(link).pathname);
  });

  it("27: is a 400 for an id that is none, and so are its result and its end", async () => {
    const malformed = ["1", "f01fd001", "f01fd001-1456-426f-b8a1-972bc1d6218", `${nobodys}0`, `{${nobodys}}`, "%00"];
    const others = [
      nobodys.replaceAll("-", ""),
      "null",
      "undefined",
      "%20",
      `${nobodys}%0A`,
      "%F0%9F%8F%A6",
      "..%2F..",
      "'--",
    ];
    for (const id of [...malformed, ...others])
      for (const [method, behind] of [
        ["GET", ""],
        ["GET", "/result"],
        ["POST", "/cancel"],
      ] as const) {
        const answer = await send(method, `/workflows/${id}${behind}`);
        expect([answer.status, ...codesOf(answer)]).toEqual([400, "INVALID_REQUEST"]);
        expect(answer.body.errors[0].message).toContain("workflowId");
      }
  });

  it("27: is a 404 where the path leads nowhere, or cannot be read", async () => {
    expect(codesOf(await send("GET", "/workflows/%E0%A4%A"))).toEqual(["NOT_FOUND"]);
    expect(codesOf(await send("GET", `/workflows/${nobodys}/results`))).toEqual(["NOT_FOUND"]);
  });

  it("28: may be done as often as somebody likes", async () => {
    const { id } = await start("review");
    const answers = await Promise.all(Array.from({ length: 60 }, () => read(id)));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    for (const { headers } of answers) expect(headers.get("retry-after")).toBeNull();
  });

  it("changes nothing, whichever way it is asked", async () => {
    const { id } = await start("review");
    await settle();
    const before = await inFull(id);
    await read(id, { headers: { "Content-Type": "text/plain" } });
    await read(`${id}?status=COMPLETED`);
    await send("HEAD", `/workflows/${id}`);
    expect(await inFull(id)).toEqual(before);
  });
});

describe("what is not there", () => {
  it("46: has a fingerprint of its own each time, and else is the same to the byte", async () => {
    const answers = await Promise.all([read(nobodys), read(nobodys), read(nobodys)]);
    expect(new Set(answers.map(({ body }) => body.fingerprint)).size).toBe(3);
    expect(new Set(answers.map(withoutFingerprint)).size).toBe(1);
  });

  it("47: is told as application/json, and what is there with its charset", async () => {
    const { id } = await start("screening");
    await settle();
    const type = async (behind: string, method = "GET") =>
      (await send(method, `/workflows${behind}`)).headers.get("content-type");
    for (const behind of [`/${id}`, `/${id}/result`]) expect(await type(behind)).toBe("application/json;charset=UTF-8");
    const json = { workflowDefinitionId: definitions.review, locale: "en", parameters };
    const started = await send("POST", "/workflows", { json });
    expect(started.headers.get("content-type")).toBe("application/json;charset=UTF-8");
    const wrong = [`/${nobodys}`, `/${nobodys}/result`, "/x", "/x/y/z"];
    for (const behind of wrong) expect(await type(behind)).toBe("application/json");
    expect(await type(`/${id}/cancel`, "POST")).toBe("application/json");
    expect(await type(`/${id}`, "DELETE")).toBe("application/json");
  });

  it("is a 405 where only the method is wrong", async () => {
    const answers = await Promise.all([
      send("DELETE", `/workflows/${nobodys}`),
      send("GET", "/workflows"),
      send("GET", `/workflows/${nobodys}/cancel`),
      send("PUT", `/workflows/${nobodys}/result`),
    ]);
    for (const answer of answers) expect([answer.status, ...codesOf(answer)]).toEqual([405, "METHOD_NOT_ALLOWED"]);
  });
});

describe("the same execution as a test sees it", () => {
  it("stands at its step with the link, until it has ended", async () => {
    const { id, link } = await start("onboarding");
    expect(await inFull(id)).toMatchObject({
      ...{ id, link, execution_type: "INTERACTIVE", status: "RUNNING", result: null, failure: null, ended_at: null },
      current_step: { key: "company", type: "form", awaits: "person", since: world.start.toISOString() },
      steps: [{ number: 1, step: "company", state: "RUNNING", attempt: 1, input: null, output: null, ended_at: null }],
    });
    await send("POST", `/workflows/${id}/cancel`);
    expect(await inFull(id)).toMatchObject({
      ...{ status: "CANCELLED", link: null, current_step: null, ended_at: world.start.toISOString() },
      steps: [{ number: 1, state: "CANCELLED", ended_at: world.start.toISOString() }],
    });
  });

  it("has a step run for each passage, with what went in and came out", async () => {
    const { id } = await start("screening");
    await settle();
    const { steps, result } = await inFull(id);
    expect(steps.map(({ number, step, type, state }) => [number, step, type, state])).toEqual([
      [1, "registry", "lookup", "COMPLETED"],
      [2, "vat", "lookup", "COMPLETED"],
      [3, "bureau", "lookup", "COMPLETED"],
      [4, "screening", "aml_screening", "COMPLETED"],
      [5, "decision", "decision", "COMPLETED"],
      [6, "done", "end", "COMPLETED"],
    ]);
    expect(steps[0]?.input).toEqual({ number: "0000345671" });
    expect(steps[4]?.output).toEqual({ outcome: "approved", ruleIndex: null });
    expect(result).toMatchObject({ decision: "approved", company: steps[0]?.output, vat: steps[1]?.output });
  });

  it("is found by status and definition, newest first, page by page", async () => {
    const own = await openSandbox(server);
    const ids: string[] = [];
    for (const which of ["review", "failing", "review", "failing", "review"] as const) {
      const json = { workflowDefinitionId: definitions[which], locale: "en", parameters };
      ids.unshift((await own.send("POST", "/workflows", { json })).body.id);
    }
    await own.settle();
    const list = async (query: object) => (await own.dashboard.listExecutions({ path: own.path, query })).data;
    const idsOf = async (query: object) => (await list(query))?.data.map(({ id }) => id);
    expect(await idsOf({})).toEqual(ids);
    expect(await idsOf({ status: "FAILED" })).toEqual([ids[1], ids[3]]);
    expect(await idsOf({ status: "RUNNING", definition_id: definitions.failing })).toEqual([]);
    expect(await idsOf({ definition_id: definitions.review })).toEqual([ids[0], ids[2], ids[4]]);
    const pages: (readonly string[])[] = [];
    for (let cursor: string | undefined; pages.length < 9; ) {
      const page = await list({ limit: 2, ...(cursor !== undefined && { cursor }) });
      pages.push(page?.data.map(({ id }) => id) ?? []);
      cursor = page?.next_cursor ?? undefined;
      if (cursor === undefined) break;
    }
    expect(pages).toEqual([ids.slice(0, 2), ids.slice(2, 4), ids.slice(4)]);
    expect((await list({}))?.data[0]).not.toHaveProperty("steps");
  });

  it("is absent by any id that is none, and a filter that is none is a 400", async () => {
    const ids = [nobodys, "x", "%00", "' OR 1=1", definitions.screening];
    for (const workflowId of ids)
      expect((await world.dashboard.getExecution({ path: { ...path, workflowId } })).response.status).toBe(404);
    for (const query of [
      "status=DONE",
      "definition_id=x",
      "limit=0",
      "limit=x",
      "cursor=x",
      "status=RUNNING&status=FAILED",
    ])
      expect((await world.control("GET", `/workflows?${query}`)).status).toBe(400);
  });
});
