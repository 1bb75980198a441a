import { describe, expect, it } from "vitest";
import { event, participant, sceneWith, transactionId, user, verification } from "../rules/scene.fixture.ts";
import type { TransactionDocument } from "../rules/transaction.ts";
import { recordToWire, transactionToWire } from "./transaction.ts";

const home = {
  ...{ publicUrl: "http://127.0.0.1:4700", sandbox: { id: "sbx_1" } },
  tenantId: "5e52d7b8-8b18-41a4-9187-d4ce75af681",
};
const token = { role: "signer1", token: "eyJ.e30.c2ln", version: 0 };
const fileId = "2f6b9d04-83ce-4a17-b5d0-9e7c1a3f5b68";
const document: TransactionDocument = {
  ...{ id: "terms", version: 1, title: "Terms", description: null, documentTemplateId: null, groups: ["signer1"] },
  ...{ content: `sfs://understudy/default/onespan/transaction/${transactionId}/${fileId}`, fileId },
  ...{ size: 10, sha256: "00", signed: null },
};
const seedKeys = ["id", "status", "created", "tenant_id", "workflow_id", "urlSetKey", "brand_id", "language", "tokens"];

describe("a transaction", () => {
  it("1: has no verifications where nobody asks", () => {
    expect(Object.keys(transactionToWire(sceneWith(), home, { events: [] }))).not.toContain("verifications");
    expect(transactionToWire(sceneWith(), home, { events: [], verifications: undefined })).not.toHaveProperty(
      "verifications",
    );
  });

  it("2: has verifications where somebody asks, a new one too", () => {
    expect(transactionToWire(sceneWith(), home, { events: [], verifications: [] })).toMatchObject({
      status: "new",
      verifications: [],
    });
  });

  it("5, 6, 8, 11, 12: is told as the provider's sample tells it, in its order", () => {
    const wire = transactionToWire(sceneWith({ tokens: [token] }), home, { events: [event()], verifications: [] });
    expect(Object.keys(wire).slice(0, 13)).toEqual([...seedKeys, "verifications", "users", "documents", "events"]);
    expect(wire).toMatchObject({
      ...{ id: transactionId, status: "new", created: "2030-01-01T09:00:00.132Z", tenant_id: home.tenantId },
      ...{ workflow_id: "80b601c9-f102-4761-9eaa-90ba8fcb58b6", urlSetKey: "default", brand_id: "onespan" },
      language: "english",
    });
  });

  it("7: has lists where there is nothing", () => {
    const wire = transactionToWire(sceneWith({ users: [] }), home, { events: [] });
    expect(wire).toMatchObject({ tokens: [], users: [], documents: [], events: [], request_ids: [] });
  });

  it("the seed's fields are there though they have no value, the others are not (OD-17, OD-20)", () => {
    const wire = transactionToWire(sceneWith({ brandId: null, language: null, opaqueId: null }), home, { events: [] });
    expect(wire).toMatchObject({ brand_id: null, language: null });
    for (const key of ["opaque_id", "configuration", "last_session_event", "completed"])
      expect(wire).not.toHaveProperty(key);
  });

  it("22, 32: has what the provider's other sample shows", () => {
    const [lastSessionEvent, completedAt] = [new Date("2030-01-02T10:00:00Z"), new Date("2030-01-02T10:00:01Z")];
    const configuration = { consent: { type: "explicit" }, redirects: [] };
    const scene = sceneWith({ status: "completed", lastSessionEvent, completedAt, configuration, version: 5 });
    expect(transactionToWire(scene, home, { events: [] })).toMatchObject({
      ...{ opaque_id: "loan=1234", configuration, last_session_event: "2030-01-02T10:00:00.000Z" },
      ...{ completed: "2030-01-02T10:00:01.000Z", last_api_request: "2030-01-01T09:00:00.132Z", expiry_period: 90 },
      ...{ expiry_timestamp: "2030-04-01T09:00:00.132Z", disable_notifications: false, disable_recording: false },
      version: 5,
    });
  });

  it("19, 20: has a token of each role, in their order, with the address that it opens", () => {
    const other = { role: "oss", token: "eyJ.e31.c2ln", version: 0 };
    const { tokens } = transactionToWire(sceneWith({ tokens: [other, token] }), home, { events: [] });
    const address = (text: string) =>
      `http://127.0.0.1:4700/pages/onespan/sbx_1/onespan/esign/${transactionId}?access_token=${text}`;
    expect(tokens).toEqual([
      { token: other.token, role: "oss", version: 0, accessUrl: address(other.token) },
      { token: token.token, role: "signer1", version: 0, accessUrl: address(token.token) },
    ]);
  });

  it("25, 29: has its users as they were sent", () => {
    const sent = { ...user, nickname: "Jo", address: { flat_or_appartment_number: "12b" } };
    expect(transactionToWire(sceneWith({ users: [sent] }), home, { events: [] }).users).toEqual([sent]);
  });

  it("has its documents without what nobody said", () => {
    const { documents } = transactionToWire(sceneWith({}, [], [document]), home, { events: [] });
    expect(documents).toEqual([
      { id: "terms", version: 1, title: "Terms", content: document.content, groups: ["signer1"] },
    ]);
    const whole = { ...document, description: "All of them.", documentTemplateId: fileId };
    expect(transactionToWire(sceneWith({}, [], [whole]), home, { events: [] }).documents[0]).toMatchObject({
      ...{ description: "All of them.", document_template_id: fileId },
    });
  });

  it("says nothing of who holds it, and nothing of what is ours alone", () => {
    const scene = sceneWith({ metadata: { note: "x" }, eraseAt: new Date("2031-01-01T00:00:00Z") }, [
      participant("oss"),
    ]);
    expect(JSON.stringify(transactionToWire(scene, home, { events: [] }))).not.toMatch(/metadata|erase|participants/);
  });
});

it("39: an event answers verifications that nobody asked for, and no events", () => {
  const wire = recordToWire(sceneWith({ status: "cancelled" }), home, [verification()]);
  expect(Object.keys(wire)).toEqual([
    ...[
      ...seedKeys.filter((key) => key !== "urlSetKey"),
      "verifications",
      "users",
      "documents",
      "request_ids",
      "opaque_id",
      "last_api_request",
    ],
    ...["expiry_period", "expiry_timestamp", "disable_notifications", "disable_recording", "version"],
  ]);
  expect(recordToWire(sceneWith(), home, []).verifications).toEqual([]);
});
