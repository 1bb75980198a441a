import { createHmac } from "node:crypto";
import { verifyCheckoutWebhook } from "@understudy/client/checkout";
import {
  extractAuthenticationFailedData,
  parseWebhookPayload,
  safeParseWebhook,
  webhookParsingMiddleware,
} from "checkout-sdk-node/dist/services/webhook-utils.js";
import { describe, expect, it } from "vitest";
import { type Received, testReceiver } from "../../../testing/receiver.ts";
import { testServer } from "../../../testing/server.ts";
import { sdkWithKey } from "./support/node-sdk.ts";
import { ok, openSandbox } from "./support/sandbox.ts";

const server = await testServer();
const key = "8V8x0dLK%AyD*DNS8JJr";

/** What came of a happening to a receiver of all these events, for which the SDK made a workflow. */
async function delivered(path: string, json: object): Promise<Received> {
  const opened = await openSandbox(server);
  const receiver = await testReceiver();
  const signature = { method: "HMACSHA256", key };
  await sdkWithKey(opened, "fetch").workflows.add({
    conditions: [{ type: "event", events: { gateway: ["payment_approved"], sessions: ["authentication_failed"] } }],
    actions: [{ type: "webhook", url: receiver.url, headers: { Authorization: "123" }, signature }],
  });
  ok(await opened.control("POST", path, { json }));
  await opened.advance("PT0S");
  const [one, ...others] = receiver.received;
  if (!one || others.length > 0) throw new Error(`${receiver.received.length} came.`);
  return one;
}

// The SDK reads webhooks, but does not verify them: that is left to its users, and our client does it for them.
describe("a webhook that was really sent", () => {
  const payment = () => delivered("/payments", { reference: "© Café ™", metadata: { rate: 1.1, name: "®" } });

  it("is read by every reader of the Node SDK as it is", async () => {
    const { rawBody } = await payment();
    const text = rawBody.toString();
    const read = parseWebhookPayload(text);
    expect(Object.keys(read)).toEqual(["id", "type", "version", "created_on", "data", "_links"]);
    expect(read).toMatchObject({ type: "payment_approved", data: { reference: "© Café ™", metadata: { name: "®" } } });
    expect(safeParseWebhook(text)).toMatchObject({ webhook: read, wasTransformed: false, originalError: null });
  });

  it("goes through its middleware", async () => {
    const { rawBody } = await payment();
    const req = { body: rawBody.toString() };
    let isThrough = false;
    // By its types it takes requests and answers of a browser, by its words those of Express.
    webhookParsingMiddleware(req as never, undefined as never, () => {
      isThrough = true;
    });
    expect(isThrough).toBe(true);
    expect(req).toEqual({ body: JSON.parse(rawBody.toString()) });
  });

  it("40. has in Cko-Signature the digest that its users are told to compute, and our client takes it", async () => {
    const { rawBody, headers } = await payment();
    expect(headers["cko-signature"]).toBe(createHmac("sha256", key).update(rawBody).digest("hex"));
    expect(verifyCheckoutWebhook(rawBody, headers, key)).toEqual(parseWebhookPayload(rawBody.toString()));
  });

  it("of a failed authentication has the data that the SDK extracts (6.3)", async () => {
    const { rawBody } = await delivered("/events", { source: "sessions", type: "authentication_failed" });
    const webhook = parseWebhookPayload(rawBody.toString());
    const data = extractAuthenticationFailedData(webhook as Parameters<typeof extractAuthenticationFailedData>[0]);
    expect(data).toMatchObject({
      eventId: webhook.id,
      paymentId: expect.stringMatching(/^pay_[a-z2-7]{26}$/),
      sessionId: expect.stringMatching(/^sid_[a-z2-7]{26}$/),
      amount: expect.any(String),
      currency: expect.stringMatching(/^[A-Z]{3}$/),
      reason: expect.stringMatching(/\S/),
      challenged: expect.any(Boolean),
    });
  });
});
