import { pascal } from "./bundle.ts";
import { docstring } from "./docstring.ts";
import { isObject, type Json, type JsonObject, objectAt, pointed, resolved, textAt } from "./json.ts";
import type { Spec } from "./spec.ts";

/** How a provider signs, as its spec's `x-webhook-signature` has it, in terms of the client's schemes. */
interface Signing {
  readonly header: string;
  /** The client's function that makes the scheme. */
  readonly maker: string;
  /** How long a signature holds; undefined where it has no time. */
  readonly toleranceSeconds: number | undefined;
}

/** The part of a client that verifies webhooks. */
export interface Verifier {
  /** What it imports from the client's own `webhooks.ts`. */
  readonly imports: readonly string[];
  readonly lines: readonly string[];
}

/** `verify…Webhook` for a spec that has webhooks and says how they are signed; undefined for any other. */
export function webhookVerifier(spec: Spec): Verifier | undefined {
  if (!hasWebhooks(spec) || !("x-webhook-signature" in spec.document)) return undefined;
  const { maker, header, toleranceSeconds } = readSigning(spec);
  const name = pascal(spec.name);
  const title = textAt(objectAt(spec.document, "info"), "title");
  const hasTime = toleranceSeconds !== undefined;
  const settings = `header: "${header}"${hasTime ? `, toleranceSeconds: ${toleranceSeconds}` : ""}`;
  return {
    imports: [
      maker,
      "verifyWebhook",
      "type WebhookHeaders",
      ...(hasTime ? ["type WebhookOptions"] : []),
      "type WebhookOf",
    ],
    lines: [
      ...docstring("", `Any webhook of ${title}; looking at \`type\` tells which.`),
      `export type ${name}Webhook = WebhookOf<Webhooks>;`,
      "",
      `const signature = ${maker}({ ${settings} });`,
      "",
      ...docstring("", describe(title, header, toleranceSeconds)),
      `export function verify${name}Webhook(`,
      "  rawBody: string | Uint8Array,",
      "  headers: WebhookHeaders,",
      "  secret: string,",
      ...(hasTime ? ["  options?: WebhookOptions,"] : []),
      `): ${name}Webhook {`,
      `  return verifyWebhook<${name}Webhook, string>(signature, rawBody, headers, secret${hasTime ? ", options" : ""});`,
      "}",
    ],
  };
}

function describe(title: string, header: string, toleranceSeconds: number | undefined): string {
  return [
    `Gives what a webhook of ${title} tells, if its \`${header}\` holds.`,
    "",
    "`rawBody` is the body as it arrived, before any JSON parser: with Express, `request.body` behind",
    '`express.raw({ type: "application/json" })`. `secret` is that of the endpoint which was called, every character of it.',
    ...(toleranceSeconds === undefined
      ? ["The signature has no time, so one that is sent again holds again: tell events apart by `id`."]
      : [
          `A signature holds for ${toleranceSeconds} seconds; give the sandbox's time as \`now\` if its clock was moved.`,
        ]),
    "",
    "Throws a `WebhookError` for a delivery that must not be believed; its `reason` says why.",
  ].join("\n");
}

function readSigning({ file, document }: Spec): Signing {
  const settings = objectAt(document, "x-webhook-signature");
  const refuse = (why: string) => new Error(`specs/${file}: x-webhook-signature ${why}.`);
  const header = textAt(settings, "header");
  if (!/^[A-Za-z0-9-]+$/.test(header)) throw refuse("names no header");
  const { scheme, toleranceSeconds } = settings;
  switch (scheme) {
    case "hmac-sha256-hex":
      return { maker: "hmacSha256Hex", header, toleranceSeconds: undefined };
    case "timestamped-hmac-sha256":
      if (typeof toleranceSeconds !== "number" || toleranceSeconds <= 0) throw refuse("has no toleranceSeconds");
      return { maker: "timestampedHmacSha256", header, toleranceSeconds };
    default:
      throw refuse(`is of a scheme that clients do not know: ${JSON.stringify(scheme)}`);
  }
}

export function hasWebhooks({ document }: Spec): boolean {
  return Object.keys(objectAt(document, "webhooks")).length > 0;
}

/**
 * Makes a document's webhooks ones that types can be made of. A webhook is nothing that a client calls or a handler
 * answers: without an id it stays out of `operations`. One that stands in `components/pathItems` is referred to method
 * by method, because openapi-typescript follows no reference to a whole path item.
 */
export function settleWebhooks(document: JsonObject): void {
  const webhooks = objectAt(document, "webhooks");
  for (const [name, entry] of Object.entries(webhooks)) {
    const item = resolved(document, entry);
    const methods = isObject(item) ? Object.keys(item).filter((key) => isObject(item[key])) : [];
    for (const method of methods) delete objectAt(item, method).operationId;
    const pointer = lastPointer(document, entry);
    if (pointer !== undefined)
      webhooks[name] = Object.fromEntries(methods.map((method) => [method, { $ref: `${pointer}/${method}` }]));
  }
}

/** Where the chain of references that begins with a value ends; undefined for what is no reference. */
function lastPointer(document: JsonObject, value: Json | undefined): string | undefined {
  if (!isObject(value) || typeof value.$ref !== "string") return undefined;
  return lastPointer(document, pointed(document, value.$ref)) ?? value.$ref;
}
