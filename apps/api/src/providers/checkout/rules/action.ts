import { readHeaders } from "./headers.ts";
import { type Find, isMissing, isRecord, isStorable, within } from "./problems.ts";

/** A webhook that a workflow calls; the only kind of action that is public (providers/checkout.md 4.2). */
export type Action = { readonly id: string } & Webhook;

/** An action before it has an id. */
export interface Webhook {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly signature?: Signature | undefined;
  /** Absent unless it was said: retries are then on, and reads do not show it (9.19). */
  readonly retryEnabled?: boolean | undefined;
}

export interface Signature {
  /** HMACSHA256, the only one known. */
  readonly method: string;
  /** PHP's suite sends a signature without one, and it is accepted (4.17). */
  readonly key?: string | undefined;
}

/** An action as a client gave it: anything may be wrong with it. */
export interface GivenAction {
  readonly id: unknown;
  readonly type: unknown;
  readonly url: unknown;
  readonly headers: unknown;
  readonly signature: unknown;
  readonly retryEnabled: unknown;
}

/** `kept` is the action that a patch changes: it keeps its signing key where the patch sends none (9.2). */
export function readAction(given: GivenAction, place: string, find: Find, kept?: Action): Webhook {
  if (given.type !== "webhook") find("action_type_invalid", within(place, "type"), "The type of an action is webhook.");
  if (!isMissing(given.retryEnabled) && typeof given.retryEnabled !== "boolean")
    find("retry_invalid", within(place, "retry.enabled"), "retry.enabled is true or false.");
  const url = readUrl(given.url, within(place, "url"), find);
  const headers = readHeaders(given.headers, within(place, "headers"), find);
  const signature = readSignature(given.signature, within(place, "signature"), find, kept?.signature);
  const webhook = { url, headers, ...(signature && { signature }) };
  return typeof given.retryEnabled === "boolean" ? { ...webhook, retryEnabled: given.retryEnabled } : webhook;
}

/** http is fine, as in the provider's dashboard (7.57). A name and password in it would be shown to every reader. */
function readUrl(given: unknown, field: string, find: Find): string {
  if (isMissing(given) || given === "") {
    find("action_url_required", field, "A webhook needs a url.");
    return "";
  }
  if (isStorable(given) && /^https?:\/\/\S+$/i.test(given) && isPlain(given)) return given;
  find(
    "action_url_invalid",
    field,
    "url is an address that begins with http:// or https:// and holds no user name or password.",
  );
  return "";
}

function isPlain(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { username, password } = new URL(address);
  return username === "" && password === "";
}

function readSignature(given: unknown, field: string, find: Find, kept?: Signature): Signature | undefined {
  if (isMissing(given)) return kept;
  if (!isRecord(given)) {
    find("signature_invalid", field, "signature is an object with method and key.");
    return undefined;
  }
  if (!isMissing(given.method) && given.method !== "HMACSHA256")
    find("signature_method_invalid", within(field, "method"), "The method of a signature is HMACSHA256.");
  const key = isMissing(given.key) ? kept?.key : given.key;
  if (key === undefined) return { method: "HMACSHA256" };
  if (isStorable(key) && key !== "") return { method: "HMACSHA256", key };
  find("signature_key_invalid", within(field, "key"), "The key of a signature is a text that is not empty.");
  return undefined;
}
