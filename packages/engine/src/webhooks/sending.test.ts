import { expect, test } from "vitest";
import { eventually, noon, testBed } from "../testing.ts";
import { acmeThat } from "./acme.fixture.ts";
import { keptBytes } from "./outgoing.ts";
import {
  type Answer,
  attemptsIn,
  deliveriesIn,
  hangs,
  happen,
  listen,
  receiver,
  tcpReceiver,
  times,
  world,
} from "./testing.ts";

const bed = await testBed();

/** One attempt to this address, and no second one. */
async function attempt(url: string, headers?: Record<string, string>, timeoutMs = 1_000) {
  const { ctx, sandbox } = await world(bed, { scheme: acmeThat([], timeoutMs) });
  await listen(ctx, url, { ...(headers && { headers }) });
  await happen(ctx);
  await eventually(async () => expect(await attemptsIn(bed, sandbox)).toHaveLength(1));
  const [[made], [delivery]] = [await attemptsIn(bed, sandbox), await deliveriesIn(bed, sandbox)];
  if (!made || !delivery) throw new Error("nothing was tried");
  return { ...made, text: Buffer.from(made.responseBody ?? []).toString(), delivery };
}

const failed = { succeeded: false, isFinal: true, delivery: { status: "failed", attempts: 1, dueAt: null } };

test("an event is posted once, and what came of it is written", async () => {
  const endpoint = await receiver((_, res) => {
    res.writeHead(202, { "X-Some": "thing", "Set-Cookie": ["a=1", "b=2"], "X-Empty": "" }).end("thank you");
    return undefined;
  });
  const made = await attempt(`${endpoint.url}hook?a=b%20c`, { Authorization: "secret" });
  expect(endpoint.got).toMatchObject([{ method: "POST", path: "/hook?a=b%20c", at: noon.toISOString(), subject: "a" }]);
  expect(endpoint.got[0]?.headers).toMatchObject({ authorization: "secret", "content-type": "application/json" });
  expect(endpoint.got[0]?.headers["content-length"]).toBe(`${endpoint.got[0]?.body.length}`);
  expect(made).toMatchObject({
    ...{ number: 1, at: noon, status: 202, text: "thank you", error: null, succeeded: true, isFinal: true },
    delivery: { status: "successful", attempts: 1, dueAt: null },
    responseHeaders: { "x-some": "thing", "set-cookie": ["a=1", "b=2"], "x-empty": "" },
    requestHeaders: { "Content-Type": "application/json", "X-At": noon.toISOString(), Authorization: "secret" },
  });
  expect(made.durationMs).toBeGreaterThanOrEqual(0);
  expect(made.durationMs).toBeLessThan(1_000);
});

test.each([301, 302, 303, 307, 308])(
  "a redirect with %i is an answer like any other, and not followed",
  async (status) => {
    const elsewhere = await receiver();
    const endpoint = await receiver((_, res) => {
      res.writeHead(status, { Location: elsewhere.url }).end();
      return undefined;
    });
    expect(await attempt(endpoint.url)).toMatchObject({
      ...failed,
      status,
      responseHeaders: { location: elsewhere.url },
    });
    expect(elsewhere.connections).toBe(0);
  },
);

test.each([199 + 5, 400, 401, 410, 429, 500, 503])("the provider says whether %i is a success", async (status) => {
  const endpoint = await receiver(() => status);
  const made = await attempt(endpoint.url);
  expect(made).toMatchObject({ status, succeeded: status < 300, error: null });
});

test("an informational answer is waited past", async () => {
  const endpoint = await receiver((_, res) => {
    res.writeEarlyHints({ link: "</a>; rel=preload" });
    res.writeProcessing();
    return 200;
  });
  expect(await attempt(endpoint.url)).toMatchObject({ status: 200, text: "ok" });
});

test("no answer in time is told, with the time", async () => {
  const endpoint = await receiver(hangs);
  const made = await attempt(endpoint.url, undefined, 250);
  expect(made).toMatchObject({ ...failed, status: null, responseHeaders: null, responseBody: null });
  expect(made.error).toBe("No answer within 0.25 s.");
  expect(made.durationMs).toBeGreaterThanOrEqual(245);
  expect(made.durationMs).toBeLessThan(1_500);
});

test("an endpoint that takes the connection and then says nothing of TLS does not hold anybody up", async () => {
  const endpoint = await tcpReceiver(() => undefined);
  const made = await attempt(endpoint.url.replace("http:", "https:"), undefined, 250);
  expect(made).toMatchObject({ ...failed, error: "No answer within 0.25 s." });
});

test.each<[string, Parameters<typeof tcpReceiver>[0], RegExp]>([
  ["closes at once", (socket) => socket.end(), /closed the connection without an answer/],
  ["resets", (socket) => socket.resetAndDestroy(), /closed the connection without an answer/],
  [
    "closes in the middle of the head",
    (socket) => socket.end("HTTP/1.1 200 OK\r\nConte"),
    /without an answer|not HTTP/,
  ],
  ["answers garbage", (socket) => socket.end("SSH-2.0-OpenSSH_9.9\r\n"), /is not HTTP/],
  [
    "answers an endless head",
    (socket) => socket.write(`HTTP/1.1 200 OK\r\nX: ${"x".repeat(1e6)}`),
    /\(UND_ERR_HEADERS_OVERFLOW\)/,
  ],
  [
    "wants to upgrade",
    (socket) => socket.write("HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n"),
    /./,
  ],
])("an endpoint that %s has not answered", async (_, misbehave, words) => {
  const { url } = await tcpReceiver((socket) => socket.once("data", () => misbehave(socket)));
  const made = await attempt(url);
  expect(made).toMatchObject({ ...failed, status: null, error: expect.stringMatching(words) });
});

test("an address where nobody listens is told", async () => {
  const { url, close } = await receiver();
  await close();
  expect(await attempt(url)).toMatchObject({ ...failed, error: "Nobody listens at this address. (ECONNREFUSED)" });
});

test("a host that nobody knows is told", async () => {
  const { error } = await attempt("http://nobody.invalid/");
  expect(error).toMatch(/^The host's name (is not known|could not be looked up)\. \((ENOTFOUND|EAI_AGAIN)\)$/);
});

test.each([
  ["no address at all", "hook", {}],
  ["an address without a host", "http://", {}],
  ["another protocol", "ftp://127.0.0.1/", {}],
  ["a port that there is not", "http://127.0.0.1:99999/", {}],
  ["a header that no request can have", "http://127.0.0.1:1/", { "X-Key": "secret\r\nX-Other: secret" }],
  ["a header's name that no request can have", "http://127.0.0.1:1/", { "X secret": "1" }],
  ["a header beyond Latin", "http://127.0.0.1:1/", { "X-Key": "secret ✓" }],
  ["a header that belongs to the connection", "http://127.0.0.1:1/", { Upgrade: "secret" }],
  ["a header that cannot be met", "http://127.0.0.1:1/", { Expect: "secret" }],
  ["a length that is not a number", "http://127.0.0.1:1/", { "Content-Length": "secret" }],
])("%s cannot be sent, and that is told without repeating what it said", async (_, url, headers) => {
  const made = await attempt(url, headers);
  expect(made).toMatchObject({ ...failed, status: null });
  expect(made.error).toMatch(/^The request (cannot be sent|failed)/);
  expect(made.error).not.toContain("secret");
});

const filler = (length: number) => Buffer.alloc(length, "x");

const bodies: [string, Answer, number][] = [
  ["is of that length", (_, res) => void res.end(filler(keptBytes)), keptBytes],
  ["is a byte longer", (_, res) => void res.end(filler(keptBytes + 1)), keptBytes],
  ["is of ten megabytes", (_, res) => void res.end(filler(10_000_000)), keptBytes],
  ["breaks off", (_, res) => void res.writeHead(200, { "Content-Length": 100 }).write("abc", () => res.destroy()), 3],
  ["begins and never ends", (_, res) => void res.write("abc"), 3],
];

test.each(bodies)("of a body the first 16 KiB are kept, where it %s", async (_, answer, length) => {
  const endpoint = await receiver(answer);
  const made = await attempt(endpoint.url, undefined, 400);
  expect(made).toMatchObject({ status: 200, succeeded: true, error: null });
  expect(made.text).toHaveLength(length);
  expect(made.durationMs).toBeLessThan(1_500);
});

test("a body without end is cut off, and the endpoint is told of the next event", async () => {
  let sentMegabytes = 0;
  const endpoint = await receiver((_, res) => {
    const go = () => {
      while (!res.destroyed && res.write(filler(1e6))) sentMegabytes += 1;
    };
    res.on("drain", go);
    go();
    return undefined;
  });
  const { ctx, sandbox } = await world(bed);
  await listen(ctx, endpoint.url);
  await happen(ctx);
  await eventually(async () => expect(await attemptsIn(bed, sandbox)).toHaveLength(1));
  await happen(ctx);
  await eventually(async () => expect(await attemptsIn(bed, sandbox)).toHaveLength(2));
  expect(sentMegabytes).toBeLessThan(20);
});

test("connections are used again, one after the other and many at once", async () => {
  const endpoint = await receiver();
  const { ctx } = await world(bed);
  await listen(ctx, endpoint.url);
  for (const count of times(5, (n) => n + 1)) {
    await happen(ctx, { subject: `${count}` });
    await eventually(() => expect(endpoint.got).toHaveLength(count));
  }
  expect(endpoint.connections).toBe(1);
  await happen(ctx, ...times(500, () => ({})));
  await eventually(() => expect(endpoint.got).toHaveLength(505));
  expect(endpoint.connections).toBeLessThan(100);
});

test("a length that is not the body's is not sent", async () => {
  const endpoint = await receiver();
  const made = await attempt(endpoint.url, { "Content-Length": "1" });
  expect(made).toMatchObject({ ...failed, error: "The request failed (UND_ERR_REQ_CONTENT_LENGTH_MISMATCH)." });
  expect(endpoint.got).toEqual([]);
});

test("an endpoint that closes each connection gets all the same", async () => {
  const endpoint = await receiver((_, res) => {
    res.writeHead(200, { Connection: "close" }).end();
    return undefined;
  });
  const { ctx, sandbox } = await world(bed);
  await listen(ctx, endpoint.url);
  await happen(ctx, ...times(100, () => ({})));
  await eventually(async () => expect(await attemptsIn(bed, sandbox)).toHaveLength(100));
  expect(endpoint.got).toHaveLength(100);
  expect((await attemptsIn(bed, sandbox)).every(({ succeeded }) => succeeded)).toBe(true);
});

test("what cannot be said of one event does not keep the endpoint from hearing of the others", async () => {
  const logged: string[] = [];
  const scheme = {
    ...acmeThat([60_000]),
    request: (...[event, target, at]: Parameters<ReturnType<typeof acmeThat>["request"]>) => {
      if (event.subject === "unspeakable") throw new Error("the secret is s3cret");
      return acmeThat([]).request(event, target, at);
    },
  };
  const log = { warn: () => undefined, error: (_: object, message: string) => void logged.push(message) };
  const { ctx, sandbox } = await world(bed, { scheme, log });
  const endpoint = await receiver();
  await listen(ctx, endpoint.url);
  await happen(ctx, { subject: "unspeakable" }, { subject: "a" });
  await eventually(async () => expect(await attemptsIn(bed, sandbox)).toHaveLength(2));
  expect(endpoint.got.map(({ subject }) => subject)).toEqual(["a"]);
  const rows = await deliveriesIn(bed, sandbox);
  expect(rows.map(({ status }) => status)).toEqual(["pending", "successful"]);
  const errors = (await attemptsIn(bed, sandbox)).map(({ error }) => error);
  expect(errors).toContain("This server could not make the request: its log says why.");
  expect(logged).toEqual(["a webhook could not be made"]);
});
