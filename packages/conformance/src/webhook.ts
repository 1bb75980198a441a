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

interface Webhook extends Operation {
  /** Where its payloads' schemas stand, one for each media type. */
  readonly payloads: readonly Place[];
}

interface Rules {
  readonly api: OpenApi;
  readonly webhooks: readonly Webhook[];
  readonly schemas: Schemas;
}

// Compiling a document's schemas is slow beside a delivery, and a document never changes.
const read = new WeakMap<object, Rules>();

/**
 * Holds a delivered webhook against an OpenAPI 3.1 document: media type, documented headers, and body. Which webhook it
 * is, its `type` tells: the webhook of that name, or else one whose schema takes that type. Where several do it must
 * keep to one of them, and what is answered is how it misses the nearest. Whether it is signed is not judged here.
 */
export function judgeWebhook(document: object, { headers, body }: DeliveredWebhook): Breach[] {
  const rules = rulesOf(document);
  const sent = {
    path: "",
    query: new URLSearchParams(),
    headers: headersOf(headers),
    body: typeof body === "string" ? body : new TextDecoder().decode(body),
  };
  const payload = jsonOf(sent.body);
  if (!isRecord(payload)) return [wrong("webhook", "", "is no JSON object")];
  const { type } = payload;
  if (typeof type !== "string") return [wrong("webhook", "type", type === undefined ? "is missing" : "is no text")];
  const verdicts = candidates(rules, type).map((webhook) => requestBreaches(webhook, rules.schemas, sent));
  const [nearest] = verdicts.sort((one, other) => one.length - other.length);
  return nearest ?? [wrong(type, "type", "is of no webhook of the spec")];
}

function rulesOf(document: object): Rules {
  const known = read.get(document);
  if (known) return known;
  const api = new OpenApi(document);
  const webhooks = api.entries(api.root, "webhooks").flatMap(([name, item]) => {
    const post = api.at(item, "post");
    return post ? [readWebhook(api, name, item, post)] : [];
  });
  const rules = { api, webhooks, schemas: new Schemas(document) };
  read.set(document, rules);
  return rules;
}

function readWebhook(api: OpenApi, name: string, item: Place, post: Place): Webhook {
  const media = api.entries(post, "requestBody", "content");
  const payloads = media.flatMap(([, place]) => api.at(place, "schema") ?? []);
  return { ...readOperation(api, name, "post", item, post), id: name, payloads };
}

function candidates({ api, webhooks, schemas }: Rules, type: string): readonly Webhook[] {
  const named = webhooks.filter(({ id }) => id === type);
  if (named.length > 0) return named;
  return webhooks.filter(({ payloads }) => payloads.some((payload) => takes(api, schemas, payload, type)));
}

/** Whether a schema speaks of `type` and takes this one, itself or in a part of it. */
function takes(api: OpenApi, schemas: Schemas, schema: Place, type: string): boolean {
  const own = api.at(schema, "properties", "type");
  if (own) return schemas.faultsOf(own.pointer, type).length === 0;
  const parts = ["allOf", "oneOf", "anyOf"].flatMap((key) => api.entries(schema, key));
  return parts.some(([, part]) => takes(api, schemas, part, type));
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
