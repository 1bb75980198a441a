import { createHmac, generateKeyPairSync } from "node:crypto";
import { decodeJwt, SignJWT } from "jose";
import { describe, expect, it, test } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { example } from "../example.ts";
import { requests } from "./support/operations.ts";
import type { Sent } from "./support/raw.ts";
import { ok, openSandbox } from "./support/sandbox.ts";

const server = await testServer();
const world = await openSandbox(server);
const { send, secretKey } = world;

/** What a request of each operation is answered with under a credential, by operation. */
async function statuses(sent: Sent): Promise<Record<string, number>> {
  const answers = requests.map(async ({ name, method, path, json }) => {
    const { status } = await send(method, path, { json, ...sent });
    return [name, status] as const;
  });
  return Object.fromEntries(await Promise.all(answers));
}

/** The operations of whose requests this is true. */
const those = (isIt: (scopes: readonly string[]) => boolean) =>
  requests.filter(({ scopes }) => isIt(scopes)).map(({ name }) => name);

describe("1. every operation takes", () => {
  it.each(["a secret key", "an access token"])("%s behind Bearer", async (kind) => {
    const key = kind === "a secret key" ? secretKey : await world.token("flow");
    const given = await statuses({ key });
    expect(Object.keys(given)).toHaveLength(21);
    expect(Object.entries(given).filter(([, status]) => [401, 403, 500].includes(status))).toEqual([]);
    expect(given).toMatchObject({ getAllWorkflows: 200, addWorkflow: 201, getEventTypes: 200, getWorkflow: 404 });
  });

  it.each(["bearer", "BEARER", "Bearer  "])("%j as well, since the name of a scheme has no case", async (scheme) => {
    const headers = { Authorization: `${scheme} ${secretKey}` };
    expect((await send("GET", "/workflows", { key: null, headers })).status).toBe(200);
  });

  it("a secret key for a test of a workflow too, which is documented for tokens alone (9.9)", async () => {
    const id = await world.workflow();
    const json = { event_types: { gateway: ["payment_approved"] } };
    expect((await send("POST", `/workflows/${id}/test`, { json })).status).toBe(204);
  });
});

describe("2. 401 with an empty body is answered", () => {
  const unknown = `sk_sbox_${"a".repeat(27)}`;
  it.each<[string, Sent]>([
    ["without a credential", { key: null }],
    ["to an empty header", { key: null, headers: { Authorization: "" } }],
    ["to Bearer alone", { key: null, headers: { Authorization: "Bearer" } }],
    ["to a key without Bearer (9.16)", { key: null, headers: { Authorization: secretKey } }],
    ["to a key that nobody has", { key: unknown }],
    ["to a key of which one letter is other", { key: secretKey.replace(/.$/, (last) => (last === "a" ? "b" : "a")) }],
    ["to a key with something behind it", { key: `${secretKey} x` }],
    ["to the secret of an OAuth client", { key: world.clientSecret }],
    ["to a public key, which is not offered here (2.1)", { key: world.publicKey }],
    ["to another scheme", { key: null, headers: { Authorization: `Token ${secretKey}` } }],
    ["to a key by Basic", { key: null, headers: { Authorization: `Basic ${btoa(`${secretKey}:`)}` } }],
    ["to what is no key at all", { key: "sk_test_12345678-1234-1234-1234-123456789012" }],
    ["to a key of 8000 characters", { key: "a".repeat(8000) }],
    ["to text that is not ASCII", { key: null, headers: { Authorization: "Bearer \u00e9\u00e8" } }],
  ])("%s", async (_, sent) => {
    const { status, text, headers } = await send("GET", "/workflows", sent);
    expect([status, text, headers["content-length"], headers["content-type"]]).toEqual([401, "", "0", undefined]);
  });

  it("by every operation, before anything else of the request is looked at", async () => {
    const refused = Object.fromEntries(requests.map(({ name }) => [name, 401]));
    expect(await statuses({ key: null })).toEqual(refused);
    expect(await statuses({ key: unknown, text: "{", json: undefined })).toEqual(refused);
    expect(await statuses({ key: world.publicKey })).toEqual(refused);
  });

  it("to a key that was revoked and to one that has expired", async () => {
    const path = { sandboxId: world.sandboxId };
    const end = new Date((await world.now()).getTime() + 60_000).toISOString();
    const expiring = ok(await world.control("POST", "/keys", { json: { kind: "secret", expires_at: end } })).body;
    const revoked = ok(await world.control("POST", "/keys", { json: { kind: "secret" } })).body;
    for (const { secret_key: key } of [expiring, revoked])
      expect((await send("GET", "/workflows", { key })).status).toBe(200);
    ok(await world.control("DELETE", `/keys/${revoked.id}`));
    await world.platform.moveClock({ path, body: { set: end } });
    for (const { secret_key: key } of [expiring, revoked])
      expect(await send("GET", "/workflows", { key })).toMatchObject({ status: 401, text: "" });
  });
});

describe("a token that was not made here is unknown", async () => {
  const genuine = await world.token();
  const claims = decodeJwt(genuine);
  const base64 = (part: object) => Buffer.from(JSON.stringify(part)).toString("base64url");
  const [header = "", payload = "", signature = ""] = genuine.split(".");

  it.each<[string, () => string | Promise<string>]>([
    ["with alg none", () => `${base64({ alg: "none", typ: "at+jwt" })}.${payload}.`],
    ["with alg none and a signature", () => `${base64({ alg: "none" })}.${payload}.${signature}`],
    ["under another header", () => `${base64({ alg: "RS256" })}.${payload}.${signature}`],
    ["with other claims", () => `${header}.${base64({ ...claims, scope: ["flow", "admin"] })}.${signature}`],
    ["with its signature cut", () => `${header}.${payload}.${signature.slice(0, -2)}`],
    ["with more behind it", () => `${genuine}AA`],
    [
      "with the signature of another key",
      () => {
        const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
        return new SignJWT(claims).setProtectedHeader({ alg: "RS256", typ: "at+jwt" }).sign(privateKey);
      },
    ],
    [
      "signed with a secret that could be guessed",
      () => {
        const signed = `${base64({ alg: "HS256" })}.${payload}`;
        return `${signed}.${createHmac("sha256", world.clientSecret).update(signed).digest("base64url")}`;
      },
    ],
    ["of no parts", () => "eyJhbGciOiJub25lIn0"],
    ["of nothing", () => ".."],
  ])("%s", async (_, make) => {
    expect((await send("GET", "/workflows", { key: genuine })).status).toBe(200);
    expect(await send("GET", "/workflows", { key: await make() })).toMatchObject({ status: 401, text: "" });
  });
});

describe("of the scopes of an operation any one is enough (2.3), without one the answer is an empty 403 (9.13):", () => {
  it.each(["flow", "flow:workflows", "flow:events", "flow:reflow", "gateway"])("%s", async (scope) => {
    const forbidden = those((scopes) => !scopes.includes(scope));
    const given = await statuses({ key: await world.token(scope) });
    expect(Object.keys(given).filter((name) => given[name] === 403)).toEqual(forbidden);
    const { method, path } = requests.find(({ name }) => name === forbidden[0]) ?? {};
    if (method && path)
      expect(await send(method, path, { key: await world.token(scope) })).toMatchObject({ status: 403, text: "" });
  });

  it("flow opens all 21 of them, gateway none", () => {
    expect([those((scopes) => scopes.includes("flow")), those((scopes) => scopes.includes("gateway"))]).toEqual([
      requests.map(({ name }) => name),
      [],
    ]);
  });

  it("a secret key with few scopes has no more than these", async () => {
    const json = { kind: "secret", scopes: ["flow:events"] };
    const { secret_key: key } = ok(await world.control("POST", "/keys", { json })).body;
    expect(await statuses({ key })).toMatchObject({ getAllWorkflows: 403, getEvent: 404, reflowByEvent: 403 });
  });
});

test("53. every answer has Cko-Request-Id and Cko-Version, and each header once; 54. and JSON or nothing in it", async () => {
  const id = await world.workflow();
  const path = `/workflows/${id}`;
  const limited = await world.token("flow:events");
  const answers = [
    await send("GET", "/workflows"),
    await send("HEAD", "/workflows"),
    await send("POST", "/workflows", { text: "{" }),
    await send("POST", "/workflows", { text: "<a/>", headers: { "Content-Type": "application/xml" } }),
    await send("POST", "/workflows", { text: `"${"a".repeat(2 ** 20)}"` }),
    await send("POST", "/workflows", { json: {} }),
    await send("GET", path, { key: null }),
    await send("GET", path, { key: limited }),
    await send("GET", "/workflows/not_found"),
    await send("GET", "/workflows/%00"),
    await send("GET", "/workflows/%ff"),
    await send("GET", "/nothing"),
    await send("PUT", "/workflows"),
    await send("OPTIONS", "/workflows"),
    await send("PATCH", path, { json: { active: false } }),
    await send("DELETE", path),
    await world.ask({ grant_type: "password" }),
    await world.askAsClient(),
    await send("POST", "/connect/token", { json: {} }),
    await send("GET", "/connect/token"),
  ];
  expect(answers.map(({ status }) => status)).toEqual([
    ...[200, 200, 400, 415, 413, 422, 401, 403, 404, 404, 404, 404, 405, 204, 200, 204, 400, 200, 400, 405],
  ]);
  for (const { status, headers, names, text, body } of answers) {
    expect(headers).toMatchObject({
      "cko-request-id": expect.stringMatching(/^0H[0-9A-V]{11}$/),
      "cko-version": "1.0.0",
    });
    const known = names.map((name) => name.toLowerCase());
    expect(known).toEqual([...new Set(known)]);
    if (text !== "") expect([headers["content-type"], typeof body]).toEqual(["application/json", "object"]);
    if (status === 400 || status === 422) expect(text).not.toBe("");
    else if (status > 299) expect([text, headers["content-type"]]).toEqual(["", undefined]);
    if (body?.request_id) expect(body.request_id).toBe(headers["cko-request-id"]);
  }
  const ids = answers.map(({ headers }) => headers["cko-request-id"]);
  expect(new Set(ids).size).toBe(answers.length);
});

test("a new sandbox has keys that the official SDKs take, and ids in the provider's form (2.1, 4.1)", async () => {
  const { data } = await world.platform.createSandbox();
  const id = (prefix: string) => expect.stringMatching(`^${prefix}_[a-z2-7]{26}$`);
  expect(data?.credentials.checkout).toEqual({
    secret_key: expect.stringMatching(/^sk_sbox_[a-z2-7]{26}[a-z2-7*#$=]$/),
    public_key: expect.stringMatching(/^pk_sbox_[a-z2-7]{26}[a-z2-7*#$=]$/),
    client_id: id("ack"),
    client_secret: expect.stringMatching(/^\w{40,}$/),
    entity_id: id("ent"),
    processing_channel_id: id("pc"),
  });
});

test("the default sandbox has the documented keys, and the example of the banner works with them", async () => {
  const { secret_key: key, ...other } = example.credentials;
  expect(Object.keys(other)).toEqual(["public_key", "client_id", "client_secret"]);
  const [, body] = /-d '(.*)'$/s.exec(example.command(server.publicUrl)) ?? [];
  const { status } = await send("POST", "/workflows", { key, text: String(body) });
  expect([status, example.command(server.publicUrl)]).toEqual([201, expect.stringContaining(`Bearer ${key}`)]);
  const { access_token } = ok(await world.askAsClient({ ...other })).body;
  expect((await send("GET", "/workflows", { key: access_token })).body.data).toHaveLength(1);
});

test("JSON that cannot be read is a 400 of its own type (2.4, 9.15)", async () => {
  for (const text of ["{", '{"name":}', "\u00ff", "{}x", Buffer.from([0xff, 0xfe])]) {
    const { status, body, headers } = await send("POST", "/workflows", { text });
    const error = { request_id: headers["cko-request-id"], error_type: "request_malformed" };
    expect([status, body]).toEqual([400, error]);
  }
});

test("a provider's key is no key of another provider, and a client is known in its own sandbox alone", async () => {
  const { data } = await world.platform.createSandbox();
  const foreign = Object.entries(data?.credentials ?? {}).filter(([name]) => name !== "checkout");
  for (const [, credentials] of foreign)
    for (const key of Object.values(credentials)) expect((await send("GET", "/workflows", { key })).status).toBe(401);
  const answer = await world.askAsClient({ client_id: data?.credentials.checkout?.client_id });
  expect([answer.status, answer.body]).toEqual([400, { error: "invalid_client" }]);
});
