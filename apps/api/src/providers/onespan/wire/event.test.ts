import { expect, it } from "vitest";
import { event, transactionId, user } from "../rules/scene.fixture.ts";
import { eventToWire } from "./event.ts";
import { notificationToWire } from "./notification.ts";

const told = { id: transactionId, users: [user] };
const consent = event({
  ...{ scenario: "consent_accepted", role: "oss", sessionId: "6d9f3c1e-2b74-4a08-95c6-f0e7b8d41a23" },
  fields: [{ name: "consent_mode", value: "explicit" }],
  documentReferences: ["terms"],
  clientDevice: { ip_address: "127.0.0.1", name: "Mozilla/5.0" },
});

it("what happened by itself is told by its scenario, and belongs to no session", () => {
  expect(eventToWire(event(), transactionId)).toEqual({
    ...{ id: "0b3f7a62-94d1-4e58-8c27-a6f5d1e03b94", timestamp: "2030-01-01T09:00:00.132Z", type: "notification" },
    ...{ trigger: "transaction_created", transaction_id: transactionId, session_id: null, role: null },
    ...{ message: "The process has started.", fields: [], document_references: [] },
    ...{ skip_common_ux_components: true, skip_view_state: false, version: 0 },
  });
});

it("consent is told by the page that it was given on", () => {
  expect(eventToWire(consent, transactionId)).toMatchObject({
    ...{ type: "consent_accepted", trigger: "page_next", session_id: consent.sessionId, role: "oss" },
    ...{ fields: [{ name: "consent_mode", value: "explicit" }], document_references: ["terms"] },
    client_device: { ip_address: "127.0.0.1", name: "Mozilla/5.0" },
  });
});

it("a notification says what the event says, its time under another name and in another form", () => {
  const { timestamp: _, ...record } = eventToWire(event(), transactionId);
  expect(notificationToWire(event(), told)).toEqual({ ...record, "@timestamp": "2030-01-01 09:00:00.132 +0000" });
});

it("a notification of consent has its time as the event has it", () => {
  expect(notificationToWire(consent, told)).toEqual(eventToWire(consent, transactionId));
});

it("a notification says nothing of who the person is", () => {
  expect(JSON.stringify(notificationToWire(event({ role: "signer1" }), told))).not.toMatch(/John|Doe|1999/);
});
