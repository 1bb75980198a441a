import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { testHouse } from "../../../testing/server.ts";
import { rowsOf } from "./support/rows.ts";
import { nobodys, openSandbox } from "./support/sandbox.ts";
import { type Received, refusalIn, type Sent } from "./support/send.ts";
import { jane, transactionsOf } from "./support/transactions.ts";

const { database, start } = await testHouse();
const world = await openSandbox(await start());
const { send, faceWorkflowId, agreementWorkflowId, sandboxId } = world;
const { ask, begin, read } = transactionsOf(world);
const { id } = await begin({ users: [jane] });

/** Every operation that takes a body, with one that it takes. */
const takers: readonly (readonly [method: string, path: string, json: object])[] = [
  ["PUT", "/api/transaction/", { workflow_id: faceWorkflowId }],
  ["PUT", `/api/transaction/${id}/event`, { trigger: "transaction_cancelled" }],
  ["POST", `/api/transaction/${id}/token`, { role: "signer1" }],
  ["POST", "/api/transactions/mark-for-erasure", { grace_period: 1, transaction_ids: [id] }],
  ["POST", "/api/transactions/unmark-for-erasure", { transaction_ids: [id] }],
  ["POST", "/api/transaction/mark-for-erasure", { grace_period: 1, transaction_ids: [id] }],
  ["POST", "/api/transaction/unmark-for-erasure", { transaction_ids: [id] }],
];

/** What is refused, and changes nothing. */
async function refused(asking: Promise<Received>): Promise<string> {
  const before = [await rowsOf(database, sandboxId), (await read(id)).version];
  const message = refusalIn(await asking);
  expect([await rowsOf(database, sandboxId), (await read(id)).version]).toEqual(before);
  return message;
}

describe.each(takers)("%s %s", (method, path, json) => {
  const given = (sent: Sent) => refused(send(method, path, sent));

  it("takes an object and nothing else", async () => {
    for (const body of ["[]", "null", '"x"', "5", "true", `[${JSON.stringify(json)}]`])
      expect(await given({ body })).toBe("400 The body must be a JSON object.");
    for (const body of ["", undefined])
      expect(await given(body === undefined ? {} : { body })).toBe("400 The body is required.");
  });

  it("takes JSON in UTF-8", async () => {
    const text = JSON.stringify(json);
    for (const body of ["{", `${text}x`, `${text}${text}`, "{'a':1}", "// x", `${text.slice(0, -1)},}`, "\ufeff"])
      expect(await given({ body })).toBe("400 The body is not valid JSON.");
    expect(await given({ body: Uint8Array.of(0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d) })).toBe(
      "400 The body is not valid UTF-8.",
    );
    const headers = { "Content-Type": "application/json; charset=utf-16" };
    expect(await given({ body: text, headers })).toBe("400 The body must be in UTF-8, not utf-16.");
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
      expect(await given({ body: text, headers: { "Content-Type": type } })).toMatch(
        /^400 The body must be application\/json, not /,
      );
    const encoded = { "Content-Encoding": "gzip" };
    expect(await given({ body: text, headers: encoded })).toBe("400 The body could not be read.");
    expect(await given({ body: text, headers: { "Content-Encoding": "x" } })).toMatch(/^400 .*not supported/);
  });

  it("takes 1 MiB at most, however it is packed", async () => {
    const large = JSON.stringify({ ...json, more: Array(20).fill("x".repeat(60_000)) });
    const tooLarge = "400 The body is larger than this server takes.";
    expect(await given({ body: large })).toBe(tooLarge);
    const packed = Uint8Array.from(gzipSync(large));
    expect(await given({ body: packed, headers: { "Content-Encoding": "gzip" } })).toBe(tooLarge);
  });

  it("takes no text that cannot be kept, wherever it is", async () => {
    const text = JSON.stringify(json).slice(0, -1);
    const cannot = "must not hold NUL or unpaired surrogates.";
    expect(await given({ body: `${text},"more":"a\\u0000b"}` })).toBe(`400 more ${cannot}`);
    expect(await given({ body: `${text},"more":{"deep":["\\ud800"]}}` })).toBe(`400 more.deep.0 ${cannot}`);
    expect(await given({ body: `${text},"\\u0000":1}` })).toMatch(/^400 .*NUL.*name of a field\.$/);
    expect(await given({ body: `${text},"more":1e400}` })).toBe("400 more must not be so large a number.");
    const deep = `${'{"a":'.repeat(70)}1${"}".repeat(70)}`;
    expect(await given({ body: `${text},"more":${deep}}` })).toMatch(/must not be nested deeper than 64 levels\.$/);
    const deeper = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
    expect(await given({ body: `${text},"more":${deeper}}` })).toMatch(/^400 /);
  });

  it("takes no other type for any of its fields", async () => {
    for (const name of Object.keys(json))
      for (const value of [null, {}, true, 1.5, [[]]])
        expect(await given({ json: { ...json, [name]: value } })).toMatch(new RegExp(`^400 ${name}[. ]`));
  });
});

describe("names of fields", () => {
  it("that stand there twice count by the last of them", async () => {
    const body = `{"workflow_id":"x","workflow_id":"${faceWorkflowId}","language":"a","language":"b"}`;
    const { status, body: made } = await send("PUT", "/api/transaction/", { body });
    expect([status, made.language]).toEqual([200, "b"]);
    const twice = `{"trigger":"lender_sign","trigger":"x"}`;
    expect(refusalIn(await send("PUT", `/api/transaction/${id}/event`, { body: twice }))).toMatch(/^400 trigger /);
  });

  it("of objects themselves are names as any other, and set nothing", async () => {
    const users = `[{"role":"oss","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}]`;
    const body = `{"workflow_id":"${faceWorkflowId}","__proto__":{"status":"completed","polluted":1},"users":${users},"hasOwnProperty":1}`;
    const { status, body: made } = await send("PUT", "/api/transaction/", { body });
    expect([status, made.status]).toEqual([200, "new"]);
    expect(made.users).toEqual([{ role: "oss", constructor: { prototype: { polluted: 1 } } }]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(await refused(ask(JSON.parse(`{"__proto__":{"workflow_id":"${faceWorkflowId}"}}`)))).toBe(
      "400 workflow_id is required.",
    );
  });

  it("are told as they are, even where they are strange", async () => {
    const documents = [{ content: 5, "": 1 }];
    expect(await refused(ask({ workflow_id: agreementWorkflowId, documents }))).toBe(
      "400 documents.0.content must be string.",
    );
    const long = "x".repeat(70_000);
    expect(await refused(ask({ workflow_id: faceWorkflowId, [long]: 1 }))).toMatch(/longer than 64 KB/);
  });
});

describe("paths and queries", () => {
  it("that hold what no id can are refused, and never a bug", async () => {
    for (const bad of ["%00", "%ff", "%c0%af", "..%2f", "%27%20OR%201=1", "a".repeat(4000), "%F0%9F%91%8B", "%0a"])
      for (const path of [
        `/api/transaction/${bad}`,
        `/api/transaction/${bad}/verification`,
        `/api/transactions/${bad}/detailed-verification-report`,
        `/api/transactions/${id}/verifications/${bad}/verification-images`,
        `/api/transaction/${id}/document/${bad}/pdf`,
        `/api/sfs?url=sfs://${bad}`,
        `/api/transaction/${nobodys}?withVerifications=${bad}`,
      ])
        expect([path, refusalIn(await send("GET", path))]).toEqual([path, expect.stringMatching(/^40[04] /)]);
  });

  it("that nobody knows are passed over, or are no path", async () => {
    const many = Array.from({ length: 500 }, (_, index) => `x${index}=1`).join("&");
    expect((await send("GET", `/api/transaction/${id}?${many}`)).status).toBe(200);
    for (const path of ["/api", "/", "/api/transaction/x/y/z", `/api/Transaction/${id}`, `/API/transaction/${id}`])
      expect(refusalIn(await send("GET", path))).toMatch(/^404 /);
  });
});

describe("texts of any kind", () => {
  const strange = [
    "",
    " ",
    "👋🏽",
    "ﷺ",
    "عربى",
    "漢字",
    "a\u0301",
    "\u202eabc",
    "\u0001\n\t",
    "<b>&amp;</b>",
    "{{role}}",
    "%s",
  ];

  it("are kept to the letter", async () => {
    for (const text of strange) {
      const users = [{ ...jane, first_name: text, [text || "x"]: text, groups: [text] }];
      const asked = { users, opaque_id: text, configuration: { consent: { text }, note: text } };
      const { id: made } = await begin(asked);
      expect(await read(made)).toMatchObject(asked);
    }
  });

  it("may be as long as their limits say, in characters", async () => {
    const long = "👋".repeat(1024);
    expect((await read((await begin({ opaque_id: long, language: "x".repeat(64) })).id)).opaque_id).toBe(long);
    expect(await refused(ask({ workflow_id: faceWorkflowId, opaque_id: `${long}x` }))).toMatch(/^400 opaque_id /);
  });
});
