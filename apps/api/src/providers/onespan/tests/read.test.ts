import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { nobodys, openSandbox } from "./support/sandbox.ts";
import { refusalIn } from "./support/send.ts";
import { jane, transactionsOf } from "./support/transactions.ts";

const world = await openSandbox(await testServer());
const { send, start, tenantId, faceWorkflowId } = world;
const { begin, beginSigning, finish, finished } = transactionsOf(world);

const get = (id: string, query = "") => send("GET", `/api/transaction/${id}${query}`);
const { id } = await begin({ users: [jane], tokens: [{ role: "signer1" }], brand_id: "onespan", language: "english" });
const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

describe("withVerifications", () => {
  it("1: left out, there is no verifications key", async () => {
    const { status, body } = await get(id);
    expect([status, Object.hasOwn(body, "verifications")]).toEqual([200, false]);
    const { id: completed } = await finished();
    expect((await get(completed)).body).not.toHaveProperty("verifications");
  });

  it("2: true, the key is there in a new transaction, empty", async () => {
    expect((await get(id, "?withVerifications=true")).body).toMatchObject({ status: "new", verifications: [] });
  });

  it("2: stands between tokens and users, as in the sample", async () => {
    const names = Object.keys((await get(id, "?withVerifications=true")).body);
    expect(names.slice(0, 13)).toEqual([
      ...["id", "status", "created", "tenant_id", "workflow_id", "urlSetKey", "brand_id", "language", "tokens"],
      ...["verifications", "users", "documents", "events"],
    ]);
    expect(Object.keys((await get(id)).body)).toEqual(names.filter((name) => name !== "verifications"));
  });

  it("3: false is the same to the byte as left out", async () => {
    const { text } = await get(id);
    for (const query of ["?withVerifications=false", "?withVerifications=FALSE", "?withVerifications="])
      expect((await get(id, query)).text).toBe(text);
  });

  it("takes true in letters of any case", async () => {
    for (const value of ["true", "TRUE", "True", "tRuE", "%74rue"])
      expect((await get(id, `?withVerifications=${value}`)).body.verifications).toEqual([]);
  });

  it("4: is called so and not otherwise; what is not known is passed over", async () => {
    const { text } = await get(id);
    for (const name of ["with_verifications", "withverifications", "WithVerifications", "withVerification", "x"])
      for (const value of ["true", "maybe"]) expect((await get(id, `?${name}=${value}`)).text).toBe(text);
    const both = await get(id, "?with_verifications=false&withVerifications=true");
    expect(both.body.verifications).toEqual([]);
  });

  it("is nothing else, and not there twice", async () => {
    const rule = "400 withVerifications must be true or false.";
    for (const value of ["yes", "1", "0", "maybe", "null", "true%20", "true,false", "true%0A"])
      expect(refusalIn(await get(id, `?withVerifications=${value}`))).toBe(rule);
    for (const twice of [
      "=true&withVerifications=true",
      "=&withVerifications=",
      "=true&withVerifications=false",
      "[]=true",
    ])
      expect(refusalIn(await get(id, `?withVerifications${twice}`))).toMatch(/^400 withVerifications /);
  });
});

describe("a transaction as it is read", () => {
  it("5: is new at first", async () => {
    expect((await get(id)).body).toMatchObject({ id, status: "new", workflow_id: faceWorkflowId });
  });

  it("6: has times with milliseconds and Z", async () => {
    const { body } = await get((await finished()).id);
    const named = ["created", "completed", "last_session_event", "last_api_request", "expiry_timestamp"];
    for (const name of named) expect([name, body[name]]).toEqual([name, expect.stringMatching(time)]);
    expect(body.created).toBe(start.toISOString());
    for (const { timestamp } of body.events) expect(timestamp).toMatch(time);
  });

  it("7: has tokens, users, documents and events as lists, empty where there is nothing", async () => {
    const { id: bare } = await begin();
    const { body } = await get(bare);
    expect([body.tokens, body.users, body.documents, body.request_ids]).toEqual([[], [], [], []]);
    expect(body.events).toMatchObject([{ type: "notification", trigger: "transaction_created" }]);
  });

  it("8: urlSetKey is camelCase among snake_case names", async () => {
    const { body } = await get(id);
    expect(body.urlSetKey).toBe("default");
    expect(Object.keys(body).filter((name) => name !== name.toLowerCase())).toEqual(["urlSetKey"]);
    expect(body.tokens[0]).toHaveProperty("accessUrl");
  });

  it("9: is not changed by being read", async () => {
    const { id: other } = await begin();
    const [first, ...later] = [await get(other), await get(other), await get(other, "?withVerifications=true")];
    for (const { body } of later)
      expect(body).toMatchObject({ status: first.body.status, version: first.body.version });
    expect([first.body.version, later.at(-1)?.body.events]).toEqual([1, first.body.events]);
  });

  it("9: tells when the call before was, whichever call that was", async () => {
    const { id: other, last_api_request: created } = await begin();
    expect(created).toBe(world.start.toISOString());
    const marking = { grace_period: 25 };
    for (const ask of [
      () => get(other),
      () => send("GET", `/api/transaction/${other}/verification`),
      () => send("GET", `/api/transactions/${other}/detailed-verification-report`),
      () => send("POST", `/api/transaction/${other}/token`, { json: { role: "signer1" } }),
      () => send("PUT", `/api/transaction/${other}/event`, { json: { trigger: "transaction_cancelled" } }),
      () => send("PUT", `/api/transaction/${other}/event`, { json: { trigger: "lender_sign" } }),
      () => send("GET", `/api/transaction/${other}/document/AuditTrailDocument/pdf`),
      () => send("POST", "/api/transactions/mark-for-erasure", { json: { ...marking, transaction_ids: [other] } }),
      () => send("POST", "/api/transactions/unmark-for-erasure", { json: { transaction_ids: [other] } }),
    ]) {
      const now = (await world.advance("PT1M")).toISOString();
      await ask();
      const later = (await world.advance("PT1M")).toISOString();
      expect((await get(other)).body.last_api_request).toBe(now);
      expect((await get(other)).body.last_api_request).toBe(later);
    }
  });

  it("10: says that it goes by Accept", async () => {
    const { headers } = await get(id);
    expect([headers.get("vary"), headers.get("content-type")]).toEqual(["Accept", "application/json"]);
  });

  it("11: has the tenant by a plain name", async () => {
    expect((await get(id)).body.tenant_id).toBe(tenantId);
    expect(tenantId).not.toMatch(/^[0-9a-f]{8}-/);
  });

  it("12: has the brand by a plain name or by a UUID, and null where there is none", async () => {
    expect((await get(id)).body.brand_id).toBe("onespan");
    const { id: other } = await begin({ brand_id: nobodys });
    expect((await get(other)).body.brand_id).toBe(nobodys);
    expect((await get((await begin()).id)).body).toMatchObject({ brand_id: null, language: null });
  });

  it("leaves out what has not happened or was not sent", async () => {
    const { body } = await get((await begin()).id);
    for (const name of ["completed", "last_session_event", "opaque_id", "configuration"])
      expect(body).not.toHaveProperty(name);
  });

  it("shows what the pages do: tokens stay, events grow, the last of them is dated", async () => {
    const { id: other } = await begin({ tokens: [{ role: "signer1" }] });
    const now = (await world.advance("PT1M")).toISOString();
    await finish(other, { outcome: "abandon" });
    const { body } = await get(other);
    expect(body).toMatchObject({ status: "new", last_session_event: now });
    expect(body.tokens).toHaveLength(1);
    expect(body.events.map(({ trigger }: { trigger: string }) => trigger)).toEqual([
      ...["transaction_created", "session_started", "page_view_created", "session_ended"],
    ]);
    expect(body.version).toBeGreaterThan(1);
  });

  it("is the same in a body that is not asked for", async () => {
    const answer = await send("HEAD", `/api/transaction/${id}`);
    expect([answer.status, answer.text, answer.headers.get("vary")]).toEqual([200, "", "Accept"]);
  });
});

describe("16: the path", () => {
  it("is singular for the transaction, plural for the report", async () => {
    expect(refusalIn(await send("GET", `/api/transactions/${id}`))).toMatch(/^404 /);
    expect(refusalIn(await send("GET", `/api/transaction/${id}/detailed-verification-report`))).toMatch(/^404 /);
    expect((await send("GET", `/api/transactions/${id}/detailed-verification-report`)).status).toBe(200);
    expect(refusalIn(await send("GET", `/api/transactions/${id}/verification`))).toMatch(/^404 /);
  });

  it("may end in a slash", async () => {
    const { body } = await get(id);
    for (const path of [`/api/transaction/${id}/`, `/api/transaction/${id}/?withVerifications=false`])
      expect((await send("GET", path)).body).toEqual(body);
    expect((await send("GET", `/api/transaction/${id}/verification/`)).status).toBe(200);
  });

  it("takes an id in letters of any case", async () => {
    expect((await get(id.toUpperCase())).text).toBe((await get(id)).text);
  });

  it("has no list, no update and no deletion", async () => {
    for (const [method, path] of [
      ["GET", "/api/transaction/"],
      ["POST", "/api/transaction/"],
      ["DELETE", `/api/transaction/${id}`],
      ["PATCH", `/api/transaction/${id}`],
      ["PUT", `/api/transaction/${id}`],
    ] as const)
      expect(refusalIn(await send(method, path, method === "GET" ? {} : { json: {} }))).toMatch(/^405 /);
    expect(refusalIn(await send("GET", "/api/transactions"))).toMatch(/^404 /);
  });
});

it("a transaction that there is not is a 404, a text that is no UUID a 400", async () => {
  expect(refusalIn(await get(nobodys))).toBe(`404 There is no transaction ${nobodys}.`);
  for (const bad of ["x", "1", `${nobodys}0`, nobodys.replaceAll("-", ""), `{${nobodys}}`, "%20", "%2e%2e"])
    expect([bad, refusalIn(await get(encodeURI(bad)))]).toEqual([bad, "400 transaction_id must be a UUID."]);
});

it("of many readers at once each gets the whole transaction", async () => {
  const { id: other } = await beginSigning();
  const answers = await Promise.all(Array.from({ length: 20 }, () => get(other, "?withVerifications=true")));
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
});
