import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { nobodys, openSandbox } from "./support/sandbox.ts";
import { refusalIn } from "./support/send.ts";
import { type Asked, jane, transactionsOf } from "./support/transactions.ts";

const world = await openSandbox(await testServer());
const { send, documentWorkflowId, faceWorkflowId } = world;
const { begin, beginSigning, finish, finished, look, read, send: trigger, workflow } = transactionsOf(world);

const results = (id: string) => send("GET", `/api/transaction/${id}/verification`);
const report = async (id: string) => (await send("GET", `/api/transactions/${id}/detailed-verification-report`)).body;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const fails = { users: [{ ...jane, last_name: "FAIL" }] };
const twoPeople: Asked = { users: [jane, { role: "oss", first_name: "John" }], workflow_id: documentWorkflowId };

describe("verifications of a transaction", () => {
  it("13, 15: have the name of their kind as id, and the id that images need under vhub_verification_id", async () => {
    for (const [workflow_id, id, name] of [
      [documentWorkflowId, "document_id_authentication", "doc_id"],
      [faceWorkflowId, "document_face_verification", "doc_face"],
    ] as const) {
      const { verifications } = await finished({ workflow_id });
      const ids = ["revision_id", "vhub_workflow_id", "vhub_transaction_id", "vhub_verification_id"];
      expect(verifications).toEqual([
        {
          ...{ id, name, status: "SUCCESS", vhub_transaction_status: "COMPLETED", timestamp: expect.any(Number) },
          ...Object.fromEntries(ids.map((key) => [key, expect.stringMatching(uuid)])),
        },
      ]);
    }
  });

  it("14: are timed in milliseconds, as a number", async () => {
    const { verifications, completed } = await finished();
    expect(verifications?.[0]?.timestamp).toBe(Date.parse(String(completed)));
  });

  it("are FAILED where the person has not passed, and the transaction is completed all the same", async () => {
    const { status, verifications } = await finished(fails);
    expect([status, verifications]).toMatchObject([
      "completed",
      [{ status: "FAILED", vhub_transaction_status: "FAILED" }],
    ]);
  });

  it("are one for each attempt, the earliest first", async () => {
    const { id } = await begin({ ...twoPeople });
    await finish(id, { role: "oss", values: { document: "passport-blurred" } });
    await finish(id, { role: "signer1" });
    const { verifications = [] } = await read(id);
    expect(verifications.map(({ status }) => status)).toEqual(["FAILED", "SUCCESS"]);
    expect((await results(id)).body.vHubTransaction).toBe(verifications.at(-1)?.vhub_transaction_id);
    expect(new Set(verifications.map(({ vhub_verification_id }) => vhub_verification_id)).size).toBe(2);
  });
});

describe("what the partners answered", () => {
  it("44, 45: is a text of JSON, whose parts are known by name", async () => {
    const { id, verifications } = await finished();
    const { status, body } = await results(id);
    expect([status, body]).toEqual([
      200,
      {
        vHubTransaction: verifications?.[0]?.vhub_transaction_id,
        verificationResults: [{ provider: "understudy", type: "document_face", content: expect.any(String) }],
      },
    ]);
    const content = JSON.parse(body.verificationResults[0].content);
    expect(Object.keys(content)).toEqual(["configuration", "dossierMetadata", "evidence", "findings"]);
    expect(content.dossierMetadata.verificationId).toBe(verifications?.[0]?.vhub_verification_id);
    expect(content.findings).toMatchObject({ result: "SUCCESS", score: 98 });
    expect((await results((await finished({ workflow_id: documentWorkflowId })).id)).body).toMatchObject({
      verificationResults: [{ type: "document_id" }],
    });
  });

  it("OD-6: is nothing before the first attempt, and nothing where agreements are signed", async () => {
    const nothing = { vHubTransaction: "", verificationResults: [] };
    expect((await results((await begin()).id)).body).toEqual(nothing);
    const { id } = await beginSigning();
    await finish(id);
    expect((await results(id)).body).toEqual(nothing);
  });

  it("stays to be had once the transaction is over otherwise", async () => {
    const { id } = await begin(twoPeople);
    await finish(id, { role: "oss" });
    await trigger(id, "transaction_cancelled");
    expect((await results(id)).body.verificationResults).toHaveLength(1);
  });
});

describe("the report", () => {
  it("46: is Undefined and InProgress at first, with what is known of the people", async () => {
    const { id, created } = await begin({ users: [jane] });
    expect(await report(id)).toEqual({
      ...{ id, result: "Undefined", status: "InProgress" },
      stages: [
        {
          ...{ stageId: 1, stageType: { title: "CreateVerification" }, attemptNumber: 1, result: "Passed", created },
          details: {
            personalInformation: {
              nameInformation: { forename: "Jane", surname: "Doe", birthSurname: "Roe" },
              dateOfBirth: "1984-02-29",
              addressInformation: {
                ...{ houseName: "", houseNumber: 12, postCode: "CT1 2JS", country: "GB", countyOrProvince: "Kent" },
                ...{ poBox: 7, street: "Longmarket", town: "", city: "Canterbury" },
              },
              mobilePhoneNumber: "+15550111",
            },
          },
        },
      ],
    });
  });

  it("47: comes to Passed or Failed, once everybody is done", async () => {
    const passed = await report((await finished()).id);
    expect(passed).toMatchObject({ result: "Passed", status: "Completed", stages: [{}, { result: "Passed" }] });
    expect(passed.stages[1]).toMatchObject({
      ...{ stageId: 2, stageType: { title: "DocumentFaceVerification" }, attemptNumber: 1 },
      details: {
        documentInformation: {
          ...{ documentType: "passport", issuingCountry: "GBR", forename: "Jane", surname: "Doe" },
          dateOfBirth: "1984-02-29",
        },
        ...{ imageUrl: expect.stringMatching(/^sfs:/), score: 98, threshold: 75, findings: expect.any(Array) },
      },
    });
    const failed = await report((await finished(fails)).id);
    expect(failed).toMatchObject({ result: "Failed", status: "Completed", stages: [{}, { result: "Failed" }] });
    expect(failed.stages[1].details.score).toBeLessThan(failed.stages[1].details.threshold);
  });

  it("46: is Undefined while somebody is left, and Failed if one of them fails", async () => {
    const { id } = await begin(twoPeople);
    await finish(id, { role: "signer1" });
    expect(await report(id)).toMatchObject({ result: "Undefined", status: "InProgress", stages: [{}, {}, {}] });
    await finish(id, { role: "oss", outcome: "fail" });
    const { result, stages } = await report(id);
    expect([result, stages.map(({ stageId, result: of }: Record<string, unknown>) => [stageId, of])]).toEqual([
      "Failed",
      [
        [1, "Passed"],
        [2, "Passed"],
        [3, "Passed"],
        [4, "Failed"],
      ],
    ]);
  });

  it("stays Undefined where the transaction is over before", async () => {
    const [cancelled, broken] = [(await begin()).id, (await begin()).id];
    await trigger(cancelled, "transaction_cancelled");
    await finish(broken, { outcome: "error" });
    expect(await report(cancelled)).toMatchObject({ result: "Undefined", status: "Cancelled" });
    expect(await report(broken)).toMatchObject({ result: "Undefined", status: "Error" });
  });

  it("is Passed where everybody has signed, the lender too where one signs", async () => {
    const { id } = await beginSigning();
    await finish(id);
    expect(await report(id)).toMatchObject({ result: "Passed", status: "Completed", stages: [{}] });
    const workflow_id = await workflow({ kind: "agreement_signing", roles: ["Borrower"], lender_signature: true });
    const { id: lent } = await beginSigning({ workflow_id, tokens: [{ role: "Borrower" }] });
    expect((await look(lent)).participants).toMatchObject([{ step: "consent", access_url: expect.any(String) }]);
    await finish(lent);
    expect(await report(lent)).toMatchObject({ result: "Undefined", status: "InProgress" });
    expect(await look(lent)).toMatchObject({
      result: "undefined",
      participants: [{ step: "lender", access_url: null }],
    });
    await trigger(lent, "lender_sign");
    expect(await report(lent)).toMatchObject({ result: "Passed", status: "Completed" });
    expect(await look(lent)).toMatchObject({ result: "passed", participants: [{ step: "done", access_url: null }] });
  });
});

describe("49: the evidence", () => {
  const evidence = (id: string) => send("GET", `/api/transaction/${id}/document/AuditTrailDocument/pdf`);
  const early = (id: string, status: string) =>
    `400 There is evidence only of a completed transaction; ${id} is ${status}.`;

  it("is a PDF, the same each time, by an address that may end in a slash", async () => {
    const { id } = await finished();
    const [first, second] = [await evidence(id), await evidence(id)];
    expect([first.status, first.headers.get("content-type")]).toEqual([200, "application/pdf"]);
    expect(first.text.slice(0, 5)).toBe("%PDF-");
    expect(first.bytes.equals(second.bytes)).toBe(true);
    const slashed = await send("GET", `/api/transaction/${id}/document/AuditTrailDocument/pdf/`);
    expect(slashed.bytes.equals(first.bytes)).toBe(true);
    const accepting = { headers: { Accept: "application/json" } };
    const json = await send("GET", `/api/transaction/${id}/document/AuditTrailDocument/pdf`, accepting);
    expect(json.bytes.equals(first.bytes)).toBe(true);
  });

  it("is there only of a transaction that is completed, whatever it came to", async () => {
    const { id } = await begin();
    expect(refusalIn(await evidence(id))).toBe(early(id, "new"));
    await trigger(id, "transaction_cancelled");
    expect(refusalIn(await evidence(id))).toBe(early(id, "cancelled"));
    const { id: broken } = await finished({}, { outcome: "error" });
    expect(refusalIn(await evidence(broken))).toBe(early(broken, "error"));
    expect((await evidence((await finished(fails)).id)).status).toBe(200);
    expect(refusalIn(await evidence(nobodys))).toBe(`404 There is no transaction ${nobodys}.`);
  });
});
