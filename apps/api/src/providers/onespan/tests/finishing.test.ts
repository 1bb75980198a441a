import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { specimens } from "../rules/specimens.ts";
import { journeysOf, person, role } from "./support/journeys.ts";
import { nobodys, openSandbox } from "./support/sandbox.ts";
import { problemIn } from "./support/send.ts";
import { visit } from "./support/visitor.ts";

const server = await testServer();
const world = await openSandbox(server);
const { documentWorkflowId, faceWorkflowId, agreementWorkflowId, control: ask } = world;
const { begin, control, read, cancel, standing } = journeysOf(world);
const finish = (id: string, json: object = {}) => ask("POST", `/transactions/${id}/finish`, { json });
const of = (kind: "document" | "selfie") => specimens.filter((each) => each.kind === kind);

describe("every outcome, in each kind of workflow", () => {
  const kinds = { document: documentWorkflowId, face: faceWorkflowId, agreement: agreementWorkflowId };
  it.each([
    ["document", "pass", "completed", "passed"],
    ["document", "fail", "completed", "failed"],
    ["document", "abandon", "new", "undefined"],
    ["document", "timeout", "new", "undefined"],
    ["document", "error", "error", "undefined"],
    ["face", "pass", "completed", "passed"],
    ["face", "fail", "completed", "failed"],
    ["face", "abandon", "new", "undefined"],
    ["face", "timeout", "new", "undefined"],
    ["face", "error", "error", "undefined"],
    ["agreement", "pass", "completed", "passed"],
    ["agreement", "abandon", "new", "undefined"],
    ["agreement", "timeout", "new", "undefined"],
    ["agreement", "error", "error", "undefined"],
  ] as const)("%s: %s", async (kind, outcome, status, result) => {
    const { id } = await begin(kinds[kind]);
    const answer = await finish(id, { outcome });
    expect([answer.status, answer.body]).toEqual([200, expect.objectContaining({ id, status, result })]);
    expect(answer.body).toEqual(await control(id));
    expect(answer.body.open_sessions).toBe(0);
  });

  it("agreements cannot fail", async () => {
    const { id } = await begin(agreementWorkflowId);
    expect(problemIn(await finish(id, { outcome: "fail" }))).toEqual(["400 invalid", "outcome invalid"]);
    expect(await standing(id)).toMatchObject({ status: "new", step: "consent" });
  });
});

describe("every specimen is what it says", () => {
  const statuses = { passes: "SUCCESS", fails: "FAILED", try_again: "FAILED" };

  it.each(of("document").map(({ name, outcome }) => [name, outcome] as const))("%s: %s", async (document, outcome) => {
    for (const workflow of [documentWorkflowId, faceWorkflowId]) {
      const { id } = await begin(workflow);
      const { body } = await finish(id, { values: { document } });
      expect(body).toMatchObject({ status: "completed", result: outcome === "passes" ? "passed" : "failed" });
      expect((await read(id)).verifications).toMatchObject([{ status: statuses[outcome] }]);
    }
  });

  it.each(of("selfie").map(({ name, outcome }) => [name, outcome] as const))("%s: %s", async (selfie, outcome) => {
    const { id } = await begin(faceWorkflowId);
    const { body } = await finish(id, { values: { selfie } });
    expect(body).toMatchObject({ status: "completed", result: outcome === "passes" ? "passed" : "failed" });
    expect((await read(id)).verifications).toMatchObject([{ status: statuses[outcome] }]);
  });

  it("it is what is shown that decides, whichever outcome was meant", async () => {
    const { id } = await begin(faceWorkflowId);
    const values = { document: "passport", selfie: "portrait" };
    expect((await finish(id, { outcome: "fail", values })).body.result).toBe("passed");
    const { id: other } = await begin(faceWorkflowId);
    expect((await finish(other, { outcome: "pass", values: { document: "passport-expired" } })).body.result).toBe(
      "failed",
    );
  });

  it("what is none is told, with the field, and nothing is done", async () => {
    const { id } = await begin(faceWorkflowId);
    for (const [values, field] of [
      [{ document: "library-card" }, "values.document"],
      [{ document: "portrait" }, "values.document"],
      [{ selfie: "passport" }, "values.selfie"],
      [{ selfie: "" }, "values.selfie"],
    ] as const) {
      const [problem, fault] = problemIn(await finish(id, { values }));
      expect([problem, fault]).toEqual(["400 invalid", expect.stringMatching(new RegExp(`^${field} `))]);
    }
    expect(await standing(id)).toEqual({ status: "new", step: "consent", outcome: null, attempts: 0 });
    expect((await control(id)).open_sessions).toBe(0);
  });
});

describe("it goes on from where the person is", () => {
  it("at each step of a verification", async () => {
    for (let steps = 0; steps < 3; steps++) {
      const { id, link } = await begin(faceWorkflowId);
      const visitor = await visit(link);
      if (steps > 0) await visitor.send();
      if (steps > 1) await visitor.send({ specimen: "passport-tampered" }, "specimen");
      expect((await finish(id)).body).toMatchObject({ status: "completed", result: "passed" });
      expect(await visitor.reload()).toMatchObject({ state: "passed" });
    }
  });

  it("with the agreements that are not accepted yet", async () => {
    const users = [{ ...person }];
    const documents = ["one", "two"].map((id) => ({
      id,
      title: id,
      content: "sfs://understudy/default/onespan/template/",
    }));
    const templates = (await ask("GET", "/document-templates")).body.data;
    const { id, link } = await begin(agreementWorkflowId, {
      users,
      documents: documents.map((each) => ({ ...each, content: templates[0].content })),
    });
    const visitor = await visit(link);
    await visitor.send();
    await visitor.follow("Start reading");
    await visitor.send();
    expect((await finish(id)).body).toMatchObject({ status: "completed", participants: [{ outcome: "signed" }] });
    const accepted = (await read(id)).events.filter(({ trigger }) => trigger === "document_accepted");
    expect(accepted.map(({ document_references }) => document_references)).toEqual([["one"], ["two"]]);
  });
});

describe("it is refused", () => {
  it("for what is over, and for what is not there", async () => {
    const { id } = await begin(documentWorkflowId);
    await cancel(id);
    expect(problemIn(await finish(id))).toEqual(["409 wrong_state"]);
    expect(problemIn(await finish(id, { outcome: "error" }))).toEqual(["409 wrong_state"]);
    for (const absent of [nobodys, "x"]) expect(problemIn(await finish(absent))).toEqual(["404 absent"]);
    const { id: open } = await begin(documentWorkflowId);
    expect(problemIn(await finish(open, { role: "Borrower" }))).toEqual(["404 absent"]);
    expect(await standing(open)).toMatchObject({ status: "new", step: "consent" });
  });

  it("where the body is none", async () => {
    const { id } = await begin(documentWorkflowId);
    for (const json of [{ outcome: "win" }, { role: 5 }, { values: [] }, { colour: "blue" }, []])
      expect(problemIn(await finish(id, json as object))[0]).toBe("400 invalid");
    expect((await ask("POST", `/transactions/${id}/finish`)).body).toMatchObject({ status: "completed" });
    expect(role).toBe("Customer");
  });
});
