import { expect, test } from "vitest";
import { noon, testBed, testEngine, testSandbox } from "../testing.ts";
import type { Outcome } from "../webhooks/outgoing.ts";
import { type Answer, hangs, receiver, tcpReceiver } from "../webhooks/testing.ts";
import type { Call } from "./task.ts";
import { put } from "./testing.ts";

const bed = await testBed();

const post = { method: "POST", headers: {}, body: JSON.stringify({ subject: "a" }), timeoutMs: 5_000, mostBytes: 100 };

/** What a task gets that calls. */
async function outcomeOf(call: Partial<Call> & Pick<Call, "url">, options: { isPublic?: boolean; own?: string } = {}) {
  const { promise, resolve } = Promise.withResolvers<Outcome>();
  const { own, isPublic = false } = options;
  const engine = await testEngine(bed, {
    isPublic,
    ...(own !== undefined && { own: { prefix: "http://here.invalid/inboxes/", at: () => own } }),
    tasks: {
      acme: {
        ask: {
          together: 1,
          asksOthers: true,
          run: async (_, __, others) => {
            resolve(await others.call({ ...post, ...call }));
            return [];
          },
        },
      },
    },
  });
  await put(engine.within(bed.db, await testSandbox(bed), noon), "ask", "a");
  const outcome = await promise;
  await engine.close();
  return { ...outcome, text: outcome.body?.toString() };
}

test("a call is made as it is said, and answered with what came", async () => {
  const endpoint = await receiver((_, res) => {
    res.writeHead(202, { "X-Some": "thing" }).end("thank you");
    return undefined;
  });
  const outcome = await outcomeOf({ url: `${endpoint.url}a?b=c%20d`, method: "PATCH", headers: { "X-Key": "k" } });
  expect(outcome).toMatchObject({ status: 202, headers: { "x-some": "thing" }, text: "thank you", error: null });
  expect(endpoint.got).toMatchObject([
    { method: "PATCH", path: "/a?b=c%20d", headers: { "x-key": "k" }, body: post.body },
  ]);
});

test.each(["GET", "DELETE", "POST"])("a %s without a body has none", async (method) => {
  const heads: string[] = [];
  const { url } = await tcpReceiver((socket) =>
    socket.once("data", (data) => {
      heads.push(data.toString());
      socket.end("HTTP/1.1 204 No Content\r\n\r\n");
    }),
  );
  expect(await outcomeOf({ url, method, body: undefined })).toMatchObject({ status: 204, text: "" });
  expect(heads).toEqual([expect.stringMatching(new RegExp(`^${method} / HTTP/1.1\r\n[^]*\r\n\r\n$`))]);
  expect(heads[0]).not.toMatch(/content-length: [1-9]|transfer-encoding/i);
});

test("no answer in time is told, with the time", async () => {
  const { url } = await receiver(hangs);
  const outcome = await outcomeOf({ url, timeoutMs: 250 });
  expect(outcome).toMatchObject({
    status: null,
    headers: null,
    body: null,
    error: "No answer within 0.25 s.",
    isSlow: true,
  });
  expect(outcome.durationMs).toBeGreaterThanOrEqual(245);
  expect(outcome.durationMs).toBeLessThan(2_000);
});

test.each([1, 99, 100, 101, 5_000_000])("of a body of %i bytes no more is kept than is asked for", async (length) => {
  const { url } = await receiver((_, res) => void res.end(Buffer.alloc(length, "x")));
  expect((await outcomeOf({ url })).body).toHaveLength(Math.min(length, 100));
});

test.each<[string, Answer, RegExp]>([
  ["breaks off", (_, res) => void res.writeHead(200, { "Content-Length": 50 }).write("{", () => res.destroy()), /./],
  ["begins and never ends", (_, res) => void res.write("{"), /^No answer within 0.25 s.$/],
])("a body that %s is no answer", async (_, answer, words) => {
  const { url } = await receiver(answer);
  const { status, body, error } = await outcomeOf({ url, timeoutMs: 250 });
  expect([status, body, error]).toEqual([null, null, expect.stringMatching(words)]);
});

test("a body without end is cut off", async () => {
  const { url } = await receiver((_, res) => {
    const go = () => {
      while (!res.destroyed && res.write(Buffer.alloc(1_000, "x")));
    };
    res.on("drain", go);
    go();
    return undefined;
  });
  expect((await outcomeOf({ url })).body).toHaveLength(100);
});

test("an address where nobody listens is told", async () => {
  const { url, close } = await receiver();
  await close();
  const error = "Nobody listens at this address. (ECONNREFUSED)";
  expect(await outcomeOf({ url })).toMatchObject({ status: null, error });
});

test.each([
  ["no address", { url: "nowhere" }],
  ["another protocol", { url: "ftp://127.0.0.1/" }],
  ["no method", { url: "http://127.0.0.1:1/", method: "NO METHOD" }],
  ["a header that no request can have", { url: "http://127.0.0.1:1/", headers: { "X-Key": "secret\r\nX: secret" } }],
])("%s is told, and not thrown", async (_, call) => {
  const { status, error } = await outcomeOf(call);
  expect(status).toBeNull();
  expect(error).toMatch(/^The request (cannot be sent|failed)/);
  expect(error).not.toContain("secret");
});

test.each(["127.0.0.1", "localhost", "[::1]", "10.0.0.1", "192.168.1.1", "169.254.169.254"])(
  "a server that others reach does not call %s",
  async (host) => {
    const endpoint = await receiver();
    const url = endpoint.url.replace("127.0.0.1", host);
    const { status, error } = await outcomeOf({ url }, { isPublic: true });
    expect([status, error]).toEqual([null, expect.stringMatching(/public/)]);
    expect(endpoint.connections).toBe(0);
  },
);

test("it reaches its own inboxes all the same, and nothing else of its own by that way", async () => {
  const endpoint = await receiver();
  const options = { isPublic: true, own: `${endpoint.url}inboxes/` };
  expect(await outcomeOf({ url: "http://here.invalid/inboxes/a" }, options)).toMatchObject({ status: 200 });
  expect(endpoint.got).toMatchObject([{ path: "/inboxes/a" }]);
  for (const url of ["http://here.invalid/inboxes/../control", `${endpoint.url}inboxes/a`])
    expect(await outcomeOf({ url }, options)).toMatchObject({ status: null });
  expect(endpoint.got).toHaveLength(1);
});

test("a redirect is an answer like any other", async () => {
  const elsewhere = await receiver();
  const { url } = await receiver((_, res) => void res.writeHead(307, { Location: elsewhere.url }).end());
  expect(await outcomeOf({ url })).toMatchObject({ status: 307 });
  expect(elsewhere.connections).toBe(0);
});
