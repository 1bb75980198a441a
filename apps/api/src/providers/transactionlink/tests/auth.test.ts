import { decodeJwt, decodeProtectedHeader, SignJWT } from "jose";
import { pino } from "pino";
import { describe, expect, it, test } from "vitest";
import { eventually } from "../../../testing/eventually.ts";
import { testHouse } from "../../../testing/server.ts";
import { documented } from "../documented.ts";
import { example } from "../example.ts";
import { definitions, nobodys, openSandbox } from "./support/sandbox.ts";
import { codesOf, sender, withoutFingerprint } from "./support/send.ts";

const lines: string[] = [];
const log = pino({ level: "trace" }, { write: (line: string) => void lines.push(line) });
const { database, start: startServer } = await testHouse({}, log);
const server = await startServer();
const world = await openSandbox(server);
const { send, accessToken, organizationToken, key, secret } = world;

const parameters = { companyNumber: "0000345671", name: "Northwind Traders" };
const screening = { workflowDefinitionId: definitions.screening, locale: "en", parameters };
const start = (authorization: string | null) => send("POST", "/workflows", { authorization, json: screening });
const read = (authorization: string | null) => send("GET", `/workflows/${nobodys}`, { authorization });
const authorize = (json: object, in_ = world) => in_.send("POST", "/auth/authorize", { authorization: null, json });
const refresh = (refreshToken: unknown) =>
  send("POST", "/auth/refresh", { authorization: null, json: { refreshToken } });

/** The token with some claim changed and its signature kept. */
function forged(token: string): string {
  const [head, payload = "", signature] = token.split(".");
  const claims = { ...JSON.parse(Buffer.from(payload, "base64url").toString()), admin: true };
  return [head, Buffer.from(JSON.stringify(claims)).toString("base64url"), signature].join(".");
}

describe("a token that does not do", () => {
  it("39: is a 401 in the envelope, the same for whatever is wrong with it", async () => {
    const [head, payload] = accessToken.split(".");
    const none = Buffer.from('{"alg":"none"}').toString("base64url");
    const own = await new SignJWT(decodeJwt(accessToken)).setProtectedHeader({ alg: "HS256" }).sign(Buffer.alloc(64));
    const { body: made } = await authorize({ key, secret });
    const wrong = [
      null,
      "",
      accessToken,
      "Bearer",
      `Basic ${accessToken}`,
      `Bearer ${accessToken} x`,
      `Bearer ${forged(accessToken)}`,
      `Bearer ${head}.${payload}.`,
      `Bearer ${head}.${payload}`,
      `Bearer ${own}`,
      `Bearer ${none}.${payload}.`,
      `Bearer ${organizationToken}`,
      `Bearer ${made.refreshToken}`,
      `Bearer ${secret}`,
      secret,
      `${organizationToken}x`,
      `tot_${"x".repeat(52)}`,
    ];
    const answers = await Promise.all(wrong.map(start));
    expect(answers.map(({ status }) => status)).toEqual(wrong.map(() => 401));
    for (const answer of answers) expect(codesOf(answer)).toEqual(["UNAUTHORIZED"]);
    expect(new Set(answers.map(withoutFingerprint)).size).toBe(1);
  });

  it("41: `alg: none` is refused, with the claims of a token that is good", async () => {
    const unsigned = `${Buffer.from('{"alg":"none"}').toString("base64url")}.${accessToken.split(".")[1]}.`;
    expect(codesOf(await read(`Bearer ${unsigned}`))).toEqual(["UNAUTHORIZED"]);
  });

  it("46: every error has a fingerprint of its own", async () => {
    const answers = await Promise.all([read(null), read(null), read(`Bearer ${accessToken}`)]);
    expect(new Set(answers.map(({ body }) => body.fingerprint)).size).toBe(3);
  });

  it("20 in the decisions: a fingerprint stands in the log, and no key, secret or token does", async () => {
    const { body } = await read(`Bearer ${accessToken}`);
    const { body: tokens } = await authorize({ key, secret });
    await refresh(tokens.refreshToken);
    const { body: refused } = await authorize({ key, secret: `${secret}x` });
    await eventually(() => {
      for (const { fingerprint } of [body, refused])
        expect(lines.filter((line) => line.includes(fingerprint))).toHaveLength(1);
    });
    for (const hidden of [secret, accessToken, organizationToken, tokens.accessToken, tokens.refreshToken])
      expect(lines.join("")).not.toContain(hidden);
  });

  it("is told before anything that is wrong with the request", async () => {
    expect((await send("GET", "/workflows/nonsense", { authorization: null })).status).toBe(401);
    expect((await send("POST", "/workflows", { authorization: null, body: "{" })).status).toBe(401);
  });
});

describe("a token that does", () => {
  it("is a JWT behind Bearer, in whatever case, or an organization token with nothing before it", async () => {
    const good = [`Bearer ${accessToken}`, `bearer  ${accessToken}`, organizationToken];
    expect((await Promise.all(good.map(start))).map(({ status }) => status)).toEqual([200, 200, 200]);
  });

  it("42: an organization token is sent bare; with Bearer before it, it is unknown", async () => {
    expect((await read(organizationToken)).status).toBe(404);
    expect((await read(`Bearer ${organizationToken}`)).status).toBe(401);
  });

  it("outlives every move of the clock, where it came with the sandbox", async () => {
    const other = await openSandbox(server);
    await other.advance("P3650D");
    expect((await other.send("GET", `/workflows/${nobodys}`)).status).toBe(404);
  });

  it("13: the workspace is the one in its claims", async () => {
    expect(decodeJwt(accessToken)).toMatchObject({
      workspaceId: world.workspaceId,
      "custom:teamId": expect.any(String),
    });
    expect((await start(`Bearer ${accessToken}`)).body.workspaceId).toBe(world.workspaceId);
  });

  it("48: is good in its own workspace only, where a stranger's execution and none are the same", async () => {
    const stranger = await openSandbox(server);
    const { body } = await start(`Bearer ${accessToken}`);
    const [path, none] = [`/workflows/${body.id}`, `/workflows/${nobodys}`];
    for (const [method, ending] of [
      ["GET", ""],
      ["GET", "/result"],
      ["POST", "/cancel"],
    ] as const) {
      const [foreign, absent] = [
        await stranger.send(method, path + ending),
        await stranger.send(method, none + ending),
      ];
      expect(codesOf(foreign)).toEqual(["WORKFLOW_NOT_FOUND"]);
      expect(withoutFingerprint(foreign)).toBe(withoutFingerprint(absent).replaceAll(nobodys, body.id));
    }
  });
});

describe("key and secret", () => {
  it("44: are exchanged for two tokens, with seconds and type", async () => {
    const { status, body, headers } = await authorize({ key, secret });
    expect(status).toBe(200);
    expect(headers.get("content-type")).toBe("application/json");
    expect(Object.keys(body)).toEqual(["accessToken", "refreshToken", "expiryDuration", "tokenType"]);
    expect(body).toMatchObject({ expiryDuration: 3600, tokenType: "Bearer" });
    expect((await start(`Bearer ${body.accessToken}`)).status).toBe(200);
  });

  it("45: the access token lives for as long as is said, by the sandbox's clock, and has the seed's claims", async () => {
    const { body } = await authorize({ key, secret });
    expect(decodeProtectedHeader(body.accessToken)).toEqual({ alg: "RS256" });
    const claims = decodeJwt(body.accessToken);
    expect(Object.keys(claims)).toEqual(["workspaceId", "iat", "exp", "custom:teamId", "jti"]);
    expect(Number(claims.exp) - Number(claims.iat)).toBe(body.expiryDuration);
    expect(claims.iat).toBe(Math.floor(world.start.getTime() / 1000));
  });

  it("the refresh token is an HS512 JWT that says nothing, for 90 days", async () => {
    const { body } = await authorize({ key, secret });
    expect(decodeProtectedHeader(body.refreshToken)).toEqual({ alg: "HS512" });
    const { sub, iat, exp, ...others } = decodeJwt(body.refreshToken);
    expect([String(sub).length, Number(exp) - Number(iat), others]).toEqual([32, 7_776_000, {}]);
  });

  it("no two tokens are alike, though they are asked for in the same second", async () => {
    const made = await Promise.all([1, 2, 3].map(() => authorize({ key, secret })));
    expect(new Set(made.flatMap(({ body }) => [body.accessToken, body.refreshToken])).size).toBe(6);
  });

  it("are a 401 in the envelope if one of them is wrong, whichever", async () => {
    const stranger = await openSandbox(server);
    const wrong = [
      { key, secret: "wrong" },
      { key: "wrong", secret },
      { key: secret, secret: key },
      { key, secret: stranger.secret },
      { key: stranger.key, secret },
      { key, secret: accessToken },
      { key, secret: organizationToken.slice(0, 56) },
    ].filter((pair) => pair.secret.length <= 255);
    const answers = await Promise.all(wrong.map((pair) => authorize(pair)));
    for (const answer of answers) expect([answer.status, codesOf(answer)]).toEqual([401, ["UNAUTHORIZED"]]);
    expect(new Set(answers.map(withoutFingerprint)).size).toBe(1);
  });

  it("a body that lacks them tells of each, and what is no JSON is told so", async () => {
    expect(codesOf(await authorize({}))).toEqual(["INVALID_REQUEST", "INVALID_REQUEST"]);
    const text = { authorization: null, headers: { "Content-Type": "text/plain" } };
    expect(codesOf(await send("POST", "/auth/authorize", { ...text, body: "key" }))).toEqual([
      "UNSUPPORTED_MEDIA_TYPE",
    ]);
    const broken = await send("POST", "/auth/authorize", { authorization: null, body: "{" });
    expect([broken.status, codesOf(broken)]).toEqual([400, ["INVALID_REQUEST"]]);
  });
});

describe("the clock", () => {
  it("40: ends an access token after an hour, to the second", async () => {
    const own = await openSandbox(server);
    const { body } = await authorize({ key: own.key, secret: own.secret }, own);
    const use = () => own.send("GET", `/workflows/${nobodys}`, { authorization: `Bearer ${body.accessToken}` });
    await own.advance("PT59M59S");
    expect((await use()).status).toBe(404);
    await own.advance("PT1S");
    const late = await use();
    expect([late.status, codesOf(late)]).toEqual([401, ["UNAUTHORIZED"]]);
    expect(withoutFingerprint(late)).toBe(withoutFingerprint(await read(null)));
  });

  it("ends a refresh token after ninety days; until then it makes new tokens, also after an hour", async () => {
    const own = await openSandbox(server);
    const { body: first } = await authorize({ key: own.key, secret: own.secret }, own);
    await own.advance("P1D");
    const { status, body } = await refresh(first.refreshToken);
    expect([status, Object.keys(body)]).toEqual([200, ["accessToken", "refreshToken", "expiryDuration", "tokenType"]]);
    const use = (token: string) => own.send("GET", `/workflows/${nobodys}`, { authorization: `Bearer ${token}` });
    expect([(await use(body.accessToken)).status, (await use(first.accessToken)).status]).toEqual([404, 401]);
    await own.advance("P89D");
    expect([(await refresh(first.refreshToken)).status, (await refresh(body.refreshToken)).status]).toEqual([401, 200]);
  });

  it("expired tokens do not pile up, and those that are good stay", async () => {
    const own = await openSandbox(server);
    const pair = { key: own.key, secret: own.secret };
    const { body: first } = await authorize(pair, own);
    const kept = () =>
      database.db.credential.count({
        where: { sandboxId: own.sandboxId, kind: "access_token", expiresAt: { not: null } },
      });
    for (const expected of [1, 1, 1]) {
      await own.advance("PT2H30M");
      await authorize(pair, own);
      expect(await kept()).toBe(expected);
    }
    expect((await refresh(first.refreshToken)).status).toBe(200);
    expect((await own.send("GET", `/workflows/${nobodys}`)).status).toBe(404);
  });
});

test("a refresh token is known by its whole text, and nothing else is one", async () => {
  const { body } = await authorize({ key, secret });
  const wrong = [forged(body.refreshToken), body.accessToken, accessToken, secret, "x", organizationToken];
  const answers = await Promise.all(wrong.map(refresh));
  for (const answer of answers) expect([answer.status, codesOf(answer)]).toEqual([401, ["UNAUTHORIZED"]]);
  expect(codesOf(await refresh(1))).toEqual(["INVALID_REQUEST"]);
});

describe("the default sandbox", () => {
  const inDefault = sender(`${server.publicUrl}/transactionlink`, null);

  it("is known by what is documented: key and secret, organization token, access token", async () => {
    const { key, secret, workspaceId, teamId } = documented;
    const { body } = await inDefault("POST", "/auth/authorize", { json: { key, secret } });
    expect(decodeJwt(body.accessToken)).toMatchObject({ workspaceId, "custom:teamId": teamId });
    expect(decodeJwt(documented.accessToken)).toMatchObject({
      workspaceId,
      "custom:teamId": teamId,
      exp: 253_402_300_799,
    });
    for (const authorization of [documented.organizationToken, `Bearer ${documented.accessToken}`])
      expect((await inDefault("POST", "/workflows", { authorization, json: screening })).body).toMatchObject({
        workspaceId,
      });
  });

  it("the example of the banner works as it stands", async () => {
    const command = example.command(server.publicUrl);
    const [, address = ""] = /curl -s (\S+)/.exec(command) ?? [];
    const [, authorization = ""] = /Authorization: ([^"]+)"/.exec(command) ?? [];
    const [, body = ""] = /-d '(.+)'/.exec(command) ?? [];
    const answer = await sender("", authorization)("POST", address, { body });
    expect([answer.status, answer.body.link]).toEqual([200, expect.stringContaining(`?token=${answer.body.token}`)]);
    expect(example.credentials).toMatchObject({ key: documented.key, organization_token: authorization });
  });
});
