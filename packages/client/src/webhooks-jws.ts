import { constants, verify } from "node:crypto";
import { WebhookError } from "./webhooks-error.ts";
import { jsonObjectOf } from "./webhooks-json.ts";
import { publicKeyOf, type WebhookKeys } from "./webhooks-keys.ts";
import type { Signature } from "./webhooks-signatures.ts";

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * The header is a JSON Web Signature without its payload, `<protected header>..<signature>` (RFC 7515, appendix F), by
 * RS256 over `<protected header>.<the body as base64url>`. Its `kid` tells which of the provider's keys made it.
 */
export function detachedJwsRs256({ header }: { readonly header: string }): Signature<WebhookKeys> {
  return ({ body, header: textOf }, keys) => {
    const { head, kid, signature } = detached(header, textOf(header));
    const key = { key: publicKeyOf(header, keys, kid), padding: constants.RSA_PKCS1_PADDING };
    const signed = Buffer.from(`${head}.${Buffer.from(body).toString("base64url")}`);
    if (!verify("RSA-SHA256", signed, key, signature)) throw wrong(header);
  };
}

/** By which key the value of the header says to be signed; whether it is, nobody knows yet. */
export function keyIdOf(header: string, value: string): string {
  return detached(header, value).kid;
}

function detached(header: string, value: string) {
  const [head = "", middle, last = "", ...more] = value.split(".");
  const signature = bytesOf(last);
  const parameters = bytesOf(head);
  if (signature === undefined || parameters === undefined || middle === undefined || more.length > 0)
    throw malformed(`${header} is not <protected header>..<signature>, both in base64url without padding.`);
  if (middle !== "") throw malformed(`${header} has a payload of its own: between its two dots must be nothing.`);
  return { head, kid: keyIdIn(header, jsonObjectOf(parameters)), signature };
}

function keyIdIn(header: string, parameters: Readonly<Record<string, unknown>> | undefined): string {
  if (parameters === undefined) throw malformed(`${header} does not begin with a JSON object in base64url.`);
  const { alg, crit, b64 = true, kid } = parameters;
  // By its own word a forged one would be signed by nobody (none), or with the public key for a secret (HS256).
  if (alg !== "RS256") throw malformed(`${header} must say \`"alg":"RS256"\`: no other algorithm is taken.`);
  if (crit !== undefined || b64 !== true)
    throw malformed(`${header} asks for an extension by crit or b64, and none is known here: sign without.`);
  // The receiver puts it into the address of the key, before anything is verified.
  if (typeof kid !== "string" || !uuid.test(kid)) throw malformed(`${header} names no key: its kid must be a UUID.`);
  return kid;
}

/** What base64url stands for; undefined for nothing, and where other text would stand for the same. */
function bytesOf(base64url: string): Buffer | undefined {
  const bytes = Buffer.from(base64url, "base64url");
  return bytes.length > 0 && bytes.toString("base64url") === base64url ? bytes : undefined;
}

function malformed(message: string): WebhookError {
  return new WebhookError("malformed_signature", message);
}

function wrong(header: string): WebhookError {
  return new WebhookError(
    "wrong_signature",
    `${header} was not made of this body with this key. Pass the raw bytes as they arrived, not JSON that was parsed ` +
      "and written again, and the key that the provider serves for the kid of this very delivery.",
  );
}
