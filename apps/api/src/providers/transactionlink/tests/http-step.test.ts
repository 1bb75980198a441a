import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { type Received, testReceiver, type WholeAnswer } from "../../../testing/receiver.ts";
import { testServer } from "../../../testing/server.ts";
import { end, type Step } from "./support/drafts.ts";
import { got } from "./support/sandbox.ts";
import { type Execution, openWorkflows, outputsOf, runOf, wayOf } from "./support/workflows.ts";

const server = await testServer();
const opened = () => openWorkflows(server);

const calling = (url: string, changes: object = {}): Readonly<Record<string, Step>> => ({
  call: { type: "http", url, next: "done", ...changes } as Step,
  done: outputsOf("call"),
});
const callOf = (execution: Execution) => runOf(execution, "call");
const deep = (levels: number) => `${"[".repeat(levels)}${"]".repeat(levels)}`;
const keysOf = (received: readonly Received[]) => received.map(({ headers }) => headers["idempotency-key"]);
const parameters = (...keys: readonly string[]) => ({
  parameters: keys.map((key) => ({ key, type: "string" as const, required: false })),
});

describe("a call", () => {
  it.each(["POST", "PUT", "PATCH", "DELETE"] as const)("by %s brings what is mapped, as JSON", async (method) => {
    const [{ run, publicUrl }, receiver] = [await opened(), await testReceiver()];
    const body = { name: "$.parameters.name", absent: "$.parameters.absent", price: "$$.99", list: [1, { a: null }] };
    const headers = { "X-Source": "workflow", "X-Name": "$.parameters.name", "X-Absent": "$.parameters.absent" };
    const execution = await run(
      calling(`${receiver.url}/deep?a=1&b=%20`, { method, headers, body }),
      { parameters: { name: "Jan" } },
      parameters("name", "absent"),
    );
    expect(publicUrl).not.toBe(receiver.url);
    const [received, ...others] = receiver.received;
    expect(others).toEqual([]);
    expect(received).toMatchObject({ method, path: "/hooks/deep?a=1&b=%20" });
    const mapped = { name: "Jan", absent: null, price: "$.99", list: [1, { a: null }] };
    expect(received?.rawBody.toString()).toBe(JSON.stringify(mapped));
    expect(received?.headers).toMatchObject({
      ...{ "content-type": "application/json", "user-agent": "understudy", "idempotency-key": `${execution.id}/1` },
      ...{ "x-source": "workflow", "x-name": "Jan" },
    });
    expect(received?.headers).not.toHaveProperty("x-absent");
    expect(callOf(execution)).toMatchObject({
      input: { method, url: `${receiver.url}/deep?a=1&b=%20`, body: mapped },
      ...{ state: "COMPLETED", attempt: 1, error: null, output: { status: 200, body: null } },
    });
    expect(execution.status).toBe("COMPLETED");
  });

  it("by GET brings no body, and one without a body none either", async () => {
    const [{ run }, receiver] = [await opened(), await testReceiver()];
    await run(calling(receiver.url, { method: "GET", body: { a: 1 } }));
    await run(calling(receiver.url));
    expect(receiver.received.map(({ method, rawBody }) => [method, rawBody.length])).toEqual([
      ["GET", 0],
      ["POST", 0],
    ]);
    for (const { headers } of receiver.received) expect(headers).not.toHaveProperty("content-type");
  });

  it("has the headers of the step where it would have others, but for what holds the request together", async () => {
    const [{ run }, receiver] = [await opened(), await testReceiver()];
    const headers = { "content-type": "application/vnd.acme+json", "USER-AGENT": "acme", Authorization: "Bearer x" };
    await run(calling(receiver.url, { headers, body: [] }));
    expect(receiver.received[0]?.headers).toMatchObject({
      ...{ "content-type": "application/vnd.acme+json", "user-agent": "acme", authorization: "Bearer x" },
    });
  });

  it("goes to an address that is mapped, and to none that is no address, however often it may be tried", async () => {
    const [{ run }, receiver] = [await opened(), await testReceiver()];
    const steps = calling("$.parameters.url", { retries: 5 });
    const to = (url: unknown) => run(steps, { parameters: { url } }, parameters("url"));
    expect((await to(receiver.url)).status).toBe("COMPLETED");
    for (const url of ["ftp://127.0.0.1/", "nowhere", ""]) {
      const failed = await to(url);
      expect(failed).toMatchObject({ status: "FAILED", failure: { step: "call", code: "invalid_url" } });
      expect(callOf(failed)).toMatchObject({ state: "FAILED", attempt: 1, input: { url } });
    }
    expect((await run(steps, {}, parameters("url"))).failure?.code).toBe("invalid_url");
    expect(receiver.received).toHaveLength(1);
  });

  it("has a key of its own for each passage and each step", async () => {
    const [{ run }, receiver] = [await opened(), await testReceiver()];
    const execution = await run({
      first: { type: "http", url: receiver.url, next: "second" },
      second: { type: "http", url: receiver.url, next: "done" },
      done: outputsOf("first", "second"),
    });
    expect(keysOf(receiver.received)).toEqual([`${execution.id}/1`, `${execution.id}/2`]);
    expect(wayOf(execution)).toEqual(["first COMPLETED", "second COMPLETED", "done COMPLETED"]);
  });

  it("may go to an inbox of the sandbox", async () => {
    const { run, platform, path } = await opened();
    const inbox = { ...path, name: "calls" };
    const { url } = got(await platform.putInbox({ path: inbox }));
    expect((await run(calling(url, { body: { a: 1 } }))).status).toBe("COMPLETED");
    expect(got(await platform.getInbox({ path: inbox })).data.map(({ body }) => body)).toEqual(['{"a":1}']);
  });

  it("that cannot be put on the wire fails the step", async () => {
    const [{ run }, receiver] = [await opened(), await testReceiver()];
    const failed = await run(
      calling(receiver.url, { headers: { "X-Name": "$.parameters.name" } }),
      { parameters: { name: "a\r\nX-Other: b" } },
      parameters("name"),
    );
    expect([failed.status, receiver.received.length]).toEqual(["FAILED", 0]);
  });
});

describe("an answer", () => {
  const answers: readonly (readonly [string, WholeAnswer, unknown])[] = [
    ["JSON", { status: 200, headers: { "content-type": "application/json" }, body: '{"a":[1,"ż"]}' }, { a: [1, "ż"] }],
    ["JSON by another name", { status: 201, headers: { "content-type": "text/plain" }, body: "[1]" }, [1]],
    ["nothing", { status: 204 }, null],
    ["text", { status: 202, headers: { "content-type": "text/plain" }, body: "Żółw" }, "Żółw"],
    [
      "what says that it is JSON and is not",
      { status: 200, headers: { "content-type": "application/json" }, body: "{a" },
      "{a",
    ],
    ["a page", { status: 200, headers: { "content-type": "text/html" }, body: "<p>\0</p>" }, "<p></p>"],
    ["bytes of no text", { status: 200, body: new Uint8Array([0x61, 0xff]) }, "a\ufffd"],
    ["JSON that no database holds", { status: 200, body: '{"a\\u0000":"\\u0000b\\ud800"}' }, { a: "b\ufffd" }],
    ["JSON in a great depth", { status: 200, body: deep(100_000) }, deep(100_000)],
  ];

  it.each(answers)("of %s is put out with its status and headers", async (_, answer, body) => {
    const [{ run }, receiver] = [
      await opened(),
      await testReceiver({ ...answer, headers: { ...answer.headers, "X-Id": "7" } }),
    ];
    const execution = await run(calling(receiver.url));
    expect(execution.status).toBe("COMPLETED");
    expect(callOf(execution).output).toMatchObject({ status: answer.status, headers: { "x-id": "7" }, body });
    expect(execution.result).toEqual({ call: callOf(execution).output });
  });

  it("may be decided by", async () => {
    const [{ run }, receiver] = [await opened(), await testReceiver({ status: 201, body: '{"score":7}' })];
    const execution = await run({
      call: { type: "http", url: receiver.url, next: "decide" },
      decide: {
        type: "decision",
        rules: [{ when: { ">": [{ var: "steps.call.body.score" }, 5] }, next: "high" }],
        default: "low",
      },
      high: end({ score: "$.steps.call.body.score", status: "$.steps.call.status" }),
      low: end(),
    });
    expect(execution.result).toEqual({ score: 7, status: 201 });
  });

  const failures: readonly (readonly [string, WholeAnswer, string])[] = [
    ["a redirect", { status: 302, headers: { location: "/" } }, "bad_status"],
    ["a refusal", { status: 404, body: '{"a":1}' }, "bad_status"],
    ["a server's failure", { status: 500 }, "bad_status"],
    ["more than a step may put out", { status: 200, body: `"${"x".repeat(1024 * 1024)}"` }, "output_too_large"],
    ["very much more", { status: 200, body: "x".repeat(20 * 1024 * 1024) }, "output_too_large"],
    [
      "less than it says",
      { status: 200, headers: { "content-length": "100", connection: "close" }, body: "{}" },
      "no_answer",
    ],
  ];

  it.each(failures)("of %s fails the step, which may lead elsewhere", async (_, answer, code) => {
    const [{ run }, receiver] = [await opened(), await testReceiver(answer)];
    const failed = await run(calling(receiver.url));
    const { error, state, output, attempt } = callOf(failed);
    expect({ code: error?.code, state, output, attempt }).toEqual({ code, state: "FAILED", output: null, attempt: 1 });
    expect(failed).toMatchObject({ status: "FAILED", failure: { step: "call", ...error } });
    const caught = await run({ ...calling(receiver.url, { onError: "other" }), other: end({ other: true }) });
    expect(caught).toMatchObject({ status: "COMPLETED", result: { other: true } });
    expect(receiver.received).toHaveLength(2);
  });

  it("just as large as a step may put out is taken", async () => {
    const [{ run }, receiver] = [await opened(), await testReceiver({ status: 200, body: "x".repeat(1_000_000) })];
    const execution = await run({ ...calling(receiver.url), done: end({ status: "$.steps.call.status" }) });
    expect(execution.result).toEqual({ status: 200 });
    expect(callOf(execution).output).toMatchObject({ body: "x".repeat(1_000_000) });
  });

  it("that nobody gives is told as such", async () => {
    const { run } = await opened();
    const closed = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => closed.once("listening", resolve));
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    const failed = await run(calling(`http://127.0.0.1:${port}/`));
    expect(failed.failure).toMatchObject({ step: "call", code: "no_answer" });
    expect(failed.failure?.message).toMatch(/refused/i);
  });
});

describe("a call that fails", () => {
  it("is made again by the sandbox's clock, under the same key and in the same run", async () => {
    const [{ begin, go, inFull, began }, receiver] = [await opened(), await testReceiver()];
    receiver.answer(() => (receiver.received.length < 3 ? 503 : { status: 200, body: '"at last"' }));
    const id = await begin(calling(receiver.url, { retries: 2, retryAfter: "PT10M", body: { a: 1 } }));
    await go();
    expect(await inFull(id)).toMatchObject({ status: "RUNNING", current_step: { key: "call", awaits: "call" } });
    expect(callOf(await inFull(id))).toMatchObject({
      ...{ state: "RUNNING", attempt: 1, output: null, ended_at: null },
      error: { code: "bad_status", message: expect.stringContaining("503") },
    });
    expect(await go("PT9M59S")).toEqual([]);
    const [second, third] = [10, 20].map((minutes) => new Date(began.getTime() + minutes * 60_000).toISOString());
    expect(await go("PT1S")).toEqual([
      { at: second, kind: "resume_step", subject: id },
      { at: second, kind: "call_service", subject: id },
    ]);
    expect(callOf(await inFull(id))).toMatchObject({ state: "RUNNING", attempt: 2 });
    expect((await go("PT20M")).map(({ at, kind }) => [at, kind])).toEqual([
      [third, "resume_step"],
      [third, "call_service"],
      [third, "advance_workflow"],
    ]);
    const execution = await inFull(id);
    expect(callOf(execution)).toMatchObject({
      ...{ number: 1, state: "COMPLETED", attempt: 3, error: null, output: { body: "at last" } },
      ...{ started_at: began.toISOString(), ended_at: third },
    });
    expect(execution).toMatchObject({ status: "COMPLETED", ended_at: third });
    expect(new Set(keysOf(receiver.received))).toEqual(new Set([`${id}/1`]));
    expect(receiver.received.map(({ body }) => body)).toEqual([{ a: 1 }, { a: 1 }, { a: 1 }]);
  });

  it("as often as it may be made has failed with the last answer, five seconds apart unless told", async () => {
    const [{ begin, go, inFull, began }, receiver] = [await opened(), await testReceiver()];
    receiver.answer(() => 500 + receiver.received.length);
    const id = await begin(calling(receiver.url, { retries: 3 }));
    await go("PT14S");
    expect(receiver.received).toHaveLength(3);
    await go("PT1S");
    expect(receiver.received).toHaveLength(4);
    const execution = await inFull(id);
    expect(execution).toMatchObject({ status: "FAILED", ended_at: new Date(began.getTime() + 15_000).toISOString() });
    expect(execution.failure?.message).toContain("504");
    expect(callOf(execution)).toMatchObject({ state: "FAILED", attempt: 4 });
    expect(await go("P1D")).toEqual([]);
  });

  it("is made no more once it is cancelled", async () => {
    const [{ begin, go, inFull, cancel }, receiver] = [await opened(), await testReceiver(500)];
    const id = await begin(calling(receiver.url, { retries: 5 }));
    await go();
    expect((await cancel(id)).response.status).toBe(204);
    expect(await go("P1D")).toEqual([]);
    expect([receiver.received.length, callOf(await inFull(id)).state]).toEqual([1, "CANCELLED"]);
  });
});
