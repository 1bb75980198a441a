import { WebhookError } from "@understudy/client";
import type { Breach } from "./breach.ts";
import { isRecord, OpenApi, type Place } from "./document.ts";
import { requestBreaches } from "./exchange.ts";
import { type Operation, readOperation } from "./operations.ts";
import { Schemas } from "./schemas.ts";

/** A webhook as it arrived: headers as `fetch`, Node or a list of pairs has them. */
export interface DeliveredWebhook {
  readonly headers:
    | Headers
    | Readonly<Record<string, string | readonly string[] | undefined>>
    | readonly (readonly [name: string, value: string])[];
  readonly body: string | Uint8Array;
}

/** The provider's own `verify…Webhook` with the key in it. What it throws as a WebhookError is a breach. */
export type VerifyWebhook = (body: string | Uint8Array, headers: Headers) => unknown;

interface Webhook extends Operation {
  /** Where its payloads' schemas stand, one for each media type. */
  readonly payloads: readonly Place[];
}

interface Rules {
  readonly api: OpenApi;
  readonly webhooks: readonly Webhook[];
  readonly schemas: Schemas;
  /** The payload's field that names the webhook. */
  readonly typeField: string;
  /** The header with the signature, in lower case; empty where the document names none. */
  readonly signatureHeader: string;
}

// Compiling a document's schemas is slow beside a delivery, and a document never changes.
const read = new WeakMap<object, Rules>();

/**
 * Holds a delivered webhook against an OpenAPI 3.1 document: media type, documented headers, and body. Which webhook it
 * is, its `type` tells, or the field that the document's `x-webhook-type` names: the webhook of that name, or else one
 * whose schema takes that type. Where several do it must keep to one of them, and what is answered is how it misses the
 * nearest. Whether it is signed is judged where `verify` is given.
 */
export function judgeWebhook(document: object, delivered: DeliveredWebhook, verify?: VerifyWebhook): Breach[] {
  const rules = rulesOf(document);
  const headers = headersOf(delivered.headers);
  const body = typeof delivered.body === "string" ? delivered.body : new TextDecoder().decode(delivered.body);
  const payload = jsonOf(body);
  if (!isRecord(payload)) return [wrong("webhook", "", "is no JSON object")];
  const { typeField } = rules;
  const type = payload[typeField];
  if (typeof type !== "string") return [wrong("webhook", typeField, type === undefined ? "is missing" : "is no text")];
  const sent = { path: "", query: new URLSearchParams(), headers, body };
  const verdicts = candidates(rules, type).map((webhook) => requestBreaches(webhook, rules.schemas, sent));
  const [nearest = [wrong(type, typeField, "is of no webhook of the spec")]] = verdicts.sort(byNumber);
  const isHeaderWrong = nearest.some((breach) => breach.in === "header" && breach.field === rules.signatureHeader);
  if (verify === undefined || isHeaderWrong) return nearest;
  return [...nearest, ...signatureBreaches(type, rules.signatureHeader, () => verify(delivered.body, headers))];
}

const byNumber = (one: readonly Breach[], other: readonly Breach[]) => one.length - other.length;

function signatureBreaches(operation: string, field: string, verify: () => unknown): Breach[] {
  try {
    verify();
    return [];
  } catch (error) {
    if (!(error instanceof WebhookError)) throw error;
    return [
      { operation, side: "request", in: "header", field, message: `is refused as ${error.reason}: ${error.message}` },
    ];
  }
}

function rulesOf(document: object): Rules {
  const known = read.get(document);
  if (known) return known;
  const api = new OpenApi(document);
  const webhooks = api.entries(api.root, "webhooks").flatMap(([name, item]) => {
    const post = api.at(item, "post");
    return post ? [readWebhook(api, name, item, post)] : [];
  });
  const signing = api.at(api.root, "x-webhook-signature");
  const rules = {
    api,
    webhooks,
    schemas: new Schemas(document),
    typeField: api.text(api.root, "x-webhook-type") ?? "type",
    signatureHeader: ((signing && api.text(signing, "header")) ?? "").toLowerCase(),
  };
  read.set(document, rules);
  return rules;
}

function readWebhook(api: OpenApi, name: string, item: Place, post: Place): Webhook {
  const media = api.entries(post, "requestBody", "content");
  const payloads = media.flatMap(([, place]) => api.at(place, "schema") ?? []);
  return { ...readOperation(api, name, "post", item, post), id: name, payloads };
}

function candidates(rules: Rules, type: string): readonly Webhook[] {
  const named = rules.webhooks.filter(({ id }) => id === type);
  if (named.length > 0) return named;
  return rules.webhooks.filter(({ payloads }) => payloads.some((payload) => takes(rules, payload, type)));
}

/** Whether a schema speaks of the type's field and takes this one, itself or in a part of it. */
function takes(rules: Rules, schema: Place, type: string): boolean {
  const { api, schemas, typeField } = rules;
  const own = api.at(schema, "properties", typeField);
  if (own) return schemas.faultsOf(own.pointer, type).length === 0;
  const parts = ["allOf", "oneOf", "anyOf"].flatMap((key) => api.entries(schema, key));
  return parts.some(([, part]) => takes(rules, part, type));
}

/** The value of a JSON text; undefined for what is none. */
function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function headersOf(headers: DeliveredWebhook["headers"]): Headers {
  const isList = headers instanceof Headers || Array.isArray(headers);
  const found = new Headers();
  for (const [name, value] of isList ? headers : Object.entries(headers))
    for (const each of typeof value === "string" ? [value] : (value ?? [])) found.append(name, each);
  return found;
}

function wrong(operation: string, field: string, message: string): Breach {
  return { operation, side: "request", in: "body", field, message };
}
