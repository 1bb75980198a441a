import { describe, expect, it } from "vitest";
import { transactionId, verification } from "../../rules/scene.fixture.ts";
import { imagesToWire } from "./images.ts";
import { resultsToWire } from "./results.ts";
import { verificationToWire } from "./verification.ts";

const image = "2f6b9d04-83ce-4a17-b5d0-9e7c1a3f5b68";
const imageUrl = `sfs://understudy/default/onespan/transaction/${transactionId}/${image}`;

it("13, 14, 15: a verification has its kind for an id, its own id elsewhere, and milliseconds for a time", () => {
  expect(verificationToWire(verification())).toEqual({
    id: "document_id_authentication",
    revision_id: "3dc47509-a2c3-41ff-aa5b-2f1cfa95b321",
    ...{ name: "doc_id", status: "SUCCESS", timestamp: 1657216749097 },
    vhub_workflow_id: "3e16826f-fb30-4cfb-bc7d-ac96545e0e93",
    vhub_transaction_id: "4254041b-1228-44c0-8455-627553987636",
    vhub_verification_id: "3e16826f-fb30-4cfb-bc7d-ac96545e0111",
    vhub_transaction_status: "COMPLETED",
  });
});

it("OD-7: one that failed is told by both statuses", () => {
  const failed = verification({ kind: "document_face_verification", name: "doc_face", status: "FAILED" });
  expect(verificationToWire(failed)).toMatchObject({
    ...{ id: "document_face_verification", name: "doc_face", status: "FAILED", vhub_transaction_status: "FAILED" },
  });
});

it("images are listed by their names, each in an object of its own", () => {
  const images = [
    { name: "image_submitted_document_front", fileId: image },
    { name: "image_submitted_selfie", fileId: image },
  ];
  expect(imagesToWire({ id: transactionId }, verification({ images }))).toEqual({
    ...{ transaction_id: transactionId, verification_id: "3e16826f-fb30-4cfb-bc7d-ac96545e0111" },
    verified_images: [{ image_submitted_document_front: imageUrl }, { image_submitted_selfie: imageUrl }],
  });
});

describe("results", () => {
  it("OD-6: are none before there is a verification", () => {
    expect(resultsToWire(transactionId, [])).toEqual({ vHubTransaction: "", verificationResults: [] });
  });

  it("44, 45: are told in a text of JSON, whose parts are known by name", () => {
    const { vHubTransaction, verificationResults } = resultsToWire(transactionId, [verification()]);
    expect(vHubTransaction).toBe("4254041b-1228-44c0-8455-627553987636");
    expect(verificationResults).toEqual([{ provider: "understudy", type: "document_id", content: expect.any(String) }]);
    const content = JSON.parse(verificationResults[0]?.content ?? "");
    expect(Object.keys(content)).toEqual(["configuration", "dossierMetadata", "evidence", "findings"]);
    expect(content).toMatchObject({
      configuration: { check: "document_id_authentication", threshold: 70 },
      dossierMetadata: { verificationId: "3e16826f-fb30-4cfb-bc7d-ac96545e0111", role: "signer1", attempt: 1 },
      evidence: [
        { kind: "document", type: "passport", number: "P12345678" },
        { kind: "image", name: "image_submitted_document_front", url: imageUrl },
      ],
      findings: { result: "SUCCESS", score: 96, checks: [{ code: "document_not_expired", passed: true }] },
    });
  });

  it("are one of each attempt, and say whether there was a face in it", () => {
    const attempts = [
      verification({ document: null, images: [], status: "FAILED" }),
      verification({ name: "doc_face", number: 1 }),
    ];
    const { verificationResults } = resultsToWire(transactionId, attempts);
    expect(verificationResults.map(({ type }) => type)).toEqual(["document_id", "document_face"]);
    expect(JSON.parse(verificationResults[0]?.content ?? "").evidence).toEqual([]);
  });
});
