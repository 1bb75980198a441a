import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { draftOf, end } from "./support/drafts.ts";
import { definitions, nobodys, openSandbox } from "./support/sandbox.ts";
import { codesOf, type Sent } from "./support/send.ts";

const server = await testServer();
const world = await openSandbox(server);
const { send, settle, draw, inFull } = world;

const parameters = { companyNumber: "0000345671", name: "Northwind Traders" };
const screening = { workflowDefinitionId: definitions.screening, locale: "en", parameters };
const start = (sent: Sent) => send("POST", "/workflows", sent);
const text = JSON.stringify(screening);
const refused = async (sent: Sent) => {
  const answer = await start(sent);
  return [answer.status, ...codesOf(answer)];
};
const deep = (levels: number) => `${'{"a":'.repeat(levels)}1${"}".repeat(levels)}`;
const mebibyte = 1_048_576;

describe("a body that is no JSON object", () => {
  it("is a 400 in the envelope, whatever it is instead", async () => {
    for (const body of [
      "",
      "{",
      "null",
      "[]",
      "1",
      '"x"',
      "true",
      "{'a':1}",
      "\u0000",
      `${text}${text}`,
      `${text},`,
      "<a/>",
    ])
      expect(await refused({ body })).toEqual([400, "INVALID_REQUEST"]);
    expect(await refused({})).toEqual([400, "INVALID_REQUEST"]);
    expect(await refused({ json: [screening] })).toEqual([400, "INVALID_REQUEST"]);
  });

  it("or has a list, a text or null where an object is due", async () => {
    for (const given of [[], [parameters], "{}", 1, true, null])
      expect(await refused({ json: { ...screening, parameters: given } })).toEqual([400, "INVALID_REQUEST"]);
  });

  it("is never an error of the server", async () => {
    const odd = [
      "\ud800",
      "\0",
      "",
      " ",
      [],
      {},
      0,
      -1,
      1e308,
      false,
      null,
      [[]],
      { $ref: "#" },
      "__proto__",
      "' OR 1=1 --",
    ];
    const keys = ["workflowDefinitionId", "locale", "parameters", "expiresAt", "recordId"];
    for (const key of keys)
      for (const value of odd) {
        const { status } = await start({ json: { ...screening, [key]: value } });
        expect([200, 400, 404]).toContain(status);
      }
  });
});

describe("the type of a body", () => {
  it("may be JSON in UTF-8, in any spelling", async () => {
    const types = ["application/json", "application/json;charset=UTF-8", "application/json; charset=utf-8"];
    for (const type of [...types, 'Application/JSON;charset="UTF-8"'])
      expect((await start({ body: text, headers: { "Content-Type": type } })).status).toBe(200);
  });

  it("is a 415 in the envelope if it is anything else", async () => {
    const types = [
      "text/plain",
      "application/x-www-form-urlencoded",
      "multipart/form-data; boundary=x",
      "application/xml",
    ];
    for (const type of [...types, "application/json; charset=latin1", "nonsense"]) {
      const answer = await start({ body: text, headers: { "Content-Type": type } });
      expect([answer.status, ...codesOf(answer)]).toEqual([415, "UNSUPPORTED_MEDIA_TYPE"]);
    }
    const zipped = { "Content-Encoding": "rot13" };
    expect(await refused({ body: text, headers: zipped })).toEqual([415, "UNSUPPORTED_MEDIA_TYPE"]);
  });

  it("in which bytes are not UTF-8 is a 400", async () => {
    const sendBytes = async (bytes: Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) => {
      const answer = await fetch(`${world.baseUrl}/workflows`, {
        method: "POST",
        body: bytes,
        headers: { Authorization: world.organizationToken, "Content-Type": "application/json", ...headers },
      });
      return answer.status;
    };
    expect(await sendBytes(Uint8Array.from([123, 34, 255, 34, 125]))).toBe(400);
    const zipped = (plain: string) => sendBytes(Uint8Array.from(gzipSync(plain)), { "Content-Encoding": "gzip" });
    expect(await zipped(text)).toBe(200);
    expect(await zipped(JSON.stringify({ ...screening, filler: " ".repeat(2 * mebibyte) }))).toBe(400);
  });
});

describe("how large a body may be", () => {
  const sized = (bytes: number) => text.padEnd(bytes, " ");

  it("a mebibyte, and one byte more is a 400 and not a 413", async () => {
    expect((await start({ body: sized(mebibyte) })).status).toBe(200);
    expect(await refused({ body: sized(mebibyte + 1) })).toEqual([400, "INVALID_REQUEST"]);
    expect(await refused({ body: sized(5 * mebibyte) })).toEqual([400, "INVALID_REQUEST"]);
  });

  it("parameters that are large come back as they were", async () => {
    const given = { ...parameters, large: "ż".repeat(400_000) };
    const { status, body } = await start({ json: { ...screening, parameters: given } });
    expect(status).toBe(200);
    expect((await send("GET", `/workflows/${body.id}`)).body.parameters).toEqual(given);
  });

  it("ten thousand keys are kept", async () => {
    const given = {
      ...parameters,
      ...Object.fromEntries(Array.from({ length: 10_000 }, (_, key) => [`k${key}`, key])),
    };
    const { status, body } = await start({ json: { ...screening, parameters: given } });
    expect([status, Object.keys(body.parameters).length]).toEqual([200, 10_002]);
  });

  it("a body that is nested deeper than anybody needs is a 400", async () => {
    const nested = (levels: number) =>
      start({ body: text.replace('"parameters":{', `"parameters":{"deep":${deep(levels)},`) });
    expect((await nested(50)).status).toBe(200);
    for (const levels of [65, 1_000, 100_000]) {
      const answer = await nested(levels);
      expect([answer.status, ...codesOf(answer)]).toEqual([400, "INVALID_REQUEST"]);
    }
  });
});

describe("odd texts and keys", () => {
  it("of any script are kept to the letter", async () => {
    const given = { ...parameters, "ключ 🔑": "值\u200d\u202e\\n\"'<>&", " ": "\t", "e\u0301": "é", "": "" };
    const { body } = await start({ json: { ...screening, parameters: given } });
    expect((await send("GET", `/workflows/${body.id}`)).body.parameters).toEqual(given);
  });

  it("NUL and half a character are a 400, for no database can keep them", async () => {
    for (const wrong of ["\0", "a\0b", "\ud800", "x\udc00"]) {
      for (const given of [{ note: wrong }, { [`k${wrong}`]: 1 }, { list: [{ deep: wrong }] }])
        expect(await refused({ json: { ...screening, parameters: { ...parameters, ...given } } })).toEqual([
          400,
          "INVALID_REQUEST",
        ]);
      expect((await start({ json: { ...screening, workflowDefinitionId: wrong } })).status).toBe(400);
    }
  });

  it("of a key that stands twice the last counts, as everywhere in JSON", async () => {
    const body = text.replace('"locale":"en"', '"locale":1,"locale":"fr"');
    expect((await start({ body })).body.locale).toBe("fr");
  });

  it("that objects have of themselves are ordinary ones; only __proto__ is left out", async () => {
    const own = '"constructor":"x","hasOwnProperty":1,"toString":null';
    const body = text.replace('"parameters":{', `"parameters":{"__proto__":{"admin":true},${own},`);
    const { status, text: answered } = await start({ body });
    expect(status).toBe(200);
    expect(answered).toContain(`"parameters":{${own},`);
    expect(await refused({ body: `{"__proto__":${text}}` })).toHaveLength(4);
  });

  it("do not reach into what mappings read", async () => {
    const draft = draftOf(
      { done: end({ proto: "$.parameters.given.__proto__.x", own: "$.parameters.given.constructor" }) },
      { parameters: [{ key: "given", type: "object" }] },
    );
    const workflowDefinitionId = await draw(draft);
    const { body } = await start({ json: { workflowDefinitionId, locale: "en", parameters: { given: {} } } });
    await settle();
    expect((await inFull(body.id)).result).toEqual({ proto: null, own: null });
  });
});

describe("what has no body or query", () => {
  it("is answered whatever is put there", async () => {
    const { id } = (await start({ body: text })).body;
    expect((await send("GET", `/workflows/${id}?a=1&a=2&__proto__=x`)).status).toBe(200);
    expect((await send("POST", `/workflows/${nobodys}/cancel`, { body: "x".repeat(2 * mebibyte) })).status).toBe(404);
  });
});
