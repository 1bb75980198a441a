import { once } from "node:events";
import { createServer, type Server, type ServerOptions } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { takeLowerCaseMethods } from "./lower-case-methods.ts";

/** Answers the method, the body's length and the caller's address; below `/slow` once `answer` is called. */
async function echo(options: ServerOptions = {}): Promise<{ url: string; http: Server; answer(): void }> {
  const { promise: mayAnswer, resolve: answer } = Promise.withResolvers<void>();
  const http = createServer(options, async (request, response) => {
    const body = await text(request);
    if (request.url === "/slow") await mayAnswer;
    response.end(JSON.stringify([request.method, body.length, request.socket.remoteAddress]));
  });
  takeLowerCaseMethods(http);
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    http.closeAllConnections();
    http.close();
  });
  return { url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/`, http, answer };
}

/** What the server says to these bytes until it closes the connection. */
async function said(url: string, bytes: string): Promise<string> {
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  socket.write(bytes);
  return text(socket);
}

test("a method in lower case is the one that it means, with bodies of any size", async () => {
  const { url } = await echo();
  for (const length of [2, 200_000, 0, 7]) {
    const response = await fetch(url, { method: "patch", ...(length > 0 && { body: "x".repeat(length) }) });
    expect(await response.json()).toEqual(["PATCH", length, "127.0.0.1"]);
  }
});

test("one connection is good for one after the other, in lower case or not", async () => {
  const { url } = await echo();
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  for (const method of ["patch", "patch", "PUT", "GET", "patch"]) {
    socket.write(`${method} / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}`);
    const [answer] = await once(socket, "data");
    expect(String(answer)).toContain(`["${method.toUpperCase()}",2,"127.0.0.1"]`);
  }
  socket.destroy();
});

test("a connection lasts, however often a method is in lower case on it and however long ago that was", async () => {
  const quick = { headersTimeout: 100, requestTimeout: 100, connectionsCheckingInterval: 20, keepAliveTimeout: 10_000 };
  const { url, http } = await echo(quick as ServerOptions);
  const warnings: Error[] = [];
  const onWarning = (warning: Error) => void warnings.push(warning);
  process.on("warning", onWarning);
  onTestFinished(() => void process.off("warning", onWarning));
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  const begun = performance.now();
  let count = 0;
  for (; count < 50 || performance.now() - begun < 400; count++) {
    socket.write(`${count < 50 ? "patch" : "PUT"} / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}`);
    const [answer] = await once(socket, "data");
    expect(String(answer)).toMatch(/^HTTP\/1\.1 200 OK/);
  }
  expect(warnings).toEqual([]);
  expect(await promisify(http.getConnections.bind(http))()).toBe(1);
  socket.destroy();
});

test("what comes in lower case before the one before it is answered does not mix with that answer", async () => {
  const { url, http, answer } = await echo();
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  const all = text(socket);
  socket.write("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n");
  await once(http, "request");
  socket.write("patch / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}");
  expect(await all).toBe("");
  answer();
});

test("a body that comes in pieces after its head is read whole", async () => {
  const { url } = await echo();
  const body = new ReadableStream({
    async start(controller) {
      for (const piece of ["one", "two", "three"]) controller.enqueue(new TextEncoder().encode(piece));
      controller.close();
    },
  });
  const response = await fetch(url, { method: "patch", body, duplex: "half" } as RequestInit);
  expect(await response.json()).toEqual(["PATCH", 11, "127.0.0.1"]);
});

test("what is no method is refused as ever, and so is a head that is too long", async () => {
  const { url } = await echo();
  expect(await said(url, "petch / HTTP/1.1\r\nHost: x\r\n\r\n")).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
  expect(await said(url, "\x16\x03\x01 nonsense\r\n\r\n")).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
  const long = `GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${"x".repeat(20_000)}\r\n\r\n`;
  expect(await said(url, long)).toMatch(/^HTTP\/1\.1 431 /);
});

test("a server that closes its connections closes these too", async () => {
  const { url, http } = await echo();
  await (await fetch(url, { method: "patch" })).text();
  const closed = new Promise((resolve) => http.close(resolve));
  http.closeIdleConnections();
  await closed;
});
