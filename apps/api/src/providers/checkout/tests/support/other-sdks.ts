import { expect } from "vitest";
import type { Received } from "./raw.ts";
import type { Opened } from "./sandbox.ts";

/** How one of the SDKs words its requests, and what its suite makes of workflows (providers/checkout.md 4.17). */
export interface Sdk {
  readonly name: string;
  /** What it sends with every request; some name the type of a body that is not there. */
  readonly headers: Readonly<Record<string, string>>;
  /** The type of a body. */
  readonly bodyType: string;
  /** With which methods it says that there is no body. */
  readonly zeroLength: readonly string[];
  /** How its suite makes a workflow that sends to `url`. */
  workflow(url: string): object;
  /** How it says that the workflow is to have another name and be inactive. */
  readonly patch: object;
  /** What it then finds `active` to be. */
  readonly patchedActive: boolean;
  /** How its suite replaces or adds an action. */
  action(url: string): object;
}

const key = "8V8x0dLK%AyD*DNS8JJr";
const signature = { method: "HMACSHA256", key };

/** As the suites have them; in this order nowhere but in Go's. */
const gateway = [
  ...["payment_approved", "payment_declined", "card_verification_declined", "card_verified"],
  ...["payment_authorization_incremented", "payment_authorization_increment_declined", "payment_capture_declined"],
  ...["payment_captured", "payment_refund_declined", "payment_refunded", "payment_void_declined", "payment_voided"],
];
const dispute = [
  ...["dispute_canceled", "dispute_evidence_required", "dispute_expired", "dispute_lost", "dispute_resolved"],
  "dispute_won",
];

export const suiteEvents = { gateway, dispute };
export const sortedEvents = { gateway: gateway.toSorted(), dispute: dispute.toSorted() };
export const suiteEntity = "ent_kidtcgc3ge5unf4a5i6enhnr5m";
export const suiteChannel = "pc_5jp2az55l3cuths25t5p3xhwru";

const forEvents = { type: "event", events: suiteEvents };
const forEntity = { type: "entity", entities: [suiteEntity] };
const forChannel = { type: "processing_channel", processing_channels: [suiteChannel] };
const conditions = [forEntity, forEvents, forChannel];

const json = "application/json";
const telemetry = {
  "cko-sdk-telemetry": JSON.stringify({
    "prev-request-id": "0d1b7c8e-40a6-4b2e-8e0c-6f7a3c1d9b52",
    "prev-request-duration": 41,
    "request-id": "7c0f8a44-3f0e-4a5e-9a77-2b1f0c6d8e13",
  }),
};

const java: Sdk = {
  name: "Java",
  headers: { "user-agent": "checkout-sdk-java/6.7.0", Accept: "application/json;charset=UTF-8", ...telemetry },
  bodyType: "application/json; charset=UTF-8",
  zeroLength: ["POST"],
  workflow: (url) => ({
    name: "testing-java",
    conditions: [forEvents, forEntity, forChannel],
    actions: [{ url, headers: {}, signature, type: "webhook" }],
  }),
  // It sends the lists that nobody filled (9.3).
  patch: { name: "testing_2", active: false, conditions: [], actions: [] },
  patchedActive: false,
  action: (url) => ({ url, headers: {}, signature, type: "webhook" }),
};

const dotNet: Sdk = {
  name: ".NET",
  headers: { "User-Agent": "checkout-sdk-net/5.7.0", ...telemetry },
  bodyType: "application/json; charset=utf-8",
  zeroLength: ["POST"],
  workflow: (url) => ({
    ...{ name: "testing", active: true, conditions },
    actions: [{ url, headers: {}, signature, type: "webhook" }],
  }),
  patch: { name: "testing_2", active: false },
  patchedActive: false,
  action: (url) => ({ url, type: "webhook" }),
};

const python: Sdk = {
  name: "Python",
  headers: { "User-Agent": "checkout-sdk-python/3.8.0", Accept: json, "Content-Type": json },
  bodyType: json,
  zeroLength: ["POST", "DELETE"],
  workflow: (url) => ({
    ...{ actions: [{ headers: {}, signature, type: "webhook", url }], active: true },
    ...{ conditions, name: "testing" },
  }),
  patch: { active: false, name: "python_testing_2" },
  patchedActive: false,
  action: (url) => ({ signature, type: "webhook", url }),
};

const go: Sdk = {
  name: "Go",
  headers: { "User-Agent": "checkout-sdk-go/1.0.0", Accept: json, "Content-Type": json, ...telemetry },
  bodyType: json,
  zeroLength: ["POST"],
  // What is empty or false it leaves out.
  workflow: (url) => ({
    ...{ name: "Test", active: true, conditions },
    actions: [{ type: "webhook", url, signature }],
  }),
  patch: { name: "New Name" },
  patchedActive: true,
  action: (url) => ({ type: "webhook", url, signature }),
};

const php: Sdk = {
  name: "PHP",
  headers: { "User-agent": "checkout-sdk-php/3.3.0", Accept: json, "Content-Type": json },
  bodyType: json,
  zeroLength: ["POST"],
  // Within lists it sends what nobody filled as null; the key was missing for a while.
  workflow: (url) => ({
    ...{ actions: [{ url, headers: null, signature: { method: "HMACSHA256", key: null }, type: "webhook" }] },
    ...{ conditions, name: "testing-php", active: true },
  }),
  patch: { name: "PHP testing", active: false },
  patchedActive: false,
  // An empty array is a list to it.
  action: (url) => ({ url, headers: [], signature: { method: "HMACSHA256" }, type: "webhook" }),
};

export const sdks: readonly Sdk[] = [java, dotNet, python, go, php];

export type Speak = (method: string, path: string, body?: object) => Promise<Received>;

/** Sends as the SDK does, and checks of every answer what any of the five would stumble over. */
export function speaker({ send }: Opened, { headers, bodyType, zeroLength }: Sdk, key?: string): Speak {
  return async (method, path, body) => {
    const own: Record<string, string> = { ...headers };
    if (body) own["Content-Type"] = bodyType;
    else if (zeroLength.includes(method)) own["Content-Length"] = "0";
    const received = await send(method, path, { ...(key && { key }), json: body, headers: own });
    check(received);
    return received;
  };
}

function check({ status, headers, names, text, body }: Received): void {
  // Java: a header that comes twice turns the answer into a 400.
  const known = names.map((name) => name.toLowerCase());
  expect(known).toEqual([...new Set(known)]);
  // Go and .NET tell it to their users.
  expect(headers["cko-request-id"]).toMatch(/\S/);
  // Python asks for the type of whatever is not empty; Go takes nothing but JSON below 500.
  if (text !== "") expect([headers["content-type"], typeof body]).toEqual([json, "object"]);
  if ([202, 204, 401, 403, 404].includes(status)) expect(text).toBe("");
}
