import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { nobodys, openSandbox } from "./support/sandbox.ts";
import { type Received, refusalIn } from "./support/send.ts";

const server = await testServer();
const [world, other] = [await openSandbox(server), await openSandbox(server)];
const { send, token, tenantId, signingKey, start } = world;

const seconds = (time: Date) => Math.floor(time.getTime() / 1000);
const claims = { scope: ["tenant_access"], exp: seconds(start) + 60, jti: nobodys, client_id: tenantId };

/** A JWT as anybody makes one who has the key, without any library. */
function signed(payload: object, { alg = "HS384", hash = "sha384", key = signingKey } = {}): string {
  const text = [{ alg, typ: "JWT" }, payload]
    .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
    .join(".");
  return `${text}.${createHmac(hash, key).update(text).digest("base64url")}`;
}

const transaction = `/api/transaction/${nobodys}`;
const evidence = `${transaction}/document/AuditTrailDocument/pdf`;
const ask = (authorization: string | null, path = transaction, headers: Record<string, string> = {}) =>
  send("GET", path, { authorization, headers });
const bearer = (text: string, path?: string, headers?: Record<string, string>) => ask(`Bearer ${text}`, path, headers);
/** Who calls is known and may call: there is only no such transaction. */
const isLetIn = (received: Received) => expect(refusalIn(received)).toBe(`404 There is no transaction ${nobodys}.`);
const of = (status: number) => (received: Received) => expect(refusalIn(received)).toMatch(new RegExp(`^${status} `));

describe("34, 35: a token that is none, or that nobody here has signed, is a 401", () => {
  it.each([null, "", "Bearer", "Bearer ", "Basic dTpw", "Bearer a b", "Token x", signed(claims)])(
    "Authorization: %j",
    async (authorization) => of(401)(await ask(authorization)),
  );

  const [head, payload] = signed(claims).split(".");
  it.each<[string, string]>([
    ["that is no JWT", "x"],
    ["without a signature", `${head}.${payload}`],
    ["with an empty signature", `${head}.${payload}.`],
    ["whose alg is none", `${signed(claims, { alg: "none" }).split(".").slice(0, 2).join(".")}.`],
    ["that calls its HMAC none", signed(claims, { alg: "none" })],
    ["that is signed HS256", signed(claims, { alg: "HS256", hash: "sha256" })],
    ["that is signed HS512", signed(claims, { alg: "HS512", hash: "sha512" })],
    ["that is signed HS384 and says HS256", signed(claims, { alg: "HS256" })],
    ["of another key", signed(claims, { key: "x".repeat(64) })],
    ["that another tenant has signed", signed(claims, { key: other.signingKey })],
    ["of another tenant, signed by this one", signed({ ...claims, client_id: other.tenantId })],
    ["of a tenant that there is not", signed({ ...claims, client_id: "tenant-000000000000" })],
    ["of what is not a tenant", signed({ ...claims, client_id: ["tenant"] })],
    ["of nobody", signed({ ...claims, client_id: undefined })],
    ["of an empty name", signed({ ...claims, client_id: "" })],
  ])("a token %s", async (_what, text) => {
    const answer = await bearer(text);
    expect(refusalIn(answer)).toMatch(/^401 The access token is missing, or no tenant here has signed it: /);
  });

  it("before anything else is said of the request", async () => {
    for (const path of ["/api/transaction/x", `${transaction}?withVerifications=maybe`, evidence])
      of(401)(await ask(null, path));
    of(401)(await send("PUT", "/api/transaction/", { authorization: "Bearer x", body: "{" }));
    of(401)(await bearer("x", transaction, { "X-Tenant": "somebody" }));
  });

  it("by the sandbox's clock, and no longer than to its end", async () => {
    const own = await openSandbox(server);
    const [short, dated] = [
      await own.token({ expires_in: "PT1M" }),
      signed({ ...claims, client_id: own.tenantId }, { key: own.signingKey }),
    ];
    const asked = (text: string) => own.send("GET", transaction, { authorization: `Bearer ${text}` });
    isLetIn(await asked(short));
    const now = await own.advance("PT1M");
    const message = `401 The access token has expired: it is ${now.toISOString()} by the sandbox's clock. `;
    for (const text of [short, dated, await own.token({ expires_in: "-PT1H" })])
      expect(refusalIn(await asked(text))).toContain(message);
    isLetIn(await own.send("GET", transaction));
  });

  it.each<[string, object]>([
    ["exp", { exp: undefined }],
    ["exp", { exp: "tomorrow" }],
    ["jti", { jti: undefined }],
    ["scope", { scope: undefined }],
    ["scope", { scope: "tenant_access" }],
  ])("and so is one whose claim %s is not as it must be: %j", async (claim, change) => {
    const answer = refusalIn(await bearer(signed({ ...claims, ...change })));
    expect(answer).toContain(`401 The access token does not do: its claim ${claim} must be `);
  });
});

describe("34, 36: a good token that is not for this is a 403", () => {
  it.each([[], ["session_access"], ["evidence_access"], ["transaction"], ["TENANT_ACCESS"]].map((scope) => [scope]))(
    "for a transaction with the scope %j",
    async (scope) => {
      expect(refusalIn(await bearer(signed({ ...claims, scope })))).toMatch(/^403 .* transaction_access: /);
    },
  );

  it.each([[], ["session_access"], ["transaction_access"]].map((scope) => [scope]))(
    "for evidence with the scope %j",
    async (scope) => {
      expect(refusalIn(await bearer(signed({ ...claims, scope }), evidence))).toMatch(/^403 .* evidence_access: /);
    },
  );

  it("where it is a session creation token, whatever its scope", async () => {
    const session = { ...claims, session: { role: "signer1" }, transaction_uuid: nobodys };
    for (const scope of [["session_creation_authorization_code"], ["tenant_access"]])
      for (const path of [transaction, evidence])
        expect(refusalIn(await bearer(signed({ ...session, scope }), path))).toMatch(
          /^403 This is a session creation token/,
        );
    of(401)(await bearer(signed({ ...session, exp: seconds(start) - 1 })));
  });

  it("37: where X-Tenant names another tenant", async () => {
    for (const named of [other.tenantId, "somebody", tenantId.toUpperCase(), `${tenantId}, ${tenantId}`])
      expect(refusalIn(await bearer(signed(claims), transaction, { "X-Tenant": named }))).toBe(
        `403 X-Tenant must be ${tenantId}, the token's client_id, or be left out.`,
      );
    isLetIn(await bearer(signed(claims), transaction, { "X-Tenant": tenantId }));
  });

  it("where the body names another tenant", async () => {
    const json = { workflow_id: nobodys, tenant_id: other.tenantId };
    expect(refusalIn(await send("PUT", "/api/transaction/", { json }))).toBe(
      `403 tenant_id must be ${tenantId}, the token's client_id, or be left out.`,
    );
    of(400)(await send("PUT", "/api/transaction/", { json: { ...json, tenant_id: tenantId } }));
  });

  it("before the request itself is judged", async () => {
    const authorization = `Bearer ${signed({ ...claims, scope: ["evidence_access"] })}`;
    of(403)(await ask(authorization, "/api/transaction/x"));
    of(403)(await send("PUT", "/api/transaction/", { authorization, body: "{" }));
  });
});

describe("whoever has the key may call", () => {
  it("with a token of their own", async () => {
    isLetIn(await bearer(signed(claims)));
    isLetIn(await bearer(signed({ ...claims, exp: seconds(start) + 0.5, iss: "us", more: {} })));
    isLetIn(await ask(`bearer  ${signed(claims)} `));
  });

  it("for each scope what it opens", async () => {
    isLetIn(await bearer(await token({ scope: ["transaction_access"] })));
    isLetIn(await bearer(await token({ scope: ["evidence_access"] }), evidence));
    for (const scope of [["tenant_access"], ["evidence_access", "transaction_access"]]) {
      isLetIn(await bearer(await token({ scope }), transaction));
      isLetIn(await bearer(await token({ scope }), evidence));
    }
  });

  it("in its own sandbox, until that is dropped", async () => {
    const own = await openSandbox(server);
    isLetIn(await own.send("GET", transaction));
    await own.drop();
    of(401)(await own.send("GET", transaction));
  });
});

describe("an error keeps its form", () => {
  it.each(["text/javascript", "application/pdf", "image/png", "*/*"])("for Accept: %s", async (accept) => {
    isLetIn(await ask(`Bearer ${signed(claims)}`, transaction, { Accept: accept }));
    of(401)(await ask(null, transaction, { Accept: accept }));
  });

  it("where there is nothing, and where the method is another", async () => {
    of(404)(await send("GET", "/api/nothing", { authorization: null }));
    const answer = await send("DELETE", transaction);
    of(405)(answer);
    expect(answer.headers.get("allow")).toBe("GET, HEAD, OPTIONS");
  });

  it("for a malformed id, and for a body that is none", async () => {
    expect(refusalIn(await send("GET", "/api/transaction/x"))).toMatch(/^400 transaction_id must /);
    of(400)(await send("PUT", "/api/transaction/", { body: "{" }));
    of(400)(await send("PUT", "/api/transaction/", { body: "{}", headers: { "Content-Type": "text/plain" } }));
    of(400)(await send("PUT", "/api/transaction/", { json: [] }));
  });
});
