import { createHmac, generateKeyPairSync, type KeyObject, sign as signBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import {
  detachedJwsRs256,
  verifyWebhook,
  WebhookError,
  type WebhookHeaders,
  type WebhookKeys,
  webhookKeyId,
} from "./webhooks.ts";

const header = "JWS-SIGNATURE";
const signature = detachedJwsRs256({ header });
const body = `{"eventId":"e1","eventType":"THING_MADE","name":"Acme© Widget® ™","price":1.10,"size":12345678901234567890}`;

const [oldId, newId] = ["2f1d6e0a-6d5b-4b8e-9c53-0c4f7a1be6d2", "7b0c9f3e-1a2d-4c5b-8e6f-9d0a1b2c3d4e"];
const rsa = (modulusLength: number) => generateKeyPairSync("rsa", { modulusLength });
const [oldPair, newPair] = [rsa(2048), rsa(2048)];
const pem = (key: KeyObject) => key.export({ type: "spki", format: "pem" }).toString();
const bare = (key: KeyObject) => key.export({ type: "spki", format: "der" }).toString("base64");
const keys = { [oldId]: pem(oldPair.publicKey), [newId]: bare(newPair.publicKey) };

const base64url = (text: string | Uint8Array) => Buffer.from(text).toString("base64url");
const genuine = { alg: "RS256", kid: oldId, typ: "JWT" };
const signed = (head: string, text: string | Uint8Array, key: KeyObject) =>
  `${head}..${base64url(signBytes("RSA-SHA256", Buffer.from(`${head}.${base64url(text)}`), key))}`;
/** The header's value for a body, with a protected header of these parameters or this very text. */
const sign = (text: string | Uint8Array = body, parameters: unknown = genuine, key = oldPair.privateKey) =>
  signed(base64url(typeof parameters === "string" ? parameters : JSON.stringify(parameters)), text, key);

/** Why a delivery is refused, in one word and in many; undefined where it passes. */
function refusal(
  value: string | readonly string[] | undefined,
  { raw = body as string | Uint8Array, given = keys as WebhookKeys } = {},
): { reason: string; message: string } | undefined {
  try {
    verifyWebhook(signature, raw, { [header]: value }, given);
    return undefined;
  } catch (error) {
    if (!(error instanceof WebhookError)) throw error;
    return { reason: error.reason, message: error.message };
  }
}

test("a signature that OpenSSL made holds", () => {
  const made =
    "eyJhbGciOiJSUzI1NiIsImtpZCI6IjJmMWQ2ZTBhLTZkNWItNGI4ZS05YzUzLTBjNGY3YTFiZTZkMiIsInR5cCI6IkpXVCJ9.." +
    "PTZ9NruLzaHf6XVzxyMjdKzdP_6sT7nexmRGNfGVQ_CYuu1NpwOUNhbp7s3vJupiCxUKuiLbDXCm1rmAC3z5JY0uJmexf6xozL-OkkHeB1HLEVR-" +
    "tM4mHtzbASBpWG4BSoFtT4Y73hYAtmmsnoCZPzF8xpcYKCSnY-voWad6CsjzPC_qxQza2WaiPYbuzHRoVkX9ki7vrSVlYoHxstIke8MkKrm-l4Xp" +
    "lH-ZsjyvK9QZpDnMD-hKVur14rwGwTqavrgfz4IkWl-tswfLUYfe45NgvQtmQVmo4-teBJHvfvh4p0Kxt4PKO1sDkUOGevMWrrTebxeVdQ3YOnA2" +
    "VmVnVA";
  const key = `-----BEGIN PUBLIC KEY-----
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA1r0BuWxJwYXQWjq9419V
x2dFiAsjvY5iuOo+vpV7m+mHEGAUavhQOjfIZqHk8A+9zz5E3UfoH3dC8ZLRy12c
Q8YHasYoYIO2Mm86o0XABDrWbPlYcBCzqyb0Kz7YKMl8pBI1D+lLBdcQrmiHuHuT
uPTKc3p3HV51GyNVtxICH1IEeARtKiUj+xuU2hzDGhQMzou6VKvJriAQ7ipCYBqA
N8wdOhUN/Q2Lr17XeyNqDvDrJ8vEIkC/T5MpYMq1wqAH948KRB+Cm/CZ5frR3J/F
Zr9PxiNLzgjOcFPQXP0mvGcA7qgbZwNit/gYEE+4h2H1P6uGcx+xPhF+TGNNbVJS
cQIDAQAB
-----END PUBLIC KEY-----`;
  const raw = `{"eventId":"e1","note":"São ©","fee":1.10}`;
  expect(verifyWebhook(signature, raw, { [header]: made }, key)).toEqual(JSON.parse(raw));
  expect(webhookKeyId(header, { [header]: made })).toBe(oldId);
});

test.each<[string, (value: string) => WebhookHeaders]>([
  ["the headers of fetch", (value) => new Headers({ [header]: value })],
  ["Node's headers", (value) => ({ "jws-signature": value, host: "a.test" })],
  ["a list of one", (value) => ({ "Jws-Signature": [value] })],
])("the signature and its key's id are found in %s", (_, given) => {
  expect(webhookKeyId(header, given(sign()))).toBe(oldId);
  for (const raw of [body, Buffer.from(body), new TextEncoder().encode(body)])
    expect(verifyWebhook(signature, raw, given(sign()), keys)).toEqual(JSON.parse(body));
});

describe("what is not what was signed", () => {
  test("breaks by any byte that is changed, added or lost", () => {
    const [bytes, value] = [Buffer.from(body), sign()];
    for (const place of bytes.keys()) {
      const changed = Buffer.from(bytes);
      changed[place] = (changed[place] ?? 0) ^ 1;
      expect(refusal(value, { raw: changed })?.reason).toBe("wrong_signature");
    }
    for (const raw of [`${body}\n`, ` ${body}`, body.slice(0, -1), ""])
      expect(refusal(value, { raw })?.reason).toBe("wrong_signature");
  });

  test("breaks by JSON that was parsed and written again, and says so", () => {
    const again = refusal(sign(), { raw: JSON.stringify(JSON.parse(body)) });
    expect(again).toMatchObject({ reason: "wrong_signature", message: expect.stringContaining("raw bytes") });
    expect(refusal(sign(), { raw: body.replace("©", "\\u00a9") })?.reason).toBe("wrong_signature");
  });

  test("breaks by any character of the header that is changed", () => {
    const value = sign();
    for (const place of Array.from(value).keys()) {
      const other = value[place] === "A" ? "B" : "A";
      expect(refusal(value.slice(0, place) + other + value.slice(place + 1)), `at ${place}`).toBeDefined();
    }
  });

  test("breaks by a protected header that was written anew, though it says the same", () => {
    const [, last] = sign().split("..");
    const other = base64url(JSON.stringify({ typ: "JWT", kid: oldId, alg: "RS256" }));
    expect(refusal(`${other}..${last}`)?.reason).toBe("wrong_signature");
  });

  test("breaks by a signature over the bare body, as `b64` would have it", () => {
    const head = base64url(JSON.stringify(genuine));
    const bareBody = signBytes("RSA-SHA256", Buffer.from(`${head}.${body}`), oldPair.privateKey);
    expect(refusal(`${head}..${base64url(bareBody)}`)?.reason).toBe("wrong_signature");
  });
});

describe("keys", () => {
  test("may be one alone, as PEM in any line breaks or as the base64 within, whatever its id", () => {
    const key = pem(oldPair.publicKey);
    for (const given of [key, key.trim(), `\n${key}`, key.replaceAll("\n", "\r\n"), bare(oldPair.publicKey)]) {
      expect(refusal(sign(), { given })).toBeUndefined();
      expect(refusal(sign(body, { ...genuine, kid: newId }), { given })).toBeUndefined();
    }
  });

  test("rotate: each delivery is verified by the key that it names, the old one and the new one", () => {
    expect(refusal(sign())).toBeUndefined();
    expect(refusal(sign(body, { ...genuine, kid: newId }, newPair.privateKey))).toBeUndefined();
    expect(refusal(sign(body, genuine, newPair.privateKey))?.reason).toBe("wrong_signature");
    expect(refusal(sign(), { given: pem(newPair.publicKey) })?.reason).toBe("wrong_signature");
  });

  test("that are not at hand are to be fetched, also one that was looked for in vain", () => {
    const unknown = { reason: "unknown_key", message: expect.stringContaining("Fetch the key of that kid") };
    for (const given of [{}, { [newId]: bare(newPair.publicKey) }, { [oldId]: undefined }])
      expect(refusal(sign(), { given })).toMatchObject(unknown);
    expect(refusal(sign(body, { ...genuine, kid: oldId.toUpperCase() }))).toMatchObject(unknown);
  });

  const ec = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const pss = generateKeyPairSync("rsa-pss", { modulusLength: 2048 });
  const small = rsa(1024);
  const pkcs8 = oldPair.privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  test.each<[string, unknown, string]>([
    ["a private key", pkcs8, "is a private key"],
    ["a private key, encrypted", pkcs8.replaceAll("PRIVATE", "ENCRYPTED PRIVATE"), "is a private key"],
    ["a private key of the old form", oldPair.privateKey.export({ type: "pkcs1", format: "pem" }), "is a private key"],
    ["a private key without its frame", pkcs8.replaceAll(/-.*-/g, ""), "cannot be read"],
    ["a short RSA key", pem(small.publicKey), "2048 bits or more"],
    ["a key of a curve", pem(ec.publicKey), "no RSA key"],
    ["a key for PSS alone", pem(pss.publicKey), "no RSA key"],
    ["PKCS #1", oldPair.publicKey.export({ type: "pkcs1", format: "pem" }), "cannot be read"],
    ["a certificate's frame", pem(oldPair.publicKey).replaceAll("PUBLIC KEY", "CERTIFICATE"), "cannot be read"],
    ["line breaks that are written out", pem(oldPair.publicKey).replaceAll("\n", "\\n"), "cannot be read"],
    ["half a key", bare(oldPair.publicKey).slice(0, 200), "cannot be read"],
    ["nothing", "", "cannot be read"],
    ["an answer instead of its text", { data: pem(oldPair.publicKey) }, "cannot be read"],
  ])("that are %s are the caller's mistake, and are not told to anybody", (_, key, message) => {
    const value = sign(body, genuine);
    const attempt = () => refusal(value, { given: { [oldId]: key } as Record<string, string> });
    expect(attempt).toThrow(TypeError);
    expect(attempt).toThrow(message);
    // No piece of a key, nor of what else was passed, stands in the message.
    expect(attempt).not.toThrow(/[A-Za-z0-9+/]{20}/);
  });

  test("that are missing are the caller's mistake", () => {
    for (const given of [undefined, null, 1]) {
      const attempt = () => verifyWebhook(signature, body, { [header]: sign() }, given as unknown as WebhookKeys);
      expect(attempt).toThrow(TypeError);
      expect(attempt).toThrow("The webhook's keys are missing: pass a public key as text, or a record");
    }
  });
});

describe("a header that is no such signature is malformed, for the verifier as for the one who asks for its key", () => {
  const [head = "", last = ""] = sign().split("..");
  const hs256 = base64url(JSON.stringify({ ...genuine, alg: "HS256" }));
  const forged = createHmac("sha256", pem(oldPair.publicKey))
    .update(`${hs256}.${base64url(body)}`)
    .digest("base64url");

  test.each<[string, string | readonly string[], string]>([
    ["no dots", head, "is not <protected header>..<signature>"],
    ["one dot", `${head}.${last}`, "is not"],
    ["three dots", `${head}...${last}`, "is not"],
    ["more behind it", `${head}..${last}..`, "is not"],
    ["two of them in one", `${sign()}, ${sign()}`, "is not"],
    ["two of them", [sign(), sign()], "stands more than once"],
    ["no protected header", `..${last}`, "is not"],
    ["no signature", `${head}..`, "is not"],
    ["padding", `${head}..${last}==`, "without padding"],
    ["the other alphabet", `${head}..${"+/".repeat(171)}`, "is not"],
    ["a space before it", ` ${head}..${last}`, "is not"],
    ["a line break in it", `${head}..\n${last}`, "is not"],
    ["bits beyond the last byte", `${head}..${last.slice(0, -1)}B`, "is not"],
    ["a letter too many", `${head}..${base64url("abc")}A`, "is not"],
    ["a payload", `${head}.${base64url(body)}.${last}`, "between its two dots must be nothing"],
    ["no JSON", sign(body, "{"), "does not begin with a JSON object"],
    ["JSON that is no object", sign(body, "[]"), "does not begin with a JSON object"],
    ["null", sign(body, "null"), "does not begin with a JSON object"],
    ["what is not UTF-8", signed(base64url(Buffer.from([0xff])), body, oldPair.privateKey), "a JSON object"],
    ["no algorithm", sign(body, { kid: oldId }), "no other algorithm is taken"],
    ["nobody's signature", `${base64url(JSON.stringify({ ...genuine, alg: "none" }))}..AA`, "no other algorithm"],
    ["the public key for a secret", `${hs256}..${forged}`, "no other algorithm is taken"],
    ["PSS", sign(body, { ...genuine, alg: "PS256" }), "no other algorithm is taken"],
    ["a longer digest", sign(body, { ...genuine, alg: "RS512" }), "no other algorithm is taken"],
    ["the algorithm in other letters", sign(body, { ...genuine, alg: "rs256" }), "no other algorithm is taken"],
    ["a list of algorithms", sign(body, { ...genuine, alg: ["RS256"] }), "no other algorithm is taken"],
    ["an extension", sign(body, { ...genuine, crit: ["exp"] }), "asks for an extension"],
    ["an empty crit", sign(body, { ...genuine, crit: null }), "asks for an extension"],
    ["a payload that is not encoded", sign(body, { ...genuine, b64: false, crit: ["b64"] }), "asks for an extension"],
    ["b64 without crit", sign(body, { ...genuine, b64: false }), "asks for an extension"],
    ["b64 that is no truth", sign(body, { ...genuine, b64: "true" }), "asks for an extension"],
    ["no key's id", sign(body, { alg: "RS256" }), "its kid must be a UUID"],
    ["a key's id that is no text", sign(body, { ...genuine, kid: [oldId] }), "its kid must be a UUID"],
    ["a path for a key's id", sign(body, { ...genuine, kid: ".." }), "its kid must be a UUID"],
    ["a key's id that every object has", sign(body, { ...genuine, kid: "constructor" }), "its kid must be a UUID"],
    ["more behind the key's id", sign(body, { ...genuine, kid: `${oldId}\n` }), "its kid must be a UUID"],
  ])("%s", (_, value, message) => {
    const malformed = { reason: "malformed_signature", message: expect.stringContaining(message) };
    expect(refusal(value)).toMatchObject(malformed);
    expect(refusal(value, { given: pem(oldPair.publicKey) })).toMatchObject(malformed);
    expect(() => webhookKeyId(header, { [header]: value })).toThrow(expect.objectContaining(malformed));
  });

  test("but one that says outright what is so anyway is read", () => {
    expect(refusal(sign(body, { ...genuine, b64: true, typ: undefined }))).toBeUndefined();
  });

  test("and one that is not there is missed", () => {
    for (const value of [undefined, "", []]) {
      expect(refusal(value)?.reason).toBe("missing_signature");
      expect(() => webhookKeyId(header, { [header]: value })).toThrow("There is no JWS-SIGNATURE");
    }
  });
});

test("a signature is of no use on what is no JSON object, though it holds", () => {
  for (const text of ["", "{", "null", "[]", "1", `"text"`, Buffer.from([0x7b, 0xff, 0x7d])])
    expect(refusal(sign(text), { raw: text })?.reason).toBe("not_json");
});
