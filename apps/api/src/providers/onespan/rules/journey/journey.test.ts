import { describe, expect, test } from "vitest";
import { participant, sceneWith, user, verification, workflow } from "../scene.fixture.ts";
import type { Change, Scene, TransactionDocument } from "../transaction.ts";
import { underway } from "../underway.ts";
import { accept, sign } from "./agreeing.ts";
import { consent } from "./consenting.ts";
import { auditTrailError, breakDown, cancel, complete, expire, lenderSign } from "./ending.ts";
import { withToken } from "./joining.ts";
import { awaitsLender, begin, recorded } from "./scene.ts";
import { showDocument, stop, takeDocumentAgain, verified } from "./verifying.ts";
import { start } from "./visiting.ts";

const now = new Date("2030-01-02T10:00:00.000Z");
const visit = { sessionId: "7c0d2f5e-5a3b-4b8e-9d56-0c6b1f1f8a11", device: { ip_address: "127.0.0.1", name: "phone" } };
const front = { name: "document_front", fileId: "f1", specimen: "passport" } as const;
const pending = { id: "v1", revisionId: "r1", vhubTransactionId: "h1", at: now.toISOString() };
const selfie = { name: "selfie", fileId: "f2", specimen: "portrait" } as const;
const withFace = { ...workflow, kind: "document_with_face" } as const;
const signing = { ...workflow, kind: "agreement_signing" } as const;

const document = (id: string, groups: readonly string[] = []): TransactionDocument => ({
  ...{ id, version: 1, title: `Agreement ${id}`, description: null, documentTemplateId: null, groups },
  ...{ content: "sfs://a", fileId: `file-${id}`, size: 1, sha256: "0", signed: null },
});

/** What a person does one after the other, each as it is written. */
function afterAll(scene: Scene, ...acts: readonly ((scene: Scene) => Change)[]): Scene {
  return acts.reduce((before, act) => recorded(before, act(before), now).scene, scene);
}

const failed =
  (attempt: number, mayTryAgain = true) =>
  (scene: Scene) =>
    verified(scene, [front], verification({ status: "FAILED", attempt }), mayTryAgain, visit);
const consented = (scene: Scene) => consent(scene, "signer1", visit, now);

describe("beginning", () => {
  test("whoever is named has a way of their own, each once, users before tokens", () => {
    const people = begin(workflow, [user], [{ role: "oss" }, { role: "signer1" }]);
    expect(people.map(({ role, step }) => [role, step])).toEqual([
      ["signer1", "consent"],
      ["oss", "consent"],
    ]);
  });

  test("where nobody is named it is the workflow's first role", () => {
    expect(begin(workflow, [], []).map(({ role }) => role)).toEqual(["signer1"]);
  });
});

describe("joining", () => {
  const token = (role: string) => ({ role, token: `token of ${role}`, version: 0 });

  test("a new token takes the place of the role's old one", () => {
    const { scene } = withToken(sceneWith({ tokens: [token("signer1")] }), { ...token("signer1"), token: "new" });
    expect(scene.transaction.tokens).toEqual([{ ...token("signer1"), token: "new" }]);
    expect(scene.participants.map(({ role }) => role)).toEqual(["signer1"]);
  });

  test("whoever is new joins those who were named, and takes the place of one who was not", () => {
    const joined = withToken(sceneWith(), token("oss")).scene;
    expect(joined.participants.map(({ role }) => role)).toEqual(["signer1", "oss"]);
    const unnamed = withToken(sceneWith({ users: [] }), token("oss")).scene;
    expect(unnamed.participants.map(({ role }) => role)).toEqual(["oss"]);
    const visited = withToken(sceneWith({ users: [], lastSessionEvent: now }), token("oss")).scene;
    expect(visited.participants.map(({ role }) => role)).toEqual(["signer1", "oss"]);
    const done = sceneWith({}, [participant("signer1", "signed")]);
    expect(() => withToken(done, token("oss"))).toThrow("everybody is done");
  });
});

describe("verifying", () => {
  test("a document that passes is the end of it, and the evidence is next", () => {
    const { scene, events, ended } = (() => {
      const before = afterAll(sceneWith(), consented);
      return recorded(before, verified(before, [front], verification(), false, visit), now);
    })();
    expect(scene.transaction.status).toBe("post_processing");
    expect(scene.participants).toMatchObject([{ step: "done", outcome: "passed", attempts: 1 }]);
    expect(events.map(({ scenario }) => scenario)).toEqual([
      "document_selected",
      "verification_doc_id",
      "session_ended",
    ]);
    expect(ended).toEqual({ sessions: "all", reason: "finished" });
  });

  test("an attempt that does not do leaves the others, until there are none", () => {
    const second = afterAll(sceneWith(), consented, failed(1), failed(2));
    expect(second.participants).toMatchObject([{ step: "document", outcome: null, attempts: 2 }]);
    expect(second.transaction.status).toBe("new");
    const third = afterAll(second, failed(3));
    expect(third.participants).toMatchObject([{ step: "done", outcome: "failed", attempts: 3 }]);
    expect(third.transaction.status).toBe("post_processing");
  });

  test("what cannot be mended has no other attempt, and whoever stops has failed", () => {
    expect(afterAll(sceneWith(), consented, failed(1, false)).participants).toMatchObject([{ outcome: "failed" }]);
    const stopped = afterAll(sceneWith(), consented, failed(1), (scene) => stop(scene, "signer1", visit));
    expect(stopped.participants).toMatchObject([{ step: "done", outcome: "failed", attempts: 1 }]);
  });

  test("with a face the attempt is judged when the selfie is there, and the document may be another one before", () => {
    const shown = (scene: Scene) => showDocument(scene, "signer1", [front], pending, visit);
    const waiting = afterAll(sceneWith({ workflow: withFace }), consented, shown);
    expect(waiting.participants).toMatchObject([{ step: "selfie", captures: [front], attempts: 0 }]);
    expect(underway(waiting, 2)).toMatchObject([{ id: "v1", number: 2, status: "IN_PROGRESS", attempt: 1, at: now }]);
    expect(underway(sceneWith({ ...waiting.transaction, status: "cancelled" }, waiting.participants), 0)).toEqual([]);
    const back = afterAll(waiting, (scene) => takeDocumentAgain(scene, "signer1"));
    expect(back.participants).toMatchObject([{ step: "document", captures: [], pending: null }]);
    const done = afterAll(back, shown, (scene) => verified(scene, [front, selfie], verification(), false, visit));
    expect(done.participants).toMatchObject([{ outcome: "passed", captures: [front, selfie] }]);
  });

  test("a transaction with several people is over when the last one is", () => {
    const people = [participant("signer1"), participant("oss")];
    const one = afterAll(sceneWith({}, people), consented, (scene) =>
      verified(scene, [front], verification(), false, visit),
    );
    expect(one.transaction.status).toBe("new");
    const both = afterAll(
      one,
      (scene) => consent(scene, "oss", undefined, now),
      (scene) => verified(scene, [front], verification({ role: "oss" }), false, undefined),
    );
    expect(both.transaction.status).toBe("post_processing");
  });

  test("nobody does a step at which they do not stand, or for a role that is not there", () => {
    expect(() => consented(afterAll(sceneWith(), consented))).toThrow("stands at the step document");
    expect(() => consent(sceneWith(), "lender", visit, now)).toThrow("has no role lender; it has signer1");
    expect(() => start(sceneWith({ status: "cancelled" }), "signer1", visit)).toThrow("is cancelled");
  });
});

describe("signing", () => {
  const documents = [document("a"), document("b", ["signer1"]), document("c", ["oss"])];
  const people = [participant("signer1")];

  test("a role accepts what is everybody's and its own, each once, and then signs all of it", () => {
    const reading = afterAll(sceneWith({ workflow: signing }, people, documents), consented);
    const first = afterAll(reading, (scene) => accept(scene, "signer1", "a", visit));
    expect(first.participants).toMatchObject([{ step: "agreements", accepted: ["a"] }]);
    expect(() => accept(first, "signer1", "a", visit)).toThrow("was accepted before");
    expect(() => accept(first, "signer1", "c", visit)).toThrow("has no document c for signer1");
    const both = afterAll(first, (scene) => accept(scene, "signer1", "b", visit));
    expect(both.participants).toMatchObject([{ step: "signature" }]);
    const signed = recorded(both, sign(both, "signer1", "Ada Lovelace", visit, now), now);
    expect(signed.scene.participants).toMatchObject([{ outcome: "signed", signature: { name: "Ada Lovelace" } }]);
    expect(signed.scene.transaction.status).toBe("post_processing");
    expect(signed.events.filter(({ scenario }) => scenario === "document_signed")).toHaveLength(2);
  });

  test("where the lender signs too it is ready for the lender, once, and done when the lender has signed", () => {
    const lenders = { ...signing, lenderSignature: true };
    const before = afterAll(sceneWith({ workflow: lenders }, people, []), consented);
    expect(() => lenderSign(before, now)).toThrow("not everybody has signed");
    const signed = recorded(before, sign(before, "signer1", "Ada", visit, now), now);
    expect(signed.events.at(-1)?.scenario).toBe("transaction_ready_for_lender");
    expect(awaitsLender(signed.scene)).toBe(true);
    const done = recorded(signed.scene, lenderSign(signed.scene, now), now);
    expect(done.scene.transaction).toMatchObject({ status: "post_processing", lenderSignedAt: now });
    expect(done.events.map(({ scenario }) => scenario)).toEqual(["signature_signed"]);
    expect(() => lenderSign(sceneWith({ workflow: signing }), now)).toThrow("without a lender's signature");
  });
});

describe("ending", () => {
  test("41: the version grows with each change, and events are counted, the page that follows among them", () => {
    const { transaction } = afterAll(sceneWith({ version: 4, eventCount: 2 }), consented);
    expect(transaction).toMatchObject({ version: 5, eventCount: 4, lastSessionEvent: now });
  });

  test("cancelling takes the tokens away, and doing it again changes nothing", () => {
    const token = { role: "signer1", token: "t", version: 0 };
    const change = cancel(sceneWith({ tokens: [token] }));
    expect(change?.scene.transaction).toMatchObject({ status: "cancelled", tokens: [] });
    expect(cancel(sceneWith({ status: "cancelled" }))).toBeUndefined();
    for (const status of ["completed", "expired", "error", "post_processing"] as const)
      expect(() => cancel(sceneWith({ status }))).toThrow("only one that is new");
  });

  test("only what is new expires, and what has ended does not break down", () => {
    expect(expire(sceneWith())?.scene.transaction.status).toBe("expired");
    expect(expire(sceneWith({ status: "post_processing" }))).toBeUndefined();
    expect(breakDown(sceneWith({ status: "post_processing" }), auditTrailError).events).toHaveLength(2);
    expect(() => breakDown(sceneWith({ status: "completed" }))).toThrow("is completed");
  });

  test("complete is what has its evidence", () => {
    const { scene, events } = complete(
      sceneWith({ status: "post_processing" }),
      { documents: [document("a")], evidenceFileId: "e" },
      now,
    );
    expect(scene.transaction).toMatchObject({ status: "completed", completedAt: now, evidenceFileId: "e" });
    expect(events.map(({ scenario }) => scenario)).toEqual(["audit_trail_generated", "transaction_completed"]);
  });
});
