import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { journeysOf, person, role } from "./support/journeys.ts";
import { openSandbox } from "./support/sandbox.ts";
import { problemIn } from "./support/send.ts";
import { visit } from "./support/visitor.ts";

const server = await testServer();
const world = await openSandbox(server);
const { documentWorkflowId, faceWorkflowId, agreementWorkflowId, control: ask } = world;
const { begin, control, read, triggers, workflow } = journeysOf(world);
const finish = async (id: string, json: object = {}) => {
  const { status, body } = await ask("POST", `/transactions/${id}/finish`, { json });
  expect(status).toBe(200);
  return body;
};
const named = (last_name: string) => ({ users: [{ ...person, last_name }] });
const redirects = ["DOCID_PASS", "DOCID_FAIL", "SESSION_TIMEOUT", "ERROR", "DEFAULT_URL"].map((name) => {
  return { id: `REDIRECT_${name}` as "REDIRECT_ERROR", url: `https://bank.example/${name}` };
});
const configuration = { redirects };
/** What became of the only person, and of the transaction. */
const came = async (id: string) => {
  const { status, result, participants } = await control(id);
  const [{ step, outcome, attempts, redirect } = {}] = participants;
  return [status, result, step, outcome, attempts, redirect?.id ?? null];
};
const passed = (attempts = 1) => ["completed", "passed", "done", "passed", attempts, "REDIRECT_DOCID_PASS"];
const failed = (attempts = 1) => ["completed", "failed", "done", "failed", attempts, "REDIRECT_DOCID_FAIL"];

describe("each kind of workflow", () => {
  it("document: consent, then a document", async () => {
    const { id } = await begin(documentWorkflowId, { configuration });
    await finish(id);
    expect(await came(id)).toEqual(passed());
    expect(await triggers(id)).toEqual([
      ...["transaction_created", "session_started", "page_view_created", "page_next", "page_view_created"],
      ...["document_selected", "verification_doc_id", "session_ended"],
      ...["audit_trail_generated", "transaction_completed"],
    ]);
    expect((await read(id)).verifications).toMatchObject([
      { id: "document_id_authentication", name: "doc_id", status: "SUCCESS", vhub_transaction_status: "COMPLETED" },
    ]);
  });

  it("document_with_face: and then a selfie", async () => {
    const { id } = await begin(faceWorkflowId, { configuration });
    await finish(id);
    expect(await came(id)).toEqual(passed());
    expect((await triggers(id)).slice(3)).toEqual([
      ...["page_next", "page_view_created", "document_selected", "page_view_created", "verification_doc_face"],
      ...["session_ended", "audit_trail_generated", "transaction_completed"],
    ]);
    expect((await read(id)).verifications).toMatchObject([
      { id: "document_face_verification", name: "doc_face", status: "SUCCESS" },
    ]);
  });

  it("agreement_signing: consent, each agreement, a signature", async () => {
    const { id } = await begin(agreementWorkflowId, { configuration });
    await finish(id);
    expect(await came(id)).toEqual(["completed", "passed", "done", "signed", 0, "REDIRECT_DOCID_PASS"]);
    expect(await triggers(id)).toEqual([
      ...["transaction_created", "document_added", "session_started", "page_view_created", "page_next"],
      ...["page_view_created", "document_presented", "document_accepted", "page_view_created"],
      ...["signature_accepted", "document_signed", "signature_signed", "session_ended"],
      ...["audit_trail_generated", "transaction_completed"],
    ]);
    expect((await read(id)).verifications).toEqual([]);
  });
});

describe("several roles", () => {
  const roles = ["Customer", "Borrower"];
  const both = {
    users: roles.map((each) => ({ ...person, role: each })),
    tokens: roles.map((each) => ({ role: each })),
  };

  it.each([
    ["document", 1],
    ["document_with_face", 1],
    ["agreement_signing", 0],
  ] as const)("of %s go through it one by one, in any order, and the last one ends it", async (kind, verifications) => {
    const { id } = await begin((await workflow({ kind })).id, both);
    expect(await finish(id, { role: "Borrower" })).toMatchObject({
      ...{ status: "new", result: "undefined" },
      participants: [{ step: "consent" }, { step: "done" }],
    });
    expect(problemIn(await ask("POST", `/transactions/${id}/finish`, { json: { role: "Borrower" } }))).toEqual([
      "409 wrong_state",
    ]);
    expect(await finish(id)).toMatchObject({ status: "completed", result: "passed" });
    const { events, verifications: all = [] } = await read(id);
    expect(all).toHaveLength(2 * verifications);
    expect(new Set(all.map(({ vhub_transaction_id }) => vhub_transaction_id)).size).toBe(2 * verifications);
    const ended = events.filter(({ trigger }) => trigger === "session_ended");
    expect(ended.map((event) => event.role)).toEqual(["Borrower", "Customer"]);
  });

  it("have failed where one of them has", async () => {
    const { id } = await begin(documentWorkflowId, both);
    await finish(id, { role: "Customer", outcome: "fail" });
    expect(await finish(id, { role: "Borrower" })).toMatchObject({
      ...{ status: "completed", result: "failed" },
      participants: [{ outcome: "failed" }, { outcome: "passed" }],
    });
  });

  it("sign what is theirs, and the lender signs when all have", async () => {
    const lending = await workflow({ kind: "agreement_signing", lender_signature: true });
    const { id } = await begin(lending.id, both);
    expect((await finish(id, { role: "Customer" })).status).toBe("new");
    expect((await triggers(id)).at(-1)).toBe("session_ended");
    expect(await finish(id)).toMatchObject({ status: "new", participants: [{ step: "lender" }, { step: "lender" }] });
    expect((await triggers(id)).at(-1)).toBe("transaction_ready_for_lender");
    expect(problemIn(await ask("POST", `/transactions/${id}/finish`, { json: {} }))).toEqual(["409 wrong_state"]);
  });
});

describe("attempts", () => {
  const blurred = { values: { document: "passport-blurred" } };

  it("are one where what is shown fails for good", async () => {
    const { id } = await begin((await workflow({ kind: "document", attempts: 10 })).id, { configuration });
    await finish(id, { outcome: "fail" });
    expect(await came(id)).toEqual(failed());
  });

  it("that could be made and are not count as a failure", async () => {
    const { id } = await begin((await workflow({ kind: "document", attempts: 3 })).id, { configuration });
    await finish(id, blurred);
    expect(await came(id)).toEqual(failed());
    expect((await read(id)).verifications).toMatchObject([{ status: "FAILED", vhub_transaction_status: "FAILED" }]);
  });

  it("may be made again until one does, and each is a verification of its own", async () => {
    const { id, link } = await begin((await workflow({ kind: "document_with_face" })).id, { configuration });
    const visitor = await visit(link);
    await visitor.send();
    await visitor.send({ specimen: "passport-blurred" }, "specimen");
    await visitor.send({ specimen: "portrait" }, "specimen");
    await visitor.send({ specimen: "passport" }, "specimen");
    expect(await visitor.send({ specimen: "portrait-without-face" }, "specimen")).toMatchObject({ step: "document" });
    await visitor.send({ specimen: "id-card" }, "specimen");
    expect(await visitor.send({ specimen: "portrait" }, "specimen")).toMatchObject({ state: "passed" });
    await world.settle();
    expect(await came(id)).toEqual(passed(3));
    const { verifications = [] } = await read(id);
    expect(verifications.map(({ status }) => status)).toEqual(["FAILED", "FAILED", "SUCCESS"]);
    expect(new Set(verifications.map(({ vhub_verification_id }) => vhub_verification_id)).size).toBe(3);
  });

  it("are over after as many as the workflow has", async () => {
    const { id } = await begin((await workflow({ kind: "document_with_face", attempts: 1 })).id, { configuration });
    await finish(id, { values: { selfie: "portrait-without-face" } });
    expect(await came(id)).toEqual(failed());
  });
});

describe("a last name", () => {
  const kinds = [documentWorkflowId, faceWorkflowId, agreementWorkflowId] as const;

  it("8: FAIL fails whatever is shown, for good, and says nothing to agreements", async () => {
    const [document, face, agreement] = await Promise.all(
      kinds.map(async (each) => (await begin(each, { ...named("FAIL"), configuration })).id),
    );
    for (const id of [document, face, agreement]) await finish(String(id));
    expect([await came(String(document)), await came(String(face))]).toEqual([failed(), failed()]);
    expect((await came(String(agreement)))[3]).toBe("signed");
  });

  it.each(["document", "face", "agreement"] as const)("8: ERROR ends the transaction in an error: %s", async (kind) => {
    const at = kinds[["document", "face", "agreement"].indexOf(kind)];
    const { id } = await begin(String(at), { ...named("ERROR"), configuration });
    await finish(id);
    const [status, result, , outcome, attempts, redirect] = await came(id);
    expect([status, result, outcome, attempts, redirect]).toEqual(["error", "undefined", null, 0, "REDIRECT_ERROR"]);
    expect((await triggers(id)).slice(-3)).toEqual(["session_error", "transaction_error", "session_ended"]);
    expect(await control(id)).toMatchObject({ open_sessions: 0 });
  });

  it.each(["document", "face", "agreement"] as const)("8: TIMEOUT ends the session alone: %s", async (kind) => {
    const at = kinds[["document", "face", "agreement"].indexOf(kind)];
    const { id } = await begin(String(at), { ...named("TIMEOUT"), configuration });
    await finish(id);
    const [status, result, , outcome, , redirect] = await came(id);
    expect([status, result, outcome, redirect]).toEqual(["new", "undefined", null, "REDIRECT_SESSION_TIMEOUT"]);
    expect((await triggers(id)).at(-1)).toBe("session_ended");
    expect((await read(id)).verifications).toEqual([]);
    // Each time anew: only another name would help.
    await finish(id);
    expect((await came(id))[0]).toBe("new");
  });

  it.each(["fail", "Fail", "FAILURE", "FAIL ", "Error", "constructor", "__proto__", "toString"])(
    "%s is a name like any other",
    async (last_name) => {
      const { id } = await begin(documentWorkflowId, { ...named(last_name), configuration });
      await finish(id);
      expect(await came(id)).toEqual(passed());
    },
  );

  it("is the one of whoever is at it", async () => {
    const users = [
      { ...person, last_name: "FAIL" },
      { ...person, role: "Borrower" },
    ];
    const { id } = await begin(documentWorkflowId, { users, tokens: [{ role }] });
    expect(await finish(id)).toMatchObject({ participants: [{ outcome: "failed" }, { outcome: "passed" }] });
  });
});
