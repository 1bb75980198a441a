import { pascal } from "./bundle.ts";
import { docstring } from "./docstring.ts";
import { isObject, type Json, type JsonObject, objectAt, pointed, resolved, textAt } from "./json.ts";
import { pathParameters, readSigning, type Signing } from "./signing.ts";
import type { Operation, Spec } from "./spec.ts";

/** The part of a client that verifies webhooks. */
export interface Verifier {
  /** What it imports from the client's own `webhooks.ts`. */
  readonly imports: readonly string[];
  readonly lines: readonly string[];
}

/** `verify…Webhook` for a spec that has webhooks and says how they are signed; undefined for any other. */
export function webhookVerifier(spec: Spec): Verifier | undefined {
  if (!hasWebhooks(spec) || !("x-webhook-signature" in spec.document)) return undefined;
  const signing = readSigning(spec);
  const { maker, header, toleranceSeconds, hasPublicKeys } = signing;
  const hasTime = toleranceSeconds !== undefined;
  const title = textAt(objectAt(spec.document, "info"), "title");
  const field = textAt(spec.document, "x-webhook-type") || "type";
  const settings = `header: "${header}"${hasTime ? `, toleranceSeconds: ${toleranceSeconds}` : ""}`;
  return {
    imports: [
      maker,
      "verifyWebhook",
      "type WebhookHeaders",
      ...(hasPublicKeys ? ["type WebhookKeys", "webhookKeyId"] : []),
      ...(hasTime ? ["type WebhookOptions"] : []),
      "type WebhookOf",
    ],
    lines: [
      ...docstring("", `Any webhook of ${title}; looking at \`${field}\` tells which.`),
      `export type ${pascal(spec.name)}Webhook = WebhookOf<Webhooks${field === "type" ? "" : `, "${field}"`}>;`,
      "",
      `const signature = ${maker}({ ${settings} });`,
      "",
      ...(hasPublicKeys ? [...keyIdFunction(spec, title, signing), ""] : []),
      ...docstring("", describe(title, signing, keyIdName(spec))),
      ...verifyFunction(`${pascal(spec.name)}Webhook`, hasTime, hasPublicKeys),
    ],
  };
}

function verifyFunction(webhook: string, hasTime: boolean, hasPublicKeys: boolean): string[] {
  const [key, type] = hasPublicKeys ? ["keys", "WebhookKeys"] : ["secret", "string"];
  return [
    `export function verify${webhook}(`,
    "  rawBody: string | Uint8Array,",
    "  headers: WebhookHeaders,",
    `  ${key}: ${type},`,
    ...(hasTime ? ["  options?: WebhookOptions,"] : []),
    `): ${webhook} {`,
    `  return verifyWebhook<${webhook}, ${type}>(signature, rawBody, headers, ${key}${hasTime ? ", options" : ""});`,
    "}",
  ];
}

function describe(title: string, { header, toleranceSeconds, hasPublicKeys }: Signing, keyId: string): string {
  const json = '`express.raw({ type: "application/json" })`.';
  const again = "The signature has no time, so one that is sent again holds again: tell events apart by";
  return [
    `Gives what a webhook of ${title} tells, if its \`${header}\` holds.`,
    "",
    "`rawBody` is the body as it arrived, before any JSON parser: with Express, `request.body` behind",
    ...(hasPublicKeys
      ? [
          `${json} \`keys\` are the provider's public keys, each by its \`kid\`, or the`,
          `text of the only one: PEM, or the base64 within it. \`${keyId}\` tells which to have.`,
        ]
      : [`${json} \`secret\` is that of the endpoint which was called, every character of it.`]),
    toleranceSeconds === undefined
      ? `${again} ${hasPublicKeys ? "their own ids" : "`id`"}.`
      : `A signature holds for ${toleranceSeconds} seconds; give the sandbox's time as \`now\` if its clock was moved.`,
    "",
    "Throws a `WebhookError` for a delivery that must not be believed; its `reason` says why.",
  ].join("\n");
}

const keyIdName = ({ name }: Spec) => `${camel(name)}WebhookKeyId`;

function keyIdFunction(spec: Spec, title: string, { header, keyOperation }: Signing): string[] {
  const text = [
    `The \`kid\` of the key by which a webhook of ${title} says to be signed: it tells which key to fetch. Nothing`,
    "is verified yet, so whoever calls can make you ask for a key: refuse what the provider has none for.",
    ...(keyOperation === undefined ? [] : keyExample(spec, keyOperation)),
    "",
    `Throws a \`WebhookError\` where \`${header}\` is not there or cannot be read.`,
  ];
  return [
    ...docstring("", text.join("\n")),
    `export function ${keyIdName(spec)}(headers: WebhookHeaders): string {`,
    `  return webhookKeyId("${header}", headers);`,
    "}",
  ];
}

/** How keys are fetched when they are first named, in the words of the spec's own client. */
function keyExample(spec: Spec, operation: Operation): string[] {
  return [
    "",
    "```ts",
    `const kid = ${keyIdName(spec)}(headers);`,
    `keys[kid] ??= (await ${camel(spec.name)}.${operation.id}({ path: { ${pathParameters(operation)}: kid } })).data;`,
    `const event = verify${pascal(spec.name)}Webhook(rawBody, headers, keys);`,
    "```",
  ];
}

function camel(name: string): string {
  return pascal(name).replace(/^./, (letter) => letter.toLowerCase());
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
