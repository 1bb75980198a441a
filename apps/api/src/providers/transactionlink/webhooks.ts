import { createPrivateKey, type KeyObject } from "node:crypto";
import type { components } from "@understudy/contracts/transactionlink";
import type { ToldEvent, WebhookRequest, Webhooks } from "@understudy/engine";
import { CompactSign } from "jose";
import { timeInUtc } from "./wire/time.ts";

type Payload = components["schemas"]["WebhookPayload"];

/** What a workspace's subscription says: where webhooks go, and the key that signs them. */
export interface Target {
  readonly url: string;
  /** The `kid` of its signatures. */
  readonly keyId: string;
  /** PKCS #8, PEM. */
  readonly privateKey: string;
}

/** One attempt and five more, each 5 s after the one before (providers/transactionlink.md 6, 9.26). */
export const webhooks = {
  request,
  timeoutMs: 10_000,
  retryAfterMs: (attempts: number) => (attempts <= 5 ? 5_000 : undefined),
  isSuccess: (status: number) => status >= 200 && status <= 299,
} satisfies Webhooks<Target>;

/** Nothing in it depends on the attempt, and RS256 knows no chance: every retry is the same to the byte. */
async function request(event: ToldEvent, { url, keyId, privateKey }: Target): Promise<WebhookRequest> {
  const body = JSON.stringify(bodyOf(event));
  const signature = await detachedJws(body, keyId, keyObject(keyId, privateKey));
  const own = { "Content-Type": "application/json", "User-Agent": "understudy" };
  return { url, headers: { ...own, "JWS-SIGNATURE": signature }, body };
}

/** `<protected>..<signature>`, over the bytes as they are sent (RFC 7515, appendix F). */
async function detachedJws(body: string, kid: string, key: KeyObject): Promise<string> {
  const jws = await new CompactSign(Buffer.from(body)).setProtectedHeader({ alg: "RS256", kid, typ: "JWT" }).sign(key);
  return jws.replace(/\..*\./, "..");
}

/** That there are ids and a name in it is public, its shape is ours (9.24). */
function bodyOf({ id, type, occurredAt, data }: ToldEvent): Payload {
  // Written by this provider alone.
  const { workspaceId, workflowId, workflowDefinitionId, name, status, recordId } = data as Payload;
  return {
    ...{ eventId: id, eventType: type as Payload["eventType"], occurredAt: timeInUtc(occurredAt) },
    ...{ workspaceId, workflowId, workflowDefinitionId, name, status, recordId },
  };
}

const keyObjects = new Map<string, KeyObject>();

/** Reading a key costs more than signing with it. */
function keyObject(keyId: string, privateKey: string): KeyObject {
  const known = keyObjects.get(keyId);
  if (known) return known;
  const [oldest] = keyObjects.keys();
  if (keyObjects.size >= 1000 && oldest !== undefined) keyObjects.delete(oldest);
  const key = createPrivateKey(privateKey);
  keyObjects.set(keyId, key);
  return key;
}
