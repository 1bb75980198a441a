import { Refusal } from "@understudy/domain";
import { base64url, type JWTPayload, SignJWT } from "jose";
import { describe, expect, test } from "vitest";
import { documented } from "../documented.ts";
import { accessClaims, farOff, isSession, sessionClaims, sessionTokenEnd } from "./claims.ts";
import { secretOf, signToken } from "./sign.ts";
import { tenantIn, verifyToken } from "./verify.ts";

const key = "0123456789abcdef0123456789abcdef0123456789abcdef";
const now = new Date("2030-06-01T12:00:00.000Z");
const later = new Date("2030-06-01T12:00:01.000Z");
const tenantId = "tenant-0123456789ab";
const good = () => accessClaims(tenantId, ["tenant_access"], later);

const signed = (payload: object, header: object = {}, secret = key) =>
  new SignJWT(payload as JWTPayload)
    .setProtectedHeader({ alg: "HS384", typ: "JWT", ...header })
    .sign(secretOf(secret).slice(0, 64));

/** Written by hand: what no library signs. */
const written = (header: object, payload: object, signature = "") =>
  `${base64url.encode(JSON.stringify(header))}.${base64url.encode(JSON.stringify(payload))}.${signature}`;

const refused = async (token: string, at = now) => {
  const error = await verifyToken(token, key, at).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Refusal)) throw new Error("the token was not refused", { cause: error });
  return [error.code, error.message];
};

const unknown = ["bad_credential", expect.stringMatching(/^The access token is missing, or no tenant here has signed/)];

describe("a token that the tenant has signed", () => {
  test("says what it says, in the provider's order", async () => {
    const token = await signToken(key, good());
    const claims = await verifyToken(token, key, now);
    expect(claims).toEqual({
      ...{ scope: ["tenant_access"], exp: later.getTime() / 1000, client_id: tenantId },
      jti: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(Object.keys(claims)).toEqual(["scope", "exp", "jti", "client_id"]);
    expect(isSession(claims)).toBe(false);
    expect(tenantIn(token)).toBe(tenantId);
  });

  test("may be a session creation token, which is told from others", async () => {
    const owner = { role: "signer1", transactionId: "dcaad720-d1e9-47ba-a76b-a6370ef0373b" };
    const claims = await verifyToken(await signToken(key, sessionClaims(tenantId, owner, later)), key, now);
    expect(isSession(claims)).toBe(true);
    expect(claims).toMatchObject({
      ...{ session: { role: "signer1" }, scope: ["session_creation_authorization_code"] },
      transaction_uuid: owner.transactionId,
    });
    expect(Object.keys(claims)).toEqual(["session", "scope", "transaction_uuid", "exp", "jti", "client_id"]);
  });

  test("may hold more than is looked at, and an end between two seconds", async () => {
    const token = await signed({ ...good(), exp: now.getTime() / 1000 + 0.5, iss: "us", iat: 1 });
    expect(await verifyToken(token, key, now)).toMatchObject({ client_id: tenantId, iss: "us" });
  });

  test("is over at its end, to the second", async () => {
    const over = ["bad_credential", expect.stringContaining("has expired: it is 2030-06-01T12:00:01.000Z")];
    expect(await refused(await signToken(key, good()), later)).toEqual(over);
    expect(await refused(await signed({ ...good(), exp: -1e300 }))).toEqual([
      ...["bad_credential", expect.stringContaining("has expired")],
    ]);
  });

  test("cannot begin later", async () => {
    const [code, message] = await refused(await signed({ ...good(), nbf: later.getTime() / 1000 }));
    expect([code, message]).toEqual(["bad_credential", expect.stringContaining("its claim nbf must be")]);
  });
});

describe("a claim that is missing or strange is named to whoever has the key", () => {
  test.each<[string, object]>([
    ["exp", { exp: undefined }],
    ["exp", { exp: "2030-06-01" }],
    ["jti", { jti: undefined }],
    ["jti", { jti: "" }],
    ["jti", { jti: 7 }],
    ["scope", { scope: undefined }],
    ["scope", { scope: "tenant_access" }],
    ["scope", { scope: ["tenant_access", 7] }],
    ["scope", { scope: null }],
    ["session", { session: null }],
    ["session", { session: {}, transaction_uuid: "x" }],
    ["session", { transaction_uuid: "x" }],
    ["transaction_uuid", { session: { role: "signer1" } }],
  ])("%s of %j", async (claim, change) => {
    const [code, message] = await refused(await signed({ ...good(), ...change }));
    expect([code, message]).toEqual([
      ...["bad_credential", expect.stringContaining(`The access token does not do: its claim ${claim} must be`)],
    ]);
  });
});

describe("a token that the tenant has not signed is told nothing", () => {
  test.each(["HS256", "HS512"])("one that is signed %s", async (alg) => {
    expect(await refused(await signed(good(), { alg }))).toEqual(unknown);
  });

  test.each(["none", "None", "NONE", "", "RS384", "HS384 "])("one whose alg is %j", async (alg) => {
    for (const signature of ["", "AAAA"]) expect(await refused(written({ alg }, good(), signature))).toEqual(unknown);
  });

  test("one without an alg", async () => expect(await refused(written({}, good(), "AAAA"))).toEqual(unknown));

  test("one of another key, or of none", async () => {
    expect(await refused(await signed(good(), {}, "another key that is as long as the one of the tenant"))).toEqual(
      unknown,
    );
    const [header, payload, signature = ""] = (await signToken(key, good())).split(".");
    expect(await refused(`${header}.${payload}.`)).toEqual(unknown);
    expect(await refused(`${header}.${payload}.${signature.slice(0, -4)}`)).toEqual(unknown);
  });

  test("one that was changed", async () => {
    const [header, , signature] = (await signToken(key, good())).split(".");
    const payload = base64url.encode(JSON.stringify({ ...good(), exp: 9e9 }));
    expect(await refused(`${header}.${payload}.${signature}`)).toEqual(unknown);
  });

  test("one that demands what is not understood", async () => {
    for (const crit of [["exp"], [], "b64"])
      expect(await refused(written({ alg: "HS384", crit }, good(), "AAAA"))).toEqual(unknown);
  });

  test.each(["", "x", "a.b", "a.b.c", "a.b.c.d", "a.b.c.d.e", "...", `${base64url.encode("[]")}.e30.AAAA`])(
    "what is no token: %j",
    async (token) => expect(await refused(token)).toEqual(unknown),
  );
});

test("whose a token is can be read before anything is known of it", () => {
  expect(tenantIn(written({ alg: "none" }, { client_id: "a" }))).toBe("a");
  for (const payload of [{}, { client_id: 7 }, { client_id: null }, []])
    expect(tenantIn(written({ alg: "HS384" }, payload))).toBeUndefined();
  for (const text of ["", "x", "a.b.c", "..", "a.b.c.d.e"]) expect(tenantIn(text)).toBeUndefined();
});

test("the token of the default sandbox is signed with its documented key, and good for as long as the provider's sample", async () => {
  const { accessToken, signingKey } = documented;
  const claims = await verifyToken(accessToken, signingKey, now);
  expect(claims).toMatchObject({ scope: ["tenant_access"], exp: 3698071610, client_id: documented.tenantId });
  expect(await signToken(signingKey, claims)).toBe(accessToken);
  expect(farOff.toISOString()).toBe("2087-03-09T18:06:50.000Z");
});

test("a session creation token ends with its transaction at the latest", () => {
  expect(sessionTokenEnd(now, 1000, new Date(now.getTime() + 2000))).toEqual(later);
  expect(sessionTokenEnd(now, 5000, later)).toEqual(later);
});
