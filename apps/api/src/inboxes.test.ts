import { request } from "node:http";
import { connect } from "node:net";
import { gzipSync } from "node:zlib";
import { createControlClient } from "@understudy/client/control";
import { describe, expect, test } from "vitest";
import { got } from "./providers/tokeflow/tests/support/world.ts";
import { eventually } from "./testing/eventually.ts";
import { openInbox, send } from "./testing/inbox.ts";
import { testHouse } from "./testing/server.ts";

const bodyLimit = 64 * 1024;
const { start } = await testHouse({ BODY_LIMIT: String(bodyLimit) });
const server = await start();
const control = createControlClient({ baseUrl: server.publicUrl });

/** The control API without a client: what a client's types would not let through. */
const raw = async (path: string, body?: unknown, method = "POST") => {
  const init = { method, headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  const answer = await fetch(`${server.publicUrl}/control/sandboxes/${path}`, init);
  return { status: answer.status, body: (await answer.json()) as { errors?: { field: string }[] } };
};

const nobodyWaits = () => eventually(() => expect(server.engine.arrivals.waiting).toBe(0));
const someoneWaits = (count = 1) => eventually(() => expect(server.engine.arrivals.waiting).toBe(count));

describe("an inbox", () => {
  test("is made once, and set again as often as one likes", async () => {
    const { id: sandboxId, now } = got(await control.createSandbox());
    const path = { sandboxId, name: "orders" };
    const url = `${server.publicUrl}/inboxes/${sandboxId}/orders`;
    const well = { status: 200, delay: "PT0S", hang: false };
    const made = await control.putInbox({ path });
    expect([made.response.status, made.data]).toEqual([
      201,
      { name: "orders", url, behaviour: well, created_at: expect.any(String) },
    ]);
    expect(Date.parse(String(made.data?.created_at))).toBeGreaterThanOrEqual(Date.parse(now));
    const behaviour = { status: 503, delay: "PT1.5S", hang: true };
    const changed = await control.putInbox({ path, body: { behaviour } });
    expect([changed.response.status, changed.data]).toEqual([200, { ...made.data, behaviour }]);
    expect(got(await control.putInbox({ path, body: { behaviour: { status: 404 } } })).behaviour).toEqual({
      ...well,
      status: 404,
    });
    expect(got(await control.getInbox({ path })).behaviour.status).toBe(404);
    expect(got(await control.putInbox({ path, body: {} })).behaviour).toEqual(well);
    expect(got(await control.putInbox({ path, body: { behaviour } })).behaviour).toEqual(behaviour);
    expect(got(await control.putInbox({ path })).behaviour).toEqual(well);
  });

  test("that many make at once is one inbox, and one of them made it", async () => {
    const { id: sandboxId } = got(await control.createSandbox());
    const path = { sandboxId, name: "orders" };
    const answers = await Promise.all(Array.from({ length: 30 }, () => control.putInbox({ path })));
    const statuses = answers.map(({ response }) => response.status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(1);
    expect(statuses.filter((status) => status === 200)).toHaveLength(29);
    expect(got(await control.listInboxes({ path: { sandboxId } })).data).toHaveLength(1);
  });

  test.each(["a", "A-z_0.9", "...", ".hidden", "x".repeat(64)])("may be called %s", async (name) => {
    const inbox = await openInbox(control, name);
    expect((await inbox.send("hello")).status).toBe(200);
    expect(await inbox.bodies()).toEqual(["hello"]);
  });

  test.each(["x".repeat(65), "two words", "ä", "a/b", "a%b", "😀", "a?b", "-\n", "a\u0301"])(
    "is not called %j",
    async (name) => {
      const { sandboxId } = await openInbox(control);
      const refused = await control.putInbox({ path: { sandboxId, name } });
      expect(refused.response.status).toBe(400);
      expect(refused.error).toMatchObject({ type: "invalid", errors: [{ field: "path name" }] });
      expect((await control.getInbox({ path: { sandboxId, name } })).response.status).toBe(404);
      expect((await control.dropInbox({ path: { sandboxId, name } })).response.status).toBe(404);
      expect((await send(`${server.publicUrl}/inboxes/${sandboxId}/${encodeURIComponent(name)}`)).status).toBe(404);
    },
  );

  test.each(["%2e", "%2e%2e", "..", "."])("is no step to elsewhere: %s", async (name) => {
    const { sandboxId } = await openInbox(control);
    const { port } = new URL(server.publicUrl);
    const path = `/control/sandboxes/${sandboxId}/inboxes/${name}`;
    const status = await new Promise((resolve, reject) => {
      const sent = request({ port, path, method: "POST" }, (answer) => resolve(answer.resume().statusCode));
      sent.on("error", reject).end();
    });
    expect(status).toBe(400);
  });

  test.each([
    [{ behaviour: { status: 199 } }, "behaviour.status"],
    [{ behaviour: { status: 600 } }, "behaviour.status"],
    [{ behaviour: { status: 200.5 } }, "behaviour.status"],
    [{ behaviour: { status: "500" } }, "behaviour.status"],
    [{ behaviour: { delay: "soon" } }, "behaviour.delay"],
    [{ behaviour: { delay: "" } }, "behaviour.delay"],
    [{ behaviour: { delay: "P" } }, "behaviour.delay"],
    [{ behaviour: { delay: "PT" } }, "behaviour.delay"],
    [{ behaviour: { delay: "PT60.001S" } }, "behaviour.delay"],
    [{ behaviour: { delay: "P1D" } }, "behaviour.delay"],
    [{ behaviour: { delay: "-PT1S" } }, "behaviour.delay"],
    [{ behaviour: { delay: "PT-1S" } }, "behaviour.delay"],
    [{ behaviour: { delay: `PT${"0".repeat(40)}1S` } }, "behaviour.delay"],
    [{ behaviour: { delay: 2 } }, "behaviour.delay"],
    [{ behaviour: { delay: null } }, "behaviour.delay"],
    [{ behaviour: { hang: "yes" } }, "behaviour.hang"],
    [{ behaviour: { hangs: true } }, "behaviour.hangs"],
    [{ behaviour: [] }, "behaviour"],
    [{ behaviour: null }, "behaviour"],
    [{ behavior: {} }, "behavior"],
    [[], ""],
    ["", ""],
    [null, ""],
  ])("does not take %j and stays as it was", async (body, field) => {
    const inbox = await openInbox(control, "orders", { status: 418 });
    const { sandboxId } = inbox;
    const refused = await raw(`${sandboxId}/inboxes/orders`, body);
    expect(refused).toMatchObject({ status: 400, body: { type: "invalid" } });
    expect(refused.body.errors?.map((error) => error.field)).toContain(field);
    expect((await inbox.read()).behaviour.status).toBe(418);
    expect((await raw(`${sandboxId}/inboxes/new`, body)).status).toBe(400);
    expect(got(await control.listInboxes({ path: { sandboxId } })).data.map(({ name }) => name)).toEqual(["orders"]);
  });

  test("is listed newest first, each once, on however many pages", async () => {
    const { id: sandboxId } = got(await control.createSandbox());
    const path = { sandboxId };
    const at = (minute: number) => `2030-01-01T00:0${minute}:00.000Z`;
    for (const [minute, name] of ["b", "a", "d", "c", "e"].entries()) {
      // Two at each time.
      got(await control.moveClock({ path, body: { set: at(Math.floor(minute / 2)) } }));
      got(await control.putInbox({ path: { ...path, name } }));
    }
    const listed: string[] = [];
    let cursor: string | undefined;
    do {
      const page = got(await control.listInboxes({ path, query: { limit: 2, cursor } }));
      listed.push(...page.data.map(({ name, created_at }) => `${name} ${created_at}`));
      cursor = page.next_cursor ?? undefined;
    } while (cursor);
    expect(listed).toEqual([`e ${at(2)}`, `d ${at(1)}`, `c ${at(1)}`, `b ${at(0)}`, `a ${at(0)}`]);
  });

  test("that is dropped takes what it held, and one of its name begins empty", async () => {
    const inbox = await openInbox(control);
    await inbox.send("before");
    expect((await control.dropInbox({ path: inbox.path })).response.status).toBe(204);
    expect(await inbox.send("meanwhile")).toMatchObject({ status: 404, text: "There is no such inbox.\n" });
    expect((await control.dropInbox({ path: inbox.path })).response.status).toBe(404);
    expect((await inbox.put()).response.status).toBe(201);
    await inbox.send("after");
    expect(await inbox.bodies()).toEqual(["after"]);
  });
});

describe("what comes to an inbox", () => {
  test.each(["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"])("is kept: a %s", async (method) => {
    const inbox = await openInbox(control);
    const heard = await inbox.send("", { method });
    expect([heard.status, heard.text]).toEqual([200, "OK"]);
    expect(heard.headers["content-type"]).toBe("text/plain; charset=utf-8");
    expect((await inbox.read()).data).toMatchObject([{ method, path: "/", body: "", body_base64: "" }]);
  });

  test("is kept: a HEAD, which has no body in answer", async () => {
    const inbox = await openInbox(control);
    expect(await inbox.send("", { method: "HEAD" })).toMatchObject({ status: 200, text: "" });
    expect((await inbox.read()).data).toMatchObject([{ method: "HEAD" }]);
  });

  test.each([
    ["", "/"],
    ["/", "/"],
    ["?a=1&a=2", "/?a=1&a=2"],
    ["/hooks/v1?x=%20+%2F", "/hooks/v1?x=%20+%2F"],
    ["/a%2Fb//c/", "/a%2Fb//c/"],
    ["/control/sandboxes", "/control/sandboxes"],
  ])("at %j below it is kept with the path %j", async (below, path) => {
    const { url, read } = await openInbox(control);
    expect((await send(url + below)).status).toBe(200);
    expect((await read()).data[0]?.path).toBe(path);
  });

  test("has its headers in the order and spelling of the wire, and once more by name", async () => {
    const inbox = await openInbox(control);
    const lines = ["X-Trace", "a", "content-TYPE", "Text/Plain", "x-trace", "b", "Cookie", "c=1", "X-Empty", ""];
    await inbox.send("hello", { headers: [...lines, "__proto__", "x", "X-Latin", "caf\u00e9"] });
    const [message] = (await inbox.read()).data;
    const pairs = message?.raw_headers.filter(([name]) => !/^(host|connection|transfer-encoding)$/i.test(String(name)));
    expect(pairs?.flat()).toEqual([...lines, "__proto__", "x", "X-Latin", "caf\u00e9"]);
    expect(message?.headers).toMatchObject({ "x-trace": "a, b", "content-type": "Text/Plain", "x-empty": "" });
    expect(Object.getOwnPropertyDescriptor(message?.headers, "__proto__")?.value).toBe("x");
  });

  test("has its bytes as they came, and as text where they are UTF-8", async () => {
    const inbox = await openInbox(control);
    const zipped = gzipSync("hello");
    const bodies: [Uint8Array, string | null][] = [
      [Buffer.from('\ufeff{ "ä": "😀" }\u0000\r\n'), '\ufeff{ "ä": "😀" }\u0000\r\n'],
      [Uint8Array.from({ length: 256 }, (_, byte) => byte), null],
      [Buffer.from([0xed, 0xa0, 0x80]), null],
      [Buffer.from("é").subarray(0, 1), null],
      [zipped, null],
    ];
    for (const [body] of bodies)
      expect(
        (await inbox.send(body, { headers: ["Content-Encoding", "gzip", "Content-Type", "x/y; charset=utf-16"] }))
          .status,
      ).toBe(200);
    const { data } = await inbox.read();
    expect(data.toReversed().map(({ body_base64, body }) => [body_base64, body])).toEqual(
      bodies.map(([bytes, text]) => [Buffer.from(bytes).toString("base64"), text]),
    );
  });

  test("may come in pieces", async () => {
    const inbox = await openInbox(control);
    await inbox.send(["a", "b", "c"].map((part) => Buffer.from(part.repeat(10_000))));
    expect(await inbox.bodies()).toEqual(["a".repeat(10_000) + "b".repeat(10_000) + "c".repeat(10_000)]);
  });

  test("is at most as large as the server takes", async () => {
    const inbox = await openInbox(control);
    const [most, more] = [Buffer.alloc(bodyLimit, "x"), Buffer.alloc(bodyLimit + 1, "y")];
    const announced = (body: Uint8Array) => ["Content-Length", String(body.length)];
    expect((await inbox.send(most, { headers: announced(most) })).status).toBe(200);
    expect((await inbox.send(most)).status).toBe(200);
    for (const headers of [announced(more), []]) {
      const refused = await inbox.send(more, { headers });
      expect([refused.status, refused.text]).toEqual([413, `An inbox takes bodies of at most ${bodyLimit} bytes.\n`]);
    }
    expect((await inbox.bodies()).map((body) => body?.[0])).toEqual(["x", "x"]);
  });

  test("is not kept where the caller leaves before all of it has come", async () => {
    const inbox = await openInbox(control);
    const { host, port, pathname } = new URL(inbox.url);
    const socket = connect(Number(port), "127.0.0.1");
    socket.write(`POST ${pathname} HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 100\r\n\r\nhalf of it`);
    await eventually(() => expect(socket.bytesWritten).toBeGreaterThan(0));
    socket.destroy();
    await inbox.send("whole");
    expect(await inbox.bodies({ wait: "PT0.05S", count: 2 })).toEqual(["whole"]);
  });

  test("has the time of the sandbox's clock", async () => {
    const { sandboxId, send, read } = await openInbox(control);
    const times = ["2031-05-05T05:05:05.000Z", "1999-12-31T23:59:59.999Z"];
    for (const set of times) {
      got(await control.moveClock({ path: { sandboxId }, body: { set } }));
      await send();
    }
    expect((await read()).data.map(({ at }) => at)).toEqual(times.toReversed());
  });

  test("is kept once each, whatever comes at once, and in one order for all", async () => {
    const inbox = await openInbox(control);
    const wanted = Array.from({ length: 200 }, (_, index) => `message ${index}`);
    const statuses = await Promise.all(wanted.map(async (body) => (await inbox.send(body)).status));
    expect(new Set(statuses)).toEqual(new Set([200]));
    const all: (string | null)[] = [];
    let cursor: string | undefined;
    do {
      const page = await inbox.read({ limit: 7, cursor });
      all.push(...page.data.map(({ body }) => body));
      cursor = page.next_cursor ?? undefined;
      await inbox.send("later"); // what is newer than the first page does not move the others
    } while (cursor);
    expect(all).toHaveLength(200);
    expect(new Set(all)).toEqual(new Set(wanted));
    expect((await inbox.bodies({ limit: 100, contains: "message" })).slice(0, 50)).toEqual(all.slice(0, 50));
  });

  test("does not mix with another inbox's or another sandbox's", async () => {
    const [one, other] = [await openInbox(control, "orders"), await openInbox(control, "orders")];
    got(await control.putInbox({ path: { ...one.path, name: "Orders" } }));
    await one.send("for one");
    await other.send("for the other");
    await send(`${one.url.replace("orders", "Orders")}`, { body: "for the capital" });
    expect(await one.bodies()).toEqual(["for one"]);
    expect(await other.bodies()).toEqual(["for the other"]);
    const [foreign] = (await other.read()).data;
    const refused = await control.getInbox({ path: one.path, query: { after: String(foreign?.id) } });
    expect(refused.response.status).toBe(400);
    expect(refused.error).toMatchObject({ errors: [{ field: "query after" }] });
    got(await control.dropSandbox({ path: { sandboxId: one.sandboxId } }));
    expect((await one.send("too late")).status).toBe(404);
    expect(await other.bodies()).toEqual(["for the other"]);
  });

  test("to no inbox is refused in plain words", async () => {
    const { sandboxId, url } = await openInbox(control);
    const root = `${server.publicUrl}/inboxes`;
    for (const address of [
      `${root}/sbx_nowhere/orders`,
      `${root}/${sandboxId}/nowhere`,
      `${root}/${sandboxId}/%00`,
      `${root}/%00/orders`,
      `${root}/${sandboxId}/${"x".repeat(5_000)}`,
    ]) {
      const { status, text, headers } = await send(address, { body: "hello" });
      expect([status, text]).toEqual([404, "There is no such inbox.\n"]);
      expect(headers["content-type"]).toBe("text/plain; charset=utf-8");
    }
    for (const address of [root, `${root}/`, `${root}/${sandboxId}`, `${root}/%ff/orders`])
      expect((await send(address)).status).toBe(404);
    expect((await send(url)).status).toBe(200);
  });

  test("needs no token, even where the control API asks for one", async () => {
    const token = "0123456789abcdef";
    const guarded = await (await testHouse({ CONTROL_TOKEN: token })).start();
    const inbox = await openInbox(createControlClient({ baseUrl: guarded.publicUrl, token }), "orders");
    expect((await inbox.send("hello")).status).toBe(200);
    expect(await inbox.bodies()).toEqual(["hello"]);
    const stranger = createControlClient({ baseUrl: guarded.publicUrl });
    expect((await stranger.getInbox({ path: inbox.path })).response.status).toBe(401);
  });

  test("of which little fits on a page is shown on more pages", async () => {
    const wide = await (await testHouse({ BODY_LIMIT: String(3 * 1024 * 1024) })).start();
    const inbox = await openInbox(createControlClient({ baseUrl: wide.publicUrl }), "orders");
    for (const letter of "abcd") await inbox.send(letter.repeat(3_000_000));
    const pages: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await inbox.read({ cursor, limit: 100 });
      pages.push(page.data.map(({ body }) => body?.[0]).join(""));
      cursor = page.next_cursor ?? undefined;
    } while (cursor);
    expect(pages).toEqual(["dc", "ba"]);
  });
});

describe("an inbox behaves", () => {
  test.each([200, 204, 299, 301, 304, 400, 410, 429, 500, 503, 599])("by answering %i", async (status) => {
    const inbox = await openInbox(control, "orders", { status });
    const heard = await inbox.send("hello");
    expect(heard.status).toBe(status);
    expect(heard.headers).not.toHaveProperty("etag");
    expect(await inbox.bodies()).toEqual(["hello"]);
  });

  test("late, having kept what came at once", async () => {
    const inbox = await openInbox(control, "orders", { status: 202, delay: "PT0.3S" });
    const startedAt = performance.now();
    const sent = inbox.send("hello");
    expect(await inbox.bodies({ wait: "PT5S" })).toEqual(["hello"]);
    expect(performance.now() - startedAt).toBeLessThan(300);
    expect((await sent).status).toBe(202);
    expect(performance.now() - startedAt).toBeGreaterThan(290);
    await nobodyWaits();
  });

  test("by never answering, and lets a caller go who gives up", async () => {
    const inbox = await openInbox(control, "orders", { status: 200, hang: true });
    const caller = new AbortController();
    const sent = inbox.send("hello", { signal: caller.signal });
    expect(await inbox.bodies({ wait: "PT5S" })).toEqual(["hello"]);
    await someoneWaits();
    caller.abort();
    await expect(sent).rejects.toThrow();
    await nobodyWaits();
    got(await inbox.put());
    expect((await inbox.send()).status).toBe(200);
  });

  test("by never answering, and does not wait for callers who left while it kept what they sent", async () => {
    const inbox = await openInbox(control, "orders", { hang: true });
    const { host, port, pathname } = new URL(inbox.url);
    const leave = () =>
      new Promise((resolve) => {
        const socket = connect(Number(port), "127.0.0.1", () =>
          socket.write(`POST ${pathname} HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 1\r\n\r\nx`, () =>
            socket.destroy(),
          ),
        );
        socket.on("close", resolve);
      });
    await Promise.all(Array.from({ length: 30 }, leave));
    await inbox.read({ wait: "PT5S", count: 1 });
    await nobodyWaits();
  });

  test("as it is told from the next request on", async () => {
    const inbox = await openInbox(control, "orders", { delay: "PT0.2S" });
    const late = inbox.send("first");
    await inbox.read({ wait: "PT5S" });
    got(await inbox.put({ status: 500 }));
    expect((await inbox.send("second")).status).toBe(500);
    expect((await late).status).toBe(200);
  });
});
