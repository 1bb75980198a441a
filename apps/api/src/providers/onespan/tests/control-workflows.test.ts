import document from "@understudy/contracts/onespan-control.json" with { type: "json" };
import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { scenarios as happening } from "../rules/event.ts";
import { got, nobodys, openSandbox } from "./support/sandbox.ts";
import { problemIn } from "./support/send.ts";

const server = await testServer();
const { control, start } = await openSandbox(server);
const own = "80b601c9-f102-4761-9eaa-90ba8fcb58b6";
const inbox = "http://127.0.0.1:9/told";
const redirect = (id: string, url = "https://a.example") => ({ id, url });
const told = (url: string, scenarios = ["transaction_created"]) => ({ url, scenarios });
const least = { name: "Passport and face", kind: "document_with_face", roles: ["signer1"] };
const whole = {
  name: "Loan agreement",
  kind: "agreement_signing",
  roles: ["Borrower", "Guarantor"],
  consent: { mode: "explicit", text: "I agree." },
  attempts: 1,
  lender_signature: true,
  expiry_period: 14,
  session_timeout: "PT15M",
  redirects: [{ id: "REDIRECT_DOCID_PASS", url: "https://loans.example.com/{{opaqueId}}" }],
  notifications: [{ url: "http://127.0.0.1:9/told", scenarios: ["transaction_created"] }],
};

describe("a workflow", () => {
  it("comes in each kind, for every role that the provider's samples name", async () => {
    const { control } = await openSandbox(server);
    const { body } = await control("GET", "/workflows");
    expect(body.data.map(({ kind }: { kind: string }) => kind)).toEqual([
      ...["document_with_face", "document", "agreement_signing"],
    ]);
    for (const { roles } of body.data) expect(roles).toEqual(["Customer", "Borrower", "signer1", "oss", "unknown"]);
  });

  it("has its defaults, and an id of its own", async () => {
    const made = await control("POST", "/workflows", { json: least });
    expect([made.status, made.body]).toEqual([
      201,
      {
        ...{ id: expect.stringMatching(/^[0-9a-f-]{36}$/), ...least },
        consent: { mode: "implicit", text: expect.stringMatching(/^I agree that my document and my picture /) },
        ...{ attempts: 3, lender_signature: false, expiry_period: 90, session_timeout: "PT30M" },
        ...{ redirects: [], notifications: [], created_at: start.toISOString() },
      },
    ]);
    expect((await control("GET", `/workflows/${made.body.id}`)).body).toEqual(made.body);
  });

  it("is kept as it was sent", async () => {
    const { status, body } = await control("POST", "/workflows", { json: { id: own.toUpperCase(), ...whole } });
    expect([status, body]).toEqual([201, { id: own, ...whole, created_at: start.toISOString() }]);
    expect((await control("GET", `/workflows/${own.toUpperCase()}`)).body).toEqual(body);
  });

  it("may lead people into an app, and may ask to be told of what never happens here", async () => {
    const scenarios = ["document_printed", "document_downloaded_for_printing", "verification_otp"];
    const more = {
      redirects: [redirect("REDIRECT_DOCID_PASS", "myapp://back")],
      notifications: [told(inbox, scenarios)],
    };
    const { status, body } = await control("POST", "/workflows", { json: { ...least, ...more } });
    expect([status, body]).toMatchObject([201, more]);
  });

  it("may ask to be told of all that the provider documents, and of what is ours", async () => {
    const known: string[] = document.components.schemas.Scenario.enum;
    const never = ["document_downloaded_for_printing", "document_printed", "verification_otp"];
    expect(known.toSorted()).toEqual([...happening, ...never].toSorted());
    const json = { ...least, notifications: [told(inbox, known)] };
    expect((await control("POST", "/workflows", { json })).body.notifications).toEqual(json.notifications);
  });

  it("cannot have the id of another, but that of another sandbox's", async () => {
    const { control } = await openSandbox(server);
    const json = { id: own, ...least };
    expect((await control("POST", "/workflows", { json })).status).toBe(201);
    expect(problemIn(await control("POST", "/workflows", { json }))).toEqual(["409 exists", "id exists"]);
    expect((await control("GET", "/workflows")).body.data).toHaveLength(4);
  });

  it("is replaced whole", async () => {
    const { control, advance } = await openSandbox(server);
    const { body: made } = await control("POST", "/workflows", { json: whole });
    await advance("PT1H");
    const { status, body } = await control("PUT", `/workflows/${made.id}`, { json: least });
    expect(status).toBe(200);
    expect(body).toMatchObject({ ...least, id: made.id, attempts: 3, created_at: made.created_at, redirects: [] });
    expect((await control("GET", `/workflows/${made.id}`)).body).toEqual(body);
  });

  it("is gone once it is deleted, and transactions of it go on", async () => {
    const { control, api } = await openSandbox(server);
    const { body: made } = await control("POST", "/workflows", { json: least });
    const body = { workflow_id: made.id, users: [{ role: "signer1" }] };
    const { id } = got(await api.createTransaction({ body }));
    expect((await control("DELETE", `/workflows/${made.id}`)).status).toBe(204);
    for (const method of ["GET", "DELETE"])
      expect(problemIn(await control(method, `/workflows/${made.id}`))).toEqual(["404 absent"]);
    expect(got(await api.getTransaction({ path: { transaction_id: id } }))).toMatchObject({
      ...{ status: "new", workflow_id: made.id },
    });
    expect((await api.createTransaction({ body })).response.status).toBe(400);
    expect((await control("POST", "/workflows", { json: { ...least, id: made.id } })).status).toBe(201);
    expect((await api.createTransaction({ body })).response.status).toBe(200);
  });

  it("is nobody else's", async () => {
    const other = await openSandbox(server);
    const { body: made } = await control("POST", "/workflows", { json: least });
    for (const [method, json] of [["GET"], ["PUT", least], ["DELETE"]] as const)
      for (const id of [made.id, nobodys, "x"])
        expect(problemIn(await other.control(method, `/workflows/${id}`, { json }))).toEqual(["404 absent"]);
    expect((await control("GET", `/workflows/${made.id}`)).body).toEqual(made);
    const refused = await other.api.createTransaction({ body: { workflow_id: made.id } });
    expect(refused.response.status).toBe(400);
  });

  it("is listed newest first, a page at a time", async () => {
    const { control, setup, path } = await openSandbox(server);
    for (const name of ["a", "b"]) await control("POST", "/workflows", { json: { ...least, name } });
    const first = got(await setup.listWorkflows({ path, query: { limit: 3 } }));
    const second = got(await setup.listWorkflows({ path, query: { limit: 3, cursor: String(first.next_cursor) } }));
    expect([...first.data, ...second.data].map(({ name, kind }) => (name.length === 1 ? name : kind))).toEqual([
      ...["b", "a", "document_with_face", "document", "agreement_signing"],
    ]);
    expect(second.next_cursor).toBeNull();
    expect(problemIn(await control("GET", "/workflows?cursor=x"))).toEqual(["400 invalid", "query cursor invalid"]);
  });
});

describe("a workflow is refused", () => {
  it.each<[object, string]>([
    [{ name: "" }, "name minLength"],
    [{ kind: "otp" }, "kind enum"],
    [{ roles: [] }, "roles minItems"],
    [{ roles: ["a", "a"] }, "roles uniqueItems"],
    [{ roles: ["x".repeat(33)] }, "roles.0 maxLength"],
    [{ attempts: 0 }, "attempts minimum"],
    [{ attempts: 11 }, "attempts maximum"],
    [{ attempts: 1.5 }, "attempts type"],
    [{ expiry_period: 0 }, "expiry_period minimum"],
    [{ expiry_period: 3651 }, "expiry_period maximum"],
    [{ session_timeout: "PT0S" }, "session_timeout invalid"],
    [{ session_timeout: "PT24H1S" }, "session_timeout invalid"],
    [{ session_timeout: "soon" }, "session_timeout format"],
    [{ consent: { mode: "silent", text: "x" } }, "consent.mode enum"],
    [{ consent: { mode: "implicit" } }, "consent.text required"],
    [{ redirects: [redirect("REDIRECT_SOMEWHERE")] }, "redirects.0.id enum"],
    ...["javascript:alert(1)", "file:///etc/passwd", "https://", "http://", "/back", "https://a.test/{{x}}"].map(
      (url): [object, string] => [{ redirects: [redirect("REDIRECT_ERROR", url)] }, "redirects.0.url url"],
    ),
    [{ redirects: [redirect("REDIRECT_ERROR", "")] }, "redirects.0.url minLength"],
    [{ redirects: [redirect("REDIRECT_ERROR"), redirect("REDIRECT_ERROR")] }, "redirects.1.id unique"],
    [{ notifications: [told("ftp://a.example/")] }, "notifications.0.url pattern"],
    [{ notifications: [told("https://user:secret@a.example/")] }, "notifications.0.url url"],
    [{ notifications: [told("https://a.example/", [])] }, "notifications.0.scenarios minItems"],
    [{ notifications: [told("https://a.example/", ["transaction_lost"])] }, "notifications.0.scenarios.0 enum"],
    [{ colour: "blue" }, "colour additionalProperties"],
    [{ id: "x" }, "id format"],
  ])("with %j", async (change, fault) => {
    const refused = await control("POST", "/workflows", { json: { ...least, ...change } });
    expect(problemIn(refused)).toEqual(["400 invalid", fault]);
  });

  it("with all that is wrong in one answer, when it is replaced too", async () => {
    const { body: made } = await control("POST", "/workflows", { json: least });
    const json = {
      ...least,
      redirects: [redirect("REDIRECT_ERROR"), redirect("REDIRECT_ERROR")],
      notifications: [told("http://a:b@c.example/"), told("http://c.example/")],
    };
    const refused = await control("PUT", `/workflows/${made.id}`, { json });
    expect(problemIn(refused)).toEqual(["400 invalid", "redirects.1.id unique", "notifications.0.url url"]);
    expect(refused.text).not.toContain("a:b");
    expect((await control("GET", `/workflows/${made.id}`)).body).toEqual(made);
  });
});
