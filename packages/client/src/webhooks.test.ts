import { createHmac } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { describe, expect, expectTypeOf, test } from "vitest";
import {
  hmacSha256Hex,
  type Signature,
  timestampedHmacSha256,
  verifyWebhook,
  WebhookError,
  type WebhookHeaders,
  type WebhookOf,
  type WebhookOptions,
} from "./webhooks.ts";

const header = "X-Acme-Signature";
const secret = "key with % signs and ünïcödé";
const body = `{"id":"evt_1","type":"thing.made","data":{"name":"Acme© Widget® ™","price":1.10,"size":12345678901234567890}}`;
const signedAt = 1_737_030_609;

const bare = hmacSha256Hex({ header });
const timestamped = timestampedHmacSha256({ header, toleranceSeconds: 300 });

const mac = (text: string, key = secret) => createHmac("sha256", key).update(text).digest("hex");
const stamp = (text = body, key = secret) => `t=${signedAt},v1=${mac(`${signedAt}.${text}`, key)}`;
const after = (seconds: number): WebhookOptions => ({ now: new Date((signedAt + seconds) * 1000) });

/** Why a delivery is refused, in one word and in many; undefined where it passes. */
function refusal(
  signature: Signature<string>,
  value: string | readonly string[] | undefined,
  { raw = body as string | Uint8Array, key = secret, options = after(0) } = {},
): { reason: string; message: string } | undefined {
  try {
    verifyWebhook(signature, raw, { [header]: value }, key, options);
    return undefined;
  } catch (error) {
    if (!(error instanceof WebhookError)) throw error;
    return { reason: error.reason, message: error.message };
  }
}

const schemes: readonly [name: string, Signature<string>, sign: (text?: string, key?: string) => string][] = [
  ["the bare digest", bare, (text = body, key = secret) => mac(text, key)],
  ["the digest with a time", timestamped, stamp],
];

describe.each(schemes)("%s", (_, signature, sign) => {
  test("gives what was signed, from text and from bytes", () => {
    for (const raw of [body, Buffer.from(body), new TextEncoder().encode(body)])
      expect(verifyWebhook(signature, raw, { [header]: sign() }, secret, after(0))).toEqual(JSON.parse(body));
  });

  test.each<[string, (value: string) => WebhookHeaders]>([
    ["the headers of fetch", (value) => new Headers({ [header]: value })],
    ["Node's headers", (value): IncomingHttpHeaders => ({ "x-acme-signature": value, host: "a.test" })],
    ["a name in other letters", (value) => ({ "X-ACME-SIGNATURE": value })],
    ["a list of one", (value) => ({ "x-acme-signature": [value], "set-cookie": ["a", "b"], absent: undefined })],
  ])("is found in %s", (_form, given) => {
    expect(() => verifyWebhook(signature, body, given(sign()), secret, after(0))).not.toThrow();
  });

  test("breaks by another key, and by a key that lost or won a character", () => {
    for (const key of ["other", secret.slice(0, -1), `${secret} `, secret.toUpperCase()])
      expect(refusal(signature, sign(), { key })?.reason).toBe("wrong_signature");
  });

  test("breaks by any byte that is changed, added or lost", () => {
    const bytes = Buffer.from(body);
    for (const place of bytes.keys()) {
      const changed = Buffer.from(bytes);
      changed[place] = (changed[place] ?? 0) ^ 1;
      expect(refusal(signature, sign(), { raw: changed })?.reason).toBe("wrong_signature");
    }
    for (const raw of [`${body}\n`, ` ${body}`, body.slice(0, -1), ""])
      expect(refusal(signature, sign(), { raw })?.reason).toBe("wrong_signature");
  });

  test("breaks by JSON that was parsed and written again, and says so", () => {
    const again = refusal(signature, sign(), { raw: JSON.stringify(JSON.parse(body)) });
    expect(again).toMatchObject({ reason: "wrong_signature", message: expect.stringContaining("raw bytes") });
    const escaped = body.replace("©", "\\u00a9");
    expect(refusal(signature, sign(), { raw: escaped })?.reason).toBe("wrong_signature");
  });

  test("is missed where the header is not there, or is empty", () => {
    for (const value of [undefined, "", []])
      expect(refusal(signature, value)).toMatchObject({
        reason: "missing_signature",
        message: expect.stringContaining(`There is no ${header}`),
      });
    expect(() => verifyWebhook(signature, body, new Headers(), secret)).toThrow("There is no X-Acme-Signature");
  });

  test("cannot be read where it stands twice, or is of another form", () => {
    const digest = mac(body);
    const odd = [
      [sign(), sign()],
      `${sign()}, ${sign()}`,
      sign().replace(/[0-9a-f]{64}/, (hex) => hex.toUpperCase()),
      sign().slice(0, -1),
      `${sign()}0`,
      sign().replace(/.$/, "g"),
      `sha256=${digest}`,
      Buffer.from(digest, "hex").toString("base64"),
      "garbage",
    ];
    for (const value of odd) expect(refusal(signature, value)?.reason, String(value)).toBe("malformed_signature");
  });

  test("is of no use on what is no JSON object, though it holds", () => {
    for (const text of ["", "{", "null", "[]", "1", `"text"`])
      expect(refusal(signature, sign(text), { raw: text })?.reason, text).toBe("not_json");
  });

  test("is not asked where the call itself is wrong", () => {
    const empty = () => refusal(signature, sign(body, ""), { key: "" });
    expect(empty).toThrow(
      new TypeError("The webhook's secret is empty: pass the one that the endpoint was made with."),
    );
    const parsed = () => refusal(signature, sign(), { raw: JSON.parse(body) });
    expect(parsed).toThrow("verify it before a JSON parser takes it");
  });
});

test("a signed body that is not UTF-8 is not taken for what it is not", () => {
  const raw = Buffer.from([...Buffer.from(`{"a":"`), 0xff, ...Buffer.from(`"}`)]);
  expect(refusal(bare, createHmac("sha256", secret).update(raw).digest("hex"), { raw })?.reason).toBe("not_json");
});

describe("the time of a signature", () => {
  test("may lie so far from now as the scheme says, before or after, and no farther", () => {
    const reason = (seconds: number) => refusal(timestamped, stamp(), { options: after(seconds) })?.reason;
    expect([-300, -1, 0, 299, 300].map(reason)).toEqual([undefined, undefined, undefined, undefined, undefined]);
    expect([-301, 300.5, 301, 86_400].map(reason)).toEqual(["stale", "stale", "stale", "stale"]);
  });

  test("is told with how far it is off, and what to do about it", () => {
    const message = (seconds: number) => refusal(timestamped, stamp(), { options: after(seconds) })?.message;
    expect(message(3600)).toContain("signed 3600 seconds before now; 300 are allowed");
    expect(message(-3600)).toContain("signed 3600 seconds ahead of now; 300 are allowed");
    expect(message(3600)).toContain("the sandbox's time as `now`");
  });

  test("is real time's where nobody says what time it is", () => {
    const text = (time: number) => `t=${time},v1=${mac(`${time}.${body}`)}`;
    const now = Math.floor(Date.now() / 1000);
    expect(refusal(timestamped, text(now), { options: {} })).toBeUndefined();
    expect(refusal(timestamped, stamp(), { options: {} })?.reason).toBe("stale");
  });

  test("may be given more room by the caller, or less, and none by what is no number", () => {
    const reason = (seconds: number, toleranceSeconds: number) =>
      refusal(timestamped, stamp(), { options: { ...after(seconds), toleranceSeconds } })?.reason;
    expect([reason(600, 600), reason(601, 600), reason(10, 5)]).toEqual([undefined, "stale", "stale"]);
    expect(reason(0, Number.NaN)).toBe("stale");
    expect(refusal(timestamped, stamp(), { options: { now: new Date(Number.NaN) } })?.reason).toBe("stale");
  });

  test("is signed with the body, so that it cannot be moved", () => {
    const moved = stamp().replace(`t=${signedAt}`, `t=${signedAt + 3600}`);
    expect(refusal(timestamped, moved, { options: after(3600) })?.reason).toBe("wrong_signature");
    expect(refusal(timestamped, stamp(body, "other"), { options: after(3600) })?.reason).toBe("wrong_signature");
  });

  test.each([
    ["no time", (hex: string) => `v1=${hex}`],
    ["two times", (hex: string) => `t=${signedAt},t=${signedAt + 1},v1=${hex}`],
    ["a time that is no number", (hex: string) => `t=soon,v1=${hex}`],
    ["a time before the epoch", (hex: string) => `t=-1,v1=${hex}`],
    ["no digest", () => `t=${signedAt}`],
    ["a digest of another version only", (hex: string) => `t=${signedAt},v2=${hex}`],
    ["an empty digest", () => `t=${signedAt},v1=`],
    ["a digest with more behind it", (hex: string) => `t=${signedAt},v1=${hex}=00`],
  ])("cannot be read with %s", (_, write) => {
    expect(refusal(timestamped, write(mac(`${signedAt}.${body}`)))?.reason).toBe("malformed_signature");
  });

  test("stands beside several digests while a secret is replaced; one of them must fit", () => {
    const [mine, other] = [mac(`${signedAt}.${body}`), mac(`${signedAt}.${body}`, "other")];
    expect(refusal(timestamped, `t=${signedAt},v1=${other},v1=${mine}`)).toBeUndefined();
    expect(refusal(timestamped, `t=${signedAt},v1=${mine},v1=${other},v2=later`)).toBeUndefined();
    expect(refusal(timestamped, `t=${signedAt},v1=${other},v1=${other}`)?.reason).toBe("wrong_signature");
  });
});

test("another scheme may have keys of another kind, and headers of its own", () => {
  const byName: Signature<ReadonlyMap<string, string>> = (signed, keys) => {
    const [name = "", digest] = signed.header(header).split(":");
    const expected = createHmac("sha256", keys.get(name) ?? "").update(signed.body);
    if (expected.digest("hex") !== digest) throw new WebhookError("wrong_signature", `${name} did not sign this.`);
  };
  const headers = { [header]: `one:${mac(body)}` };
  expect(verifyWebhook(byName, body, headers, new Map([["one", secret]]))).toEqual(JSON.parse(body));
  expect(() => verifyWebhook(byName, body, headers, new Map())).toThrow("one did not sign this.");
});

test("the type of a webhook tells which one it is, also among those that share a schema", () => {
  interface ThingEvent {
    type: "thing.made" | "thing.gone";
    data: { size: number };
  }
  interface AnyEvent {
    type: string;
    data: { note: string };
  }
  type Webhook = WebhookOf<{ "thing.made": ThingEvent; "thing.gone": ThingEvent; "note.left": AnyEvent }>;
  const tell = (event: Webhook) => {
    if (event.type === "note.left") return event.data.note;
    expectTypeOf(event.type).toEqualTypeOf<"thing.made" | "thing.gone">();
    return event.data.size;
  };
  expectTypeOf(tell).returns.toEqualTypeOf<string | number>();
});

test("the type of a webhook tells which one it is by another field, where the provider names it there", () => {
  interface ThingEvent {
    eventType: "THING_MADE" | "THING_GONE";
    type: string;
  }
  interface NoteEvent {
    eventType: "NOTE_LEFT";
    note: string;
  }
  type Webhook = WebhookOf<{ THING_MADE: ThingEvent; THING_GONE: ThingEvent; NOTE_LEFT: NoteEvent }, "eventType">;
  const tell = (event: Webhook) => {
    if (event.eventType === "NOTE_LEFT") return event.note;
    expectTypeOf(event.eventType).toEqualTypeOf<"THING_MADE" | "THING_GONE">();
    expectTypeOf(event.type).toEqualTypeOf<string>();
    return event.type;
  };
  expectTypeOf(tell).returns.toEqualTypeOf<string>();
});
