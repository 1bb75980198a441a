import { Agent, request, type ServerResponse } from "node:http";
import { connect } from "node:net";
import { Refusal } from "@understudy/domain";
import { afterAll, beforeAll, expect, test } from "vitest";
import { mount } from "./mount.ts";
import { document } from "./testing/document.ts";
import { fixture, type Running, start } from "./testing/fixture.ts";

let app: Running;
beforeAll(async () => {
  app = await start([
    fixture({
      readThing: async ({ path }) => {
        if (path.thingId === "gone") throw new Refusal("absent", "There is no such thing.");
        if (path.thingId === "bug") throw new Error("the cause");
        return { status: 200, body: { id: path.thingId, amount: 1 } };
      },
    }),
    fixture({}, { name: "second", prefix: "/second" }),
    fixture({ readMine: async () => ({ status: 200, body: "from the pathfinder" }) }, { name: "p", prefix: "/x/p" }),
  ]);
});
afterAll(() => app.close());

test("a valid request is handled and its answer sent as the spec's media type", async () => {
  const answer = await app.post("/things", { name: "a", amount: 3 });
  expect(answer.status).toBe(201);
  expect(answer.headers.get("content-type")).toBe("application/json");
  expect(await answer.json()).toEqual({ id: "thing_1", amount: 1 });
});

test("only the first server's path is served, behind the prefix", async () => {
  expect((await fetch(`${app.url}/fixture/other/things/mine`)).status).toBe(404);
  expect((await fetch(`${app.url}/v1/things/mine`)).status).toBe(404);
});

test("several services share one app, each beneath its own prefix", async () => {
  const headers = { authorization: "Bearer x" };
  expect(await (await fetch(`${app.url}/second/v1/things/mine`, { headers })).json()).toBe("mine");
  expect(await (await fetch(`${app.url}/x/p/v1/things/mine`, { headers })).json()).toBe("from the pathfinder");
});

test("a fixed path wins over one with a parameter", async () => {
  expect(await (await app.call("/things/mine")).json()).toBe("mine");
});

test("a literal colon in a path is no parameter", async () => {
  const answer = await app.call("/things/t1:shout", { method: "POST" });
  expect(await answer.json()).toMatchObject({ path: { thingId: "t1" } });
});

test("path parameters are decoded and coerced", async () => {
  expect(await (await app.call("/count/7")).json()).toMatchObject({ path: { number: 7 } });
  expect(await (await app.call("/things/a%2Fb%20c")).json()).toMatchObject({ id: "a/b c" });
});

test.each(["/nothing", "/things/a/b", "/", "/things/%zz", "/things/%ff"])("no operation at %s", async (path) => {
  const answer = await app.call(path);
  expect([answer.status, await answer.json()]).toEqual([404, { error: "no_route" }]);
  expect(answer.headers.get("request-id")).toMatch(/^req_/);
});

test("a path outside of every service's territory is left to the app", async () => {
  expect(await (await fetch(`${app.url}/fixtures`)).text()).toContain("Cannot GET");
});

test("a service without a territory passes unknown paths on, one with a territory refuses them", async () => {
  const own = { ...document, servers: [], paths: { "/control/one": document.paths["/things/mine"] } };
  const rest = { ...document, servers: [], paths: { "/control/two": document.paths["/things/mine"] } };
  const both = await start([
    fixture({}, { document: own, prefix: "" }),
    fixture({}, { document: rest, prefix: "", territory: "/control" }),
  ]);
  const ask = (path: string) => fetch(both.url + path, { headers: { authorization: "Bearer x" } });
  expect((await ask("/control/one")).status).toBe(200);
  expect((await ask("/control/two")).status).toBe(200);
  expect(await (await ask("/control/three")).json()).toEqual({ error: "no_route" });
  expect(await (await ask("/elsewhere")).text()).toContain("Cannot GET");
  await both.close();
});

test("a wrong method is refused and told which ones are right", async () => {
  const answer = await app.call("/things", { method: "PUT" });
  expect([answer.status, await answer.json()]).toEqual([405, { error: "wrong_method" }]);
  expect(answer.headers.get("allow")).toBe("GET, POST, HEAD, OPTIONS");
});

test("HEAD answers as GET would, without the body", async () => {
  const answer = await app.call("/things/mine", { method: "HEAD" });
  expect([answer.status, await answer.text(), answer.headers.get("content-length")]).toEqual([200, "", "6"]);
});

test("OPTIONS tells the methods and needs no credential", async () => {
  const answer = await fetch(`${app.url}/fixture/v1/things/mine`, { method: "OPTIONS" });
  expect([answer.status, answer.headers.get("allow")]).toEqual([204, "GET, HEAD, OPTIONS"]);
});

test("a handler's refusal is worded by the provider", async () => {
  const answer = await app.call("/things/gone");
  expect([answer.status, await answer.json()]).toEqual([404, { error: "absent" }]);
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
});

test("an unexpected error is a bug without its cause, which goes to the log with the operation's name", async () => {
  const answer = await app.call("/things/bug");
  expect([answer.status, await answer.json()]).toEqual([500, { error: "bug" }]);
  const { fields } = app.logged.find(({ message }) => message === "unexpected error") ?? {};
  expect(fields).toMatchObject({ service: "fixture", operation: "readThing", err: new Error("the cause") });
  expect(fields?.requestId).toBe(answer.headers.get("request-id"));
});

test("what cannot be sent is a bug in the provider's words", async () => {
  const house = await start([fixture({ readMine: async () => ({ status: 200, body: { amount: 1n } }) })]);
  const answer = await house.call("/things/mine");
  expect([answer.status, await answer.json()]).toEqual([500, { error: "bug" }]);
  expect(house.logged.at(-1)).toMatchObject({ level: "error", message: "no answer could be given" });
  expect(house.logged.at(-1)?.fields.requestId).toBe(answer.headers.get("request-id"));
  await house.close();
});

test("a request ends even if the provider cannot word its bugs", async () => {
  const service = fixture({ readMine: () => Promise.reject(new Error("cause")) });
  const bug = () => {
    throw new Error("no words");
  };
  const house = await start([{ ...service, present: { ...service.present, bug } }]);
  const answer = await house.call("/things/mine");
  expect([answer.status, await answer.json()]).toEqual([500, { error: "internal error" }]);
  await house.close();
});

test("an operation that nobody handles stops the mount", () => {
  const service = fixture();
  const { count: _left, ...handlers } = service.handlers;
  const options = {
    log: console,
    validateResponses: "log",
    bodyLimit: 1000,
    uploadLimit: 1000,
    realNow: () => new Date(0),
  } as const;
  expect(() => mount({ ...service, handlers }, options)).toThrow("fixture has no handler for count");
});

test("a caller who leaves in the middle of an upload harms nobody", async () => {
  const ended = new Promise((resolve) => {
    app.server.once("request", (_request, response: ServerResponse) => response.once("close", resolve));
  });
  const socket = connect(Number(new URL(app.url).port), "127.0.0.1");
  socket.write("POST /fixture/v1/things HTTP/1.1\r\nhost: x\r\nauthorization: x\r\n");
  socket.write('content-type: application/json\r\ncontent-length: 900\r\n\r\n{"name":', () => socket.destroy());
  await ended;
  expect((await app.call("/things/mine")).status).toBe(200);
  expect(app.logged.filter(({ level, message }) => level === "error" && message.startsWith("no"))).toEqual([]);
});

test("a body that never came because its caller left does not pass for an absent one", async () => {
  const handled: unknown[] = [];
  let left: Promise<unknown> = Promise.resolve();
  const service = fixture(
    { changeThing: async ({ body }) => ({ status: 200, body: { seen: handled.push(body) } }) },
    { open: async () => left.then(() => ({ now: new Date(0) })) },
  );
  const house = await start([service]);
  const socket = connect(Number(new URL(house.url).port), "127.0.0.1");
  left = new Promise((resolve) => {
    house.server.once("request", (_request, response: ServerResponse) => response.once("close", resolve));
  });
  socket.write("PATCH /fixture/v1/things/t1 HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n");
  socket.write("content-length: 900\r\n\r\n", () => socket.destroy());
  await left;
  await house.close();
  expect(handled).toEqual([]);
});

test("an upload that was refused unread leaves its connection usable", async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const ask = (path: string, method: string, headers: Record<string, string>, body = "") =>
    new Promise((resolve, reject) => {
      const sent = request(`${app.url}/fixture/v1${path}`, { agent, method, headers }, (answer) => {
        answer.resume().once("end", () => resolve([answer.statusCode, sent.reusedSocket]));
      });
      sent.once("error", reject).end(body);
    });
  expect(await ask("/things", "POST", {}, "x".repeat(15_000))).toEqual([401, false]);
  expect(await ask("/things/mine", "GET", { authorization: "x" })).toEqual([200, true]);
  agent.destroy();
});

test("ready can be awaited before the first request, and twice", async () => {
  await Promise.all(app.mounted.map((each) => each.ready()));
  await app.mounted[0]?.ready();
});
