import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, expectTypeOf, test } from "vitest";
import { contract } from "./contract.ts";
import { type Personas, type Scenario, type Scenarios, type Unreachable, unreachable } from "./scenarios.ts";

type Name = "control";

const now = "2026-01-15T12:30:00.000Z";
const token = "the token of this test";
const worlds = new Set<string>();
const asked: string[] = [];
let server: Server;
/** What the server lays over the sandbox that it shows. */
let slip: object;

beforeAll(async () => {
  server = createServer((request, response) => {
    const { status, body } = answer(request);
    const type = status < 400 ? "application/json" : "application/problem+json";
    response.writeHead(status, body === undefined ? {} : { "content-type": type });
    response.end(body === undefined ? undefined : JSON.stringify(body));
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
});

afterAll(() => new Promise((closed) => server.close(closed)));

beforeEach(() => {
  slip = {};
  worlds.clear();
  asked.length = 0;
});

const problem = (status: number) => ({
  status,
  body: { type: "urn:understudy:problem:any", title: "No", status, detail: "No.", request_id: "req_1" },
});

/** Makes, shows and drops sandboxes, as little as the suite can work with. */
function answer({ method, url = "", headers }: IncomingMessage): { status: number; body?: object } {
  asked.push(`${method} ${url}`);
  if (headers.authorization !== `Bearer ${token}`) return problem(401);
  const id = url.split("/")[3] ?? `sbx_${asked.length}`;
  const world = { id, name: null, now, clock: { mode: "running", now }, base_urls: {}, created_at: now, ...slip };
  if (method === "POST") {
    worlds.add(id);
    return { status: 201, body: { ...world, credentials: { control: { key: "k" } } } };
  }
  if (!worlds.has(id)) return problem(404);
  if (method === "GET") return { status: 200, body: world };
  worlds.delete(id);
  return { status: 204 };
}

const personas: Personas<Name> = { owner: () => ({}), nobody: () => ({ token: "wrong" }) };

/** Registers these scenarios with a host that only remembers, and gives what it remembered. */
function registered(scenarios: Record<string, Record<number, Scenario<Name> | Unreachable>>) {
  const tests = new Map<string, () => Promise<void>>();
  const skipped: string[] = [];
  const register = Object.assign((title: string, run: () => Promise<void>) => tests.set(title, run), {
    skip: (title: string) => skipped.push(title),
  });
  // The suite under test does not ask whether all operations of the spec are there; the type of scenarios does.
  contract("control", scenarios as unknown as Scenarios<Name>, personas, {
    test: register,
    baseUrl: () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    token: () => token,
  });
  return { tests, skipped };
}

async function play(operation: string, status: number, scenario: Scenario<Name>): Promise<void> {
  await registered({ [operation]: { [status]: scenario } }).tests.get(`control: ${operation} ${status}`)?.();
}

const show: Scenario<Name> = (sandbox) => sandbox.as("owner").getSandbox({ path: { sandboxId: sandbox.id } });

describe("the contract suite", () => {
  test("registers a test for each operation and status, and says why one is left out", () => {
    const { tests, skipped } = registered({
      getSandbox: { 200: show, 404: show, 500: unreachable("only a bug does") },
    });
    expect([...tests.keys()]).toEqual(["control: getSandbox 200", "control: getSandbox 404"]);
    expect(skipped).toEqual(["control: getSandbox 500: unreachable, only a bug does"]);
  });

  test("plays each scenario in a sandbox of its own and drops it", async () => {
    await play("getSandbox", 200, show);
    expect(asked.map((line) => line.replace(/sbx_\d+/, "{id}"))).toEqual([
      "POST /control/sandboxes",
      "GET /control/sandboxes/{id}",
      "DELETE /control/sandboxes/{id}",
    ]);
    expect(worlds.size).toBe(0);
  });

  test("drops the sandbox of a scenario that fails", async () => {
    const failing = play("getSandbox", 200, async () => {
      throw new Error("stumbled");
    });
    await expect(failing).rejects.toThrow("stumbled");
    expect(worlds.size).toBe(0);
  });

  test("tells who asks by what they show", async () => {
    await play("getSandbox", 401, ({ as, id }) => as("nobody").getSandbox({ path: { sandboxId: id } }));
  });

  test("makes another sandbox for the stranger only, when it speaks", async () => {
    await play("getSandbox", 200, ({ as, id }) => as("stranger").getSandbox({ path: { sandboxId: id } }));
    expect(asked.filter((line) => line.startsWith("POST"))).toHaveLength(2);
    expect(worlds.size).toBe(0);
  });

  test("makes further sandboxes, and drops them too", async () => {
    await play("getSandbox", 200, async ({ as, id, elsewhere }) => {
      const other = await elsewhere();
      expect(other.id).not.toBe(id);
      return as("owner").getSandbox({ path: { sandboxId: other.id } });
    });
    expect(asked.filter((line) => line.startsWith("DELETE"))).toHaveLength(2);
    expect(worlds.size).toBe(0);
  });

  test("lends the raw client too", async () => {
    await play("getSandbox", 404, ({ as }) =>
      as("owner").raw.GET("/control/sandboxes/{sandboxId}", { params: { path: { sandboxId: "sbx_0" } } }),
    );
  });

  test("says what is missing: a persona, a credential", async () => {
    const hurried = play("getSandbox", 200, ({ as, id }) => as("hurried").getSandbox({ path: { sandboxId: id } }));
    await expect(hurried).rejects.toThrow("control has no hurried.");
    const poor = play("getSandbox", 200, async ({ credential }) => {
      expect(credential("key")).toBe("k");
      throw new Error(credential("seal"));
    });
    await expect(poor).rejects.toThrow("The sandbox has no seal of control.");
  });

  test("fails a scenario that reaches another status, and shows the answer", async () => {
    await expect(play("getSandbox", 404, show)).rejects.toThrow(/getSandbox answered 200 instead of 404: \{"id":"sbx_/);
  });

  test("fails a scenario that answers for another operation", async () => {
    await expect(play("getClock", 200, show)).rejects.toThrow("The scenario of getClock gave an answer of getSandbox.");
  });

  test("fails a scenario whose answer breaks the spec", async () => {
    slip = { now: "noon" };
    await expect(play("getSandbox", 200, show)).rejects.toThrow(
      `getSandbox: response body now must match format "date-time"`,
    );
  });
});

describe("the types of scenarios", () => {
  test("demand every operation and every documented status", () => {
    type Statuses = keyof Scenarios<Name>["getSandbox"];
    expectTypeOf<Statuses>().toEqualTypeOf<200 | 401 | 404>();
    // @ts-expect-error: the 404 is missing
    const scenarios: Scenarios<Name>["getSandbox"] = { 200: show, 401: show };
    expect(scenarios).toBeDefined();
  });

  test("know each client's operations and credentials", () => {
    // @ts-expect-error: no such operation
    const wrong: Scenario<Name> = (sandbox) => sandbox.as("owner").getSandpit({ path: { sandboxId: sandbox.id } });
    // @ts-expect-error: no such credential
    const odd: Personas<Name> = { owner: () => ({ password: "x" }), nobody: () => ({}) };
    expect([wrong, odd]).toHaveLength(2);
  });
});
