import { createPublicKey, generateKeyPairSync, verify } from "node:crypto";
import type { ToldEvent } from "@understudy/engine";
import { expect, it } from "vitest";
import { type Target, webhooks } from "./webhooks.ts";

const pair = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});
const target: Target = {
  url: "https://example.com/hooks",
  keyId: "b7e4c1d9-2f63-4a85-9c0e-71d8a5f3e642",
  privateKey: pair.privateKey,
};
const event: ToldEvent = {
  id: "4e8b2f60-93d7-4c15-b6a9-08f1d5c37e2b",
  provider: "transactionlink",
  type: "WORKFLOW_COMPLETED",
  subject: "f01fd001-1456-426f-b8a1-972bc1d6218b",
  // As PostgreSQL may give it back: the order is the body's own.
  data: {
    recordId: null,
    status: "COMPLETED",
    name: "Żółw © check",
    workflowDefinitionId: "7f6f2c1e-0a55-4d0e-9a3b-2f1c5d9e4b02",
    workflowId: "f01fd001-1456-426f-b8a1-972bc1d6218b",
    workspaceId: "dfb24859-049e-470f-a669-8a714ff3656c",
  },
  facets: {},
  occurredAt: new Date("2025-09-01T14:42:14.105Z"),
};

function isSigned(body: string, signature: string): boolean {
  const [head = "", , last = ""] = signature.split(".");
  const signed = Buffer.from(`${head}.${Buffer.from(body).toString("base64url")}`);
  return verify("RSA-SHA256", signed, createPublicKey(pair.publicKey), Buffer.from(last, "base64url"));
}

it("tells of an event in one shape and one order", async () => {
  const { url, headers, body } = await webhooks.request(event, target);
  expect([url, headers["Content-Type"]]).toEqual([target.url, "application/json"]);
  expect(body).toBe(
    '{"eventId":"4e8b2f60-93d7-4c15-b6a9-08f1d5c37e2b","eventType":"WORKFLOW_COMPLETED",' +
      '"occurredAt":"2025-09-01T14:42:14.105000Z","workspaceId":"dfb24859-049e-470f-a669-8a714ff3656c",' +
      '"workflowId":"f01fd001-1456-426f-b8a1-972bc1d6218b",' +
      '"workflowDefinitionId":"7f6f2c1e-0a55-4d0e-9a3b-2f1c5d9e4b02","name":"Żółw © check","status":"COMPLETED",' +
      '"recordId":null}',
  );
});

it("56: the signature has an empty middle, names its key, and holds for the body as it is sent", async () => {
  const { headers, body } = await webhooks.request(event, target);
  const signature = headers["JWS-SIGNATURE"] ?? "";
  const [head = "", middle] = signature.split(".");
  expect(middle).toBe("");
  expect(Buffer.from(head, "base64url").toString()).toBe(`{"alg":"RS256","kid":"${target.keyId}","typ":"JWT"}`);
  expect(isSigned(body, signature)).toBe(true);
});

it("59: JSON that was parsed and written anew is not what was signed", async () => {
  const { headers, body } = await webhooks.request(event, target);
  const signature = headers["JWS-SIGNATURE"] ?? "";
  expect(isSigned(JSON.stringify(JSON.parse(body), null, 2), signature)).toBe(false);
  expect(isSigned(`${body} `, signature)).toBe(false);
});

it("58: each attempt is the same to the byte, and there are six of them, five seconds apart", async () => {
  const [first, second] = await Promise.all([webhooks.request(event, target), webhooks.request(event, target)]);
  expect(second).toEqual(first);
  expect(webhooks.timeoutMs).toBe(10_000);
  const waits = [1, 2, 3, 4, 5, 6, 7].map((attempts) => webhooks.retryAfterMs(attempts));
  expect(waits).toEqual([5000, 5000, 5000, 5000, 5000, undefined, undefined]);
});

it("58: any 2xx is success, and nothing else is", () => {
  expect([200, 201, 204, 299].every(webhooks.isSuccess)).toBe(true);
  expect([199, 300, 302, 400, 410, 500].some(webhooks.isSuccess)).toBe(false);
});

it("what is owed keeps the key that it began with, whichever was used in between", async () => {
  const [one, other] = [target, { ...target, keyId: "c27b9f35-6e1d-4a80-9c54-0d8f3b6a7e91" }];
  const headOf = async (by: Target) => (await webhooks.request(event, by)).headers["JWS-SIGNATURE"]?.split(".")[0];
  const heads = [await headOf(one), await headOf(other), await headOf(one)];
  expect(heads[0]).toBe(heads[2]);
  expect(heads[0]).not.toBe(heads[1]);
});
