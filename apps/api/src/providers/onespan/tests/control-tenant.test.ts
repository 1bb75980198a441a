import { createHmac } from "node:crypto";
import { decodeJwt, decodeProtectedHeader } from "jose";
import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { documented } from "../documented.ts";
import { got, nobodys, openSandbox } from "./support/sandbox.ts";
import { problemIn, sender } from "./support/send.ts";

const server = await testServer();
const seconds = (time: Date) => Math.floor(time.getTime() / 1000);

describe("a new sandbox", () => {
  it("is a tenant of its own, with a key and a token that nobody else has", async () => {
    const [one, two] = [await openSandbox(server), await openSandbox(server)];
    expect(Object.keys(one.credentials)).toEqual([
      ...["tenant_id", "access_token", "signing_key", "workflow_id", "document_workflow_id", "face_workflow_id"],
      "agreement_workflow_id",
    ]);
    expect(one.tenantId).toMatch(/^tenant-[0-9a-f]{12}$/);
    expect(one.signingKey).toMatch(/^[\w-]{64}$/);
    expect(one.credentials.workflow_id).toBe(one.faceWorkflowId);
    const shared = Object.values(one.credentials).filter((value) => Object.values(two.credentials).includes(value));
    expect(shared).toEqual([]);
  });

  it("has a token that its key has signed, and that outlives every move of the clock", async () => {
    const { accessToken, signingKey, tenantId, send, goTo } = await openSandbox(server);
    expect(decodeProtectedHeader(accessToken)).toEqual({ alg: "HS384", typ: "JWT" });
    const claims = decodeJwt(accessToken);
    expect(claims).toEqual({ scope: ["tenant_access"], exp: 3698071610, jti: claims.jti, client_id: tenantId });
    const [head, payload, signature] = accessToken.split(".");
    expect(createHmac("sha384", signingKey).update(`${head}.${payload}`).digest("base64url")).toBe(signature);
    await goTo("2087-03-09T18:06:49.000Z");
    expect((await send("GET", `/api/transaction/${nobodys}`)).status).toBe(404);
  });

  it("that is the default one has what is documented", async () => {
    const ask = sender(`${server.publicUrl}/onespan/api`, `Bearer ${documented.accessToken}`);
    expect((await ask("GET", `/transaction/${nobodys}`)).status).toBe(404);
    const control = sender(`${server.publicUrl}/control/sandboxes/sbx_default/onespan`, null);
    expect((await control("GET", "/tenant")).body).toEqual({
      ...{ tenant_id: documented.tenantId, signing_key: documented.signingKey, session_token_lifetime: "PT24H" },
    });
    const { data } = (await control("GET", "/workflows")).body;
    expect(data.map(({ kind, id }: { kind: string; id: string }) => [kind, id])).toEqual([
      ["document_with_face", documented.faceWorkflowId],
      ["document_with_face", documented.secondFaceWorkflowId],
      ["document", documented.documentWorkflowId],
      ["agreement_signing", documented.agreementWorkflowId],
    ]);
    expect((await control("GET", `/document-templates/${documented.documentTemplateId}`)).status).toBe(200);
  });
});

describe("the tenant's settings", () => {
  it("are read and set, and hold for tokens that are made from then on", async () => {
    const { control, setup, path, tenantId, signingKey, token, faceWorkflowId, api, start } = await openSandbox(server);
    const tenant = { tenant_id: tenantId, signing_key: signingKey, session_token_lifetime: "PT24H" };
    expect((await control("GET", "/tenant")).body).toEqual(tenant);
    const body = { workflow_id: faceWorkflowId, users: [{ role: "signer1" }] };
    const { id: transaction_id } = got(await api.createTransaction({ body }));
    const endOf = async () => decodeJwt(await token({ session: { role: "signer1", transaction_id } })).exp;
    expect(await endOf()).toBe(seconds(start) + 86_400);
    const set = await setup.putTenant({ path, body: { session_token_lifetime: "PT1H30M" } });
    expect(got(set)).toEqual({ ...tenant, session_token_lifetime: "PT1H30M" });
    expect((await control("GET", "/tenant")).body).toEqual(got(set));
    expect(await endOf()).toBe(seconds(start) + 5400);
    // Never longer than the transaction lasts.
    got(await setup.putTenant({ path, body: { session_token_lifetime: "P10Y" } }));
    expect(await endOf()).toBe(seconds(start) + 90 * 86_400);
  });

  it.each(["PT0S", "P11Y", "-PT1H", "tomorrow", "", 3600, null])("cannot be %j", async (session_token_lifetime) => {
    const { control } = await openSandbox(server);
    const refused = await control("PUT", "/tenant", { json: { session_token_lifetime } });
    expect(problemIn(refused)[0]).toBe("400 invalid");
    expect(problemIn(refused)[1]).toMatch(/^session_token_lifetime /);
    expect((await control("GET", "/tenant")).body.session_token_lifetime).toBe("PT24H");
  });

  it("are no others", async () => {
    const { control } = await openSandbox(server);
    const json = { session_token_lifetime: "PT1H", signing_key: "x" };
    expect(problemIn(await control("PUT", "/tenant", { json }))).toEqual([
      ...["400 invalid", "signing_key additionalProperties"],
    ]);
    expect(problemIn(await control("PUT", "/tenant", { json: {} }))).toEqual([
      ...["400 invalid", "session_token_lifetime required"],
    ]);
  });
});

describe("a token", () => {
  it("opens everything until 2087, unless it is asked to be another", async () => {
    const { setup, path, tenantId, start } = await openSandbox(server);
    const make = async (body: NonNullable<Parameters<typeof setup.createToken>[0]["body"]>) =>
      got(await setup.createToken({ path, body }));
    const { token, claims } = await make({});
    expect(decodeJwt(token)).toEqual(claims);
    expect(claims).toEqual({ scope: ["tenant_access"], exp: 3698071610, jti: claims.jti, client_id: tenantId });
    expect((await make({ scope: [] })).claims.scope).toEqual([]);
    expect((await make({ scope: ["evidence_access", "of_our_own"] })).claims.scope).toEqual([
      ...["evidence_access", "of_our_own"],
    ]);
    expect((await make({ expires_in: "PT1H" })).claims.exp).toBe(seconds(start) + 3600);
    expect((await make({ expires_in: "-P1D" })).claims.exp).toBe(seconds(start) - 86_400);
    expect(got(await setup.createToken({ path })).claims.exp).toBe(3698071610);
  });

  it("that starts a session names the role and the transaction", async () => {
    const { setup, path, tenantId, agreementWorkflowId, api, start, send } = await openSandbox(server);
    const body = { workflow_id: agreementWorkflowId, tokens: [{ role: "Borrower" }] };
    const { id } = got(await api.createTransaction({ body }));
    const session = { role: "Borrower", transaction_id: id.toUpperCase() };
    const made = got(await setup.createToken({ path, body: { session } }));
    expect(decodeJwt(made.token)).toEqual(made.claims);
    expect(made.claims).toEqual({
      ...{ session: { role: "Borrower" }, scope: ["session_creation_authorization_code"], transaction_uuid: id },
      ...{ exp: seconds(start) + 86_400, jti: made.claims.jti, client_id: tenantId },
    });
    const authorization = `Bearer ${made.token}`;
    expect((await send("GET", `/api/transaction/${id}`, { authorization })).status).toBe(403);
    const own = { session, scope: ["session_access"], expires_in: "PT5M" };
    expect(got(await setup.createToken({ path, body: own })).claims).toMatchObject({
      ...{ scope: ["session_access"], exp: seconds(start) + 300 },
    });
  });

  it("is of a role and a transaction that there are", async () => {
    const { control, faceWorkflowId, api } = await openSandbox(server);
    const other = await openSandbox(server);
    const { id } = got(await api.createTransaction({ body: { workflow_id: faceWorkflowId } }));
    const of = (transaction_id: string, role: string, asked = control) =>
      asked("POST", "/tokens", { json: { session: { transaction_id, role } } });
    expect(problemIn(await of(id, "Nobody"))).toEqual(["400 invalid", "session.role invalid"]);
    // Customer is the workflow's first role, which takes part where none is named.
    const joining = await of(id, "signer1");
    expect(problemIn(joining)).toEqual(["400 invalid", "session.role invalid"]);
    expect(joining.body.detail ?? joining.text).toContain("Customer; createSessionCreationToken lets this one join");
    got(await api.createSessionCreationToken({ path: { transaction_id: id }, body: { role: "signer1" } }));
    for (const refused of [await of(nobodys, "signer1"), await of(id, "signer1", other.control)])
      expect(problemIn(refused)).toEqual(["400 invalid", "session.transaction_id invalid"]);
    expect(problemIn(await of("x", "signer1"))).toEqual(["400 invalid", "session.transaction_id format"]);
    expect((await of(id, "signer1")).status).toBe(201);
  });

  it.each([
    [{ scope: "tenant_access" }, "scope type"],
    [{ scope: [""] }, "scope.0 minLength"],
    [{ scope: ["a", "a"] }, "scope uniqueItems"],
    [{ expires_in: "an hour" }, "expires_in invalid"],
    [{ expires_in: "P101Y" }, "expires_in invalid"],
    [{ expires_in: "-P101Y" }, "expires_in invalid"],
    [{ expires_in: "--PT1H" }, "expires_in invalid"],
    [{ session: { role: "signer1" } }, "session.transaction_id required"],
    [{ alg: "none" }, "alg additionalProperties"],
  ])("cannot be made of %j", async (json, told) => {
    const { control } = await openSandbox(server);
    expect(problemIn(await control("POST", "/tokens", { json }))).toEqual(["400 invalid", told]);
  });
});
