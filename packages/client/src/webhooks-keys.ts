import { createPublicKey, type KeyObject } from "node:crypto";
import { WebhookError } from "./webhooks-error.ts";

/** The provider's public keys, each by its `kid`, or the only one there is: PEM, or the base64 that stands within it. */
export type WebhookKeys = string | Readonly<Record<string, string | undefined>>;

const armoured = /^-----BEGIN PUBLIC KEY-----([^-]+)-----END PUBLIC KEY-----$/;
const leastBits = 2048;

/** The key that `header` names by `kid`. Throws a WebhookError where it is not at hand, a TypeError where it is no key. */
export function publicKeyOf(header: string, keys: WebhookKeys, kid: string): KeyObject {
  const text = typeof keys === "string" ? keys : ofRecord(keys, kid);
  // One that was asked for and not found may stand there as undefined.
  if (text === undefined)
    throw new WebhookError(
      "unknown_key",
      `None of the keys has the kid that ${header} names. Fetch the key of that kid from the provider, keep it beside ` +
        "the others, and verify again; if the provider has none, somebody else sent this.",
    );
  return rsaKey(text);
}

function ofRecord(keys: Exclude<WebhookKeys, string>, kid: string): string | undefined {
  if (typeof keys !== "object" || keys === null)
    throw new TypeError("The webhook's keys are missing: pass a public key as text, or a record of such texts by kid.");
  return Object.hasOwn(keys, kid) ? keys[kid] : undefined;
}

function rsaKey(text: unknown): KeyObject {
  if (typeof text !== "string") throw unreadable();
  // Node would make a public key of it, and nobody would learn that a secret lies where it must not be.
  if (text.includes("PRIVATE KEY"))
    throw new TypeError("The webhook's key is a private key: pass the public one, and take the private one away here.");
  const key = spki(text.trim());
  if (key.asymmetricKeyType !== "rsa" || (key.asymmetricKeyDetails?.modulusLength ?? 0) < leastBits)
    throw new TypeError(`The webhook's key is no RSA key of ${leastBits} bits or more: pass the one that was fetched.`);
  return key;
}

function spki(text: string): KeyObject {
  const [, base64 = text] = armoured.exec(text) ?? [];
  try {
    return createPublicKey({ key: Buffer.from(base64, "base64"), format: "der", type: "spki" });
  } catch {
    // What OpenSSL says of it names neither the rule nor the fix.
    throw unreadable();
  }
}

function unreadable(): TypeError {
  return new TypeError(
    "The webhook's key cannot be read: pass the public key as the provider serves it, as PEM from BEGIN PUBLIC KEY to " +
      "END PUBLIC KEY, or as the base64 between these lines.",
  );
}
