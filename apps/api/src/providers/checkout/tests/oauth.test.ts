import { createPublicKey } from "node:crypto";
import { decodeJwt, decodeProtectedHeader, jwtVerify } from "jose";
import { describe, expect, it, test } from "vitest";
import { eventually } from "../../../testing/eventually.ts";
import { testHouse } from "../../../testing/server.ts";
import { sender } from "./support/raw.ts";
import { ok, openSandbox } from "./support/sandbox.ts";

const { database, start } = await testHouse();
const [server, otherProcess] = [await start(), await start()];
const world = await openSandbox(server);
const { clientId, clientSecret } = world;

const basic = (id: string, secret: string) => ({ Authorization: `Basic ${btoa(`${id}:${secret}`)}` });
const grant = { grant_type: "client_credentials" };
const refused = (error: string) => ({ status: 400, body: { error } });
const tokensIn = (sandboxId: string) =>
  database.db.credential.count({ where: { sandboxId, provider: "checkout", kind: "access_token" } });
const use = (key: string) => world.send("GET", "/workflows", { key });

test("3. a wrong secret is a 400 with invalid_client, and so is everything else that is wrong with a client", async () => {
  const stranger = await openSandbox(server);
  const wrong = [
    await world.askAsClient({ client_secret: "wrong" }),
    await world.askAsClient({ client_secret: "" }),
    await world.askAsClient({ client_secret: undefined }),
    await world.askAsClient({ client_id: undefined }),
    await world.askAsClient({ client_id: "ack_nobody" }),
    await world.askAsClient({ client_id: clientId.toUpperCase() }),
    await world.askAsClient({ client_id: stranger.clientId }),
    await world.askAsClient({ client_secret: stranger.clientSecret }),
    await world.askAsClient({ client_secret: world.secretKey }),
    await world.askAsClient({ client_id: "", client_secret: world.secretKey }),
    await world.ask(grant),
    await world.ask(grant, basic(clientId, "wrong")),
    await world.ask(grant, basic(clientId, "")),
    await world.ask(grant, { Authorization: "Basic !" }),
    await world.ask(grant, basic(clientId, `${clientSecret}%`)),
    await world.ask(grant, basic(clientId, "%ff%")),
    await world.ask(grant, { Authorization: `Basic ${btoa(clientSecret)}` }),
    await world.ask(grant, { Authorization: `Bearer ${world.secretKey}` }),
    await world.askAsClient({ client_secret: clientSecret }).then(() => world.ask(grant)),
  ];
  for (const answer of wrong) expect(answer).toMatchObject(refused("invalid_client"));
  const [first = ""] = wrong.map(({ text }) => text);
  expect(wrong.map(({ text }) => text)).toEqual(wrong.map(() => first));
  expect(await tokensIn(stranger.sandboxId)).toBe(0);
});

test("4. a client names itself by Basic, in the form, or in both ways at once", async () => {
  const both = { ...grant, client_id: clientId, client_secret: clientSecret };
  for (const [form, headers] of [
    [grant, basic(clientId, clientSecret)],
    [both, {}],
    [both, basic(clientId, clientSecret)],
    [{ ...grant, client_id: clientId }, basic(clientId, clientSecret)],
    // Escaped as in a form (RFC 6749, 2.3.1), even what need not be.
    [
      both,
      basic(
        clientId.replace("_", "%5F"),
        clientSecret.replace(/^./, (first) => `%${first.charCodeAt(0).toString(16)}`),
      ),
    ],
    [{ ...both, client_secret: clientSecret }, { Authorization: `Bearer ${world.secretKey}` }],
  ] as const) {
    const { body } = ok(await world.ask(form, headers));
    expect((await use(body.access_token)).status).toBe(200);
  }
  const other = { client_id: "ack_other", client_secret: "other" };
  for (const [name, value] of Object.entries(other))
    expect(await world.ask({ ...both, [name]: value }, basic(clientId, clientSecret))).toMatchObject(
      refused("invalid_client"),
    );
});

test("5. the answer has the token, Bearer, 3600 as an integer and the scopes with spaces; nobody may keep it", async () => {
  const { status, body, headers } = await world.askAsClient({ scope: "flow:workflows  flow:events flow:events" });
  expect(status).toBe(200);
  expect(body).toEqual({
    access_token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
    token_type: "Bearer",
    expires_in: 3600,
    scope: "flow:workflows flow:events",
  });
  expect(headers["cache-control"]).toBe("no-store");
});

describe("6. a client that asks every few seconds", () => {
  it("gets another token each time, and all of them are good until they expire", async () => {
    const own = await openSandbox(server);
    const tokens = [];
    for (let asked = 0; asked < 10; asked += 1) {
      tokens.push(await own.token("flow"));
      await own.advance("PT4S");
    }
    expect(new Set(tokens).size).toBe(10);
    for (const key of tokens) expect((await own.send("GET", "/workflows", { key })).status).toBe(200);
  });

  it("gets one from each of many requests at once", async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => world.askAsClient({ scope: "flow" })));
    expect(new Set(answers.map(({ body }) => body.access_token)).size).toBe(20);
  });

  it("leaves no heap of expired tokens behind, which go together and not one by one", async () => {
    const own = await openSandbox(server);
    const kept = await own.token();
    const counts = [];
    for (let halfHours = 0; halfHours < 12; halfHours += 1) {
      await own.advance("PT30M");
      await own.token();
      counts.push(await tokensIn(own.sandboxId));
    }
    // As soon as one has been expired for an hour, all that have expired go.
    expect(counts).toEqual([2, 3, 4, 2, 3, 4, 2, 3, 4, 2, 3, 4]);
    expect(await own.send("GET", "/workflows", { key: kept })).toMatchObject({ status: 401, text: "" });
    expect((await own.send("GET", "/workflows")).status).toBe(200);
  });
});

describe("a token", () => {
  it("is a JWT with the header and claims of the provider's (2.2), signed by the sandbox's own key", async () => {
    const own = await openSandbox(server);
    const issued = Math.floor((await own.now()).getTime() / 1000);
    const [one, two] = [await own.token("flow:workflows flow:events"), await own.token()];
    expect(decodeProtectedHeader(one)).toEqual({
      alg: "RS256",
      typ: "at+jwt",
      kid: expect.stringMatching(/^[0-9A-F]+$/),
    });
    expect(decodeProtectedHeader(two).kid).toBe(decodeProtectedHeader(one).kid);
    expect(decodeJwt(one)).toEqual({
      iss: "https://access.sandbox.checkout.com",
      aud: "flow",
      client_id: own.clientId,
      cko_client_id: expect.stringMatching(/^cli_[a-z2-7]{26}$/),
      cko_entity_id: own.entityId,
      scope: ["flow:workflows", "flow:events"],
      jti: expect.stringMatching(/^[0-9A-F]{32}$/),
      iat: issued,
      nbf: issued,
      exp: issued + 3600,
    });
    const { privateKey } = await database.db.checkoutSigningKey.findUniqueOrThrow({
      where: { sandboxId: own.sandboxId },
    });
    const currentDate = await own.now();
    await jwtVerify(one, createPublicKey(privateKey), { algorithms: ["RS256"], typ: "at+jwt", currentDate });
    const foreign = decodeProtectedHeader(await world.token());
    expect(foreign.kid).not.toBe(decodeProtectedHeader(one).kid);
  });

  it("is good for an hour of the sandbox's clock and unknown from then on", async () => {
    const own = await openSandbox(server);
    const key = await own.token();
    const exp = new Date(Number(decodeJwt(key).exp) * 1000);
    const path = { sandboxId: own.sandboxId };
    const at = async (time: number) => {
      await own.platform.moveClock({ path, body: { set: new Date(time).toISOString() } });
      return (await own.send("GET", "/workflows", { key })).status;
    };
    expect([await at(exp.getTime() - 1), await at(exp.getTime())]).toEqual([200, 401]);
  });

  it("that one process made is good in all of them, and both sign with one key, even if they begin at once", async () => {
    const own = await openSandbox(server);
    const form = new URLSearchParams({ ...grant, client_id: own.clientId, client_secret: own.clientSecret }).toString();
    const headers = { "Content-Type": "application/x-www-form-urlencoded" };
    const ask = async ({ publicUrl }: { publicUrl: string }) =>
      ok(await sender(publicUrl, null)("POST", "/connect/token", { text: form, headers })).body.access_token;
    const tokens = await Promise.all([server, otherProcess, server, otherProcess].map(ask));
    expect(new Set(tokens.map((token) => decodeProtectedHeader(token).kid)).size).toBe(1);
    for (const { publicUrl } of [server, otherProcess])
      for (const key of tokens) expect((await sender(publicUrl, null)("GET", "/workflows", { key })).status).toBe(200);
  });

  it("is kept as a hash: neither it nor a client's secret stands in the database", async () => {
    const token = await world.token();
    const rows = await database.db.credential.findMany({ where: { sandboxId: world.sandboxId } });
    const text = JSON.stringify(rows);
    for (const secret of [token, clientSecret, world.secretKey, token.split(".")[2] ?? ""])
      expect(text).not.toContain(secret);
  });

  it("of a scope that the provider does not publish is not made", async () => {
    const json = { kind: "oauth_client", scopes: ["flow", "flow:workflow"] };
    const { status, body } = await world.control("POST", "/keys", { json });
    expect([status, body.errors?.[0]?.field]).toEqual([400, "scopes.1"]);
  });

  it("goes with its client, when that is revoked", async () => {
    const made = ok(await world.control("POST", "/keys", { json: { kind: "oauth_client" } })).body;
    const [own, other] = [{ client_id: made.client_id, client_secret: made.client_secret }, await world.token()];
    const key = ok(await world.askAsClient(own)).body.access_token;
    expect((await use(key)).status).toBe(200);
    ok(await world.control("DELETE", `/keys/${made.id}`));
    expect([(await use(key)).status, (await use(other)).status]).toEqual([401, 200]);
    expect(await world.askAsClient(own)).toMatchObject(refused("invalid_client"));
  });

  it("is not given to a client that is revoked while it asks", async () => {
    const made = ok(await world.control("POST", "/keys", { json: { kind: "oauth_client" } })).body;
    const revoking = await database.pool.connect();
    await revoking.query("BEGIN");
    await revoking.query("UPDATE credential SET revoked_at = now() WHERE id = $1", [made.id]);
    const asked = world.askAsClient({ client_id: made.client_id, client_secret: made.client_secret });
    await eventually(async () => {
      const { rows } = await database.pool.query(
        "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
      );
      expect(rows).not.toHaveLength(0);
    });
    await revoking.query("COMMIT");
    revoking.release();
    expect(await asked).toMatchObject(refused("invalid_client"));
  });

  it("is given to no client that has expired", async () => {
    const own = await openSandbox(server);
    const expires_at = new Date((await own.now()).getTime() + 1000).toISOString();
    const made = ok(await own.control("POST", "/keys", { json: { kind: "oauth_client", expires_at } })).body;
    const client = { client_id: made.client_id, client_secret: made.client_secret };
    expect((await own.askAsClient(client)).status).toBe(200);
    await own.advance("PT1S");
    expect(await own.askAsClient(client)).toMatchObject(refused("invalid_client"));
  });
});

describe("scopes (9.14)", async () => {
  const json = { kind: "oauth_client", scopes: ["flow:events", "flow:reflow"] };
  const { client_id, client_secret } = ok(await world.control("POST", "/keys", { json })).body;
  const limited = (scope?: string) => world.askAsClient({ client_id, client_secret, scope });

  it.each([undefined, "", "   "])("are all that the client has when it asks for none: %j", async (scope) => {
    const { body } = ok(await limited(scope));
    expect(body.scope).toBe("flow:events flow:reflow");
    expect((await use(body.access_token)).status).toBe(403);
  });

  it.each(["flow", "flow:workflows", "flow:events flow", "FLOW:EVENTS", "flow:events,flow:reflow", "x".repeat(4000)])(
    "that the client lacks are refused: %s",
    async (scope) => {
      expect(await limited(scope)).toMatchObject(refused("invalid_scope"));
    },
  );

  it("of neighbouring APIs are granted to a sandbox's own client, because SDKs ask for many at once", async () => {
    const scope = "files flow fx gateway accounts sessions:app sessions:browser vault payouts:bank-details disputes";
    expect(ok(await world.askAsClient({ scope })).body.scope).toBe(scope);
    expect(await world.askAsClient({ scope: `${scope} everything` })).toMatchObject(refused("invalid_scope"));
  });
});

describe("a form that is wrong", () => {
  it.each(["password", "authorization_code", "refresh_token", "CLIENT_CREDENTIALS", ""])(
    "in its grant_type is an unsupported_grant_type: %j",
    async (grant_type) => {
      expect(await world.askAsClient({ grant_type })).toMatchObject(refused("unsupported_grant_type"));
    },
  );

  it("otherwise is an invalid_request", async () => {
    const headers = { "Content-Type": "application/x-www-form-urlencoded" };
    const form = `grant_type=client_credentials&client_id=${clientId}&client_secret=${clientSecret}`;
    const send = (text: string, own = headers) =>
      world.send("POST", "/connect/token", { key: null, text, headers: own });
    const wrong = [
      await world.askAsClient({ grant_type: undefined }),
      await send(""),
      await send(`${form}&grant_type=client_credentials`),
      await send(`${form}&client_id=${clientId}`),
      await send(`${form}&scope=flow&scope=flow`),
      await send(`${form}&scope=%00`),
      await send(`${form}&scope=${"a".repeat(5000)}`),
      await send(`grant_type=client_credentials&client_id=${"a".repeat(300)}&client_secret=x`),
      await send(JSON.stringify({ ...grant, client_id: clientId, client_secret: clientSecret }), {
        "Content-Type": "application/json",
      }),
      await send("{"),
    ];
    for (const answer of wrong) expect(answer).toMatchObject(refused("invalid_request"));
  });

  it("in nothing but fields that nobody knows is no wrong one", async () => {
    expect((await world.askAsClient({ audience: "x", "": "y" })).status).toBe(200);
  });
});

test("the access host's name and an account's label before it lead to the same place", async () => {
  const form = new URLSearchParams({ ...grant, client_id: clientId, client_secret: clientSecret }).toString();
  const { port } = new URL(server.publicUrl);
  const send = sender(server.publicUrl, null, "");
  for (const host of ["access", "vkuhvk4v.access", "checkout", "vkuhvk4v.checkout"]) {
    const headers = { Host: `${host}.localhost:${port}` };
    const type = { "Content-Type": "application/x-www-form-urlencoded" };
    const { body } = ok(await send("POST", "/connect/token", { text: form, headers: { ...headers, ...type } }));
    expect((await send("GET", "/workflows", { key: body.access_token, headers })).status).toBe(200);
  }
});

test("56. workflows belong to the account: what one key made, a token of the account's client sees and changes", async () => {
  const id = await world.workflow({ name: "by key" });
  const key = await world.token("flow");
  const { body } = await world.send("GET", `/workflows/${id}`, { key });
  expect(body.name).toBe("by key");
  expect((await world.send("PATCH", `/workflows/${id}`, { key, json: { name: "by token" } })).status).toBe(200);
  expect((await world.read(id)).name).toBe("by token");
});
