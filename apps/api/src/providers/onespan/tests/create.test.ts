import { describe, expect, it } from "vitest";
import { testHouse } from "../../../testing/server.ts";
import { got, nobodys, openSandbox } from "./support/sandbox.ts";
import { refusalIn } from "./support/send.ts";
import { claimsOf, jane, transactionsOf } from "./support/transactions.ts";

const { database, start: startServer } = await testHouse();
const world = await openSandbox(await startServer());
const { send, start, tenantId, faceWorkflowId, documentWorkflowId, agreementWorkflowId, setup, path } = world;
const { ask, begin, finish, look, read, send: trigger, workflow } = transactionsOf(world);
const least = { workflow_id: faceWorkflowId };
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const roles = (...names: readonly string[]) => names.map((role) => ({ role }));

describe("a new transaction", () => {
  it("17: is PUT to /api/transaction/ and answered with 200", async () => {
    for (const at of ["/api/transaction/", "/api/transaction"]) {
      const { status, headers, body } = await send("PUT", at, { json: least });
      expect([status, headers.get("content-type"), headers.get("vary")]).toEqual([200, "application/json", "Accept"]);
      expect(body).toMatchObject({ id: expect.stringMatching(uuid), status: "new", created: start.toISOString() });
    }
    expect(refusalIn(await send("POST", "/api/transaction/", { json: least }))).toMatch(/^405 /);
  });

  it("17: is answered as it is read afterwards", async () => {
    const asked = { ...least, users: [jane], tokens: roles("signer1"), opaque_id: "x", configuration: { own: [1] } };
    const { text, body } = await ask(asked);
    expect((await send("GET", `/api/transaction/${body.id}`)).text).toBe(text);
    expect(Object.keys(body)).toEqual([
      ...["id", "status", "created", "tenant_id", "workflow_id", "urlSetKey", "brand_id", "language", "tokens"],
      ...["users", "documents", "events", "request_ids", "opaque_id", "configuration", "last_api_request"],
      ...["expiry_period", "expiry_timestamp", "disable_notifications", "disable_recording", "version"],
    ]);
  });

  it("18: is another one each time, whatever is the same", async () => {
    const json = { ...least, users: [jane], tokens: roles("signer1"), opaque_id: "once" };
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask(json)));
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(20);
    expect(new Set(answers.map(({ body }) => body.tokens[0].token)).size).toBe(20);
    expect(new Set(answers.map(({ body }) => body.events[0].id)).size).toBe(20);
    for (const { body } of answers) expect((await read(body.id)).status).toBe("new");
  });

  it("23, 24: needs no more than shipped integrations send", async () => {
    const asked = {
      ...{ workflow_id: faceWorkflowId, brand_id: "onespan", language: "en", opaque_id: nobodys },
      users: [{ first_name: "Jane", last_name: "Doe", role: "oss", phone_number: "+15550111" }],
      tokens: roles("oss"),
      configuration: { redirects: [{ id: "REDIRECT_DOCID_PASS", url: "https://am.example/?state={{opaqueId}}" }] },
    };
    const answer = await send("PUT", "/api/transaction/", { json: asked, headers: { "X-Tenant": tenantId } });
    expect([answer.status, answer.body]).toEqual([
      200,
      expect.objectContaining({ ...asked, tokens: expect.anything() }),
    ]);
    expect((await ask(least)).body).toMatchObject({ urlSetKey: "default", tenant_id: tenantId, documents: [] });
    for (const language of ["english", "en"]) expect((await begin({ language })).language).toBe(language);
  });

  it("25, OD-18: passes over what is the server's, and keeps what nobody knows as evidence", async () => {
    const servers = { id: nobodys, status: "completed", version: 7, created: "2017-04-23T18:25:43.511Z", events: [1] };
    const more = { expiry_timestamp: "2017-04-23T18:25:43.511Z", request_ids: ["x"], verifications: 5, completed: "x" };
    const unknown = { opaqueId: "camel", loan: { number: "L-1042", "": [null, "ü"] }, constructor: 1, toString: 2 };
    const { status, body } = await ask({ ...least, ...servers, ...more, ...unknown, last_session_event: 1 });
    expect([status, body.status, body.version, body.created]).toEqual([200, "new", 1, start.toISOString()]);
    expect([body.id === nobodys, body.request_ids]).toEqual([false, []]);
    for (const name of ["verifications", "completed", "opaqueId", "opaque_id", "loan"])
      expect(body).not.toHaveProperty(name);
    const { rows } = await database.pool.query("SELECT metadata FROM onespan_transaction WHERE id = $1", [body.id]);
    expect(rows).toEqual([{ metadata: unknown }]);
  });

  it("29: has its users as they were sent, with what nobody knows and the double p", async () => {
    const users = [{ ...jane, nationality: "GB", address: { ...jane.address, floor: 3 } }, { role: "oss" }];
    expect(JSON.stringify((await begin({ users })).users)).toBe(JSON.stringify(users));
  });

  it("27, 28: takes a day of birth in both forms, and a country that there is", async () => {
    for (const dob of ["1984-02-29T00:00:00.000Z", "1984-02-29", start.toISOString().slice(0, 10), "0001-01-01"])
      expect((await begin({ users: [{ role: "oss", dob }] })).users).toEqual([{ role: "oss", dob }]);
    for (const country_code of ["GB", "BR", "AX"])
      expect((await ask({ ...least, users: [{ role: "oss", address: { country_code } }] })).status).toBe(200);
  });
});

describe("its tokens", () => {
  it("19, 20: come in the order in which they are asked for, each with its accessUrl", async () => {
    const asked = ["oss", "signer1", "Borrower"];
    const { tokens } = await begin({ users: roles("signer1", "Customer"), tokens: roles(...asked) });
    expect(tokens.map(({ role, version }) => [role, version])).toEqual(asked.map((role) => [role, 0]));
    expect(tokens.map((token) => Object.keys(token))).toEqual(
      asked.map(() => ["token", "role", "version", "accessUrl"]),
    );
    expect(new Set(tokens.map(({ token }) => token)).size).toBe(3);
  });

  it("21: name the transaction and the role, for a day", async () => {
    const { id, tokens } = await begin({ tokens: roles("signer1") });
    const [{ token, accessUrl } = { token: "", accessUrl: "" }] = tokens;
    expect(accessUrl).toMatch(new RegExp(`/default/esign/${id}\\?access_token=`));
    expect(new URL(accessUrl).searchParams.get("access_token")).toBe(token);
    expect(claimsOf(token)).toEqual({
      head: { alg: "HS384", typ: "JWT" },
      claims: {
        ...{ session: { role: "signer1" }, scope: ["session_creation_authorization_code"], transaction_uuid: id },
        ...{ exp: Math.floor(start.getTime() / 1000) + 86_400, jti: expect.stringMatching(uuid), client_id: tenantId },
      },
    });
  });

  it("21: lead to an address with the brand in one step, whatever it holds", async () => {
    for (const [brand_id, segment] of [
      ["onespan", "onespan"],
      ["a/b?c#d", "a%2Fb%3Fc%23d"],
      ["..", "default"],
      ["ü 👋", "%C3%BC%20%F0%9F%91%8B"],
    ] as const) {
      const { tokens } = await begin({ brand_id, tokens: roles("oss") });
      expect(new URL(String(tokens[0]?.accessUrl)).pathname).toContain(`/${world.sandboxId}/${segment}/esign/`);
    }
  });

  it("are none where none is asked for, and roles are the workflow's first one then", async () => {
    const { id, tokens } = await begin();
    expect(tokens).toEqual([]);
    expect((await look(id)).participants).toMatchObject([{ role: "Customer", access_url: null }]);
    const { id: other } = await begin({ users: roles("oss"), tokens: roles("signer1", "oss") });
    expect((await look(other)).participants.map(({ role }) => role)).toEqual(["oss", "signer1"]);
  });
});

describe("what it is from then on", () => {
  it("22: opaque_id is answered, and stands in redirects", async () => {
    const opaque_id = "WorkflowExternalMitAtPwd=1234&x=ü";
    const url = "https://bank.example/{{opaqueId}}?user={{userRole}}&transaction={{transactionId}}&o={{opaqueId}}";
    const configuration = { redirects: [{ id: "REDIRECT_DOCID_PASS", url }] };
    const { id, opaque_id: answered } = await begin({ opaque_id, configuration, users: roles("oss") });
    await finish(id);
    const encoded = encodeURIComponent(opaque_id);
    expect([answered, (await read(id)).opaque_id]).toEqual([opaque_id, opaque_id]);
    expect((await look(id)).participants[0]?.redirect).toEqual({
      id: "REDIRECT_DOCID_PASS",
      url: `https://bank.example/${encoded}?user=oss&transaction=${id}&o=${encoded}`,
    });
  });

  it("31: brand and tenant never change", async () => {
    const { id } = await begin({ brand_id: "onespan", tenant_id: tenantId });
    const own = { brand_id: "onespan", tenant_id: tenantId };
    expect(await trigger(id, "transaction_cancelled")).toMatchObject(own);
    expect(await read(id)).toMatchObject(own);
  });

  it("keeps the workflow as it was", async () => {
    const workflowId = await workflow({ expiry_period: 3 });
    const { id } = await begin({ workflow_id: workflowId.toUpperCase() });
    const body = { name: "Other", kind: "agreement_signing" as const, roles: ["Other"] };
    got(await setup.putWorkflow({ path: { ...path, workflowId }, body }));
    expect((await send("POST", `/api/transaction/${id}/token`, { json: { role: "signer1" } })).status).toBe(200);
    got(await setup.deleteWorkflow({ path: { ...path, workflowId } }));
    expect(await read(id)).toMatchObject({ workflow_id: workflowId, expiry_period: 3 });
    expect(refusalIn(await ask({ workflow_id: workflowId }))).toMatch(/^400 workflow_id must be a workflow /);
    expect((await finish(id)).status).toBe("completed");
  });

  it("of each kind begins with consent", async () => {
    for (const workflow_id of [faceWorkflowId, documentWorkflowId, agreementWorkflowId])
      expect((await look((await begin({ workflow_id })).id)).participants).toMatchObject([{ step: "consent" }]);
  });

  it("32: expires after 90 days, after those of the request, to the millisecond", async () => {
    const own = await openSandbox({ publicUrl: world.publicUrl });
    const { begin: make, read: see } = transactionsOf(own);
    const day = 86_400_000;
    const [usual, short] = [await make(), await make({ expiry_period: 1 })];
    for (const [transaction, days] of [
      [usual, 90],
      [short, 1],
    ] as const)
      expect(transaction).toMatchObject({
        expiry_period: days,
        expiry_timestamp: new Date(own.start.getTime() + days * day).toISOString(),
      });
    await own.goTo(new Date(Date.parse(String(short.expiry_timestamp)) - 1).toISOString());
    expect((await see(short.id)).status).toBe("new");
    await own.goTo(String(short.expiry_timestamp));
    expect([(await see(short.id)).status, (await see(usual.id)).status]).toEqual(["expired", "new"]);
    await own.goTo(String(usual.expiry_timestamp));
    expect((await see(usual.id)).status).toBe("expired");
  });
});
