import { isObject, type Json, type JsonObject, listAt, objectAt, resolved, textAt } from "./json.ts";

/** A way to say who is calling, as the spec's security schemes have it. */
export interface CredentialOption {
  /**
   * The client's option, named by the scheme's `x-client-option`, else as the spec names the scheme; `controlToken` of a
   * control client is its `token`.
   */
  readonly option: string;
  readonly type: string;
  readonly description: string;
  readonly isOptional: boolean;
  /** The call that puts the credential on a request, up to its last argument: `bearer(`. */
  readonly scheme: string;
}

/**
 * The client's options for a document's security schemes. One that every call needs is required; one among several, or
 * one that can be left out, is optional.
 */
export function readCredentials(document: JsonObject): CredentialOption[] {
  const alternatives = readAlternatives(document);
  return Object.entries(objectAt(objectAt(document, "components"), "securitySchemes")).map(([name, scheme]) => {
    const definition = resolved(document, scheme);
    if (!isObject(definition)) throw new Error(`The security scheme ${name} is no mapping.`);
    const own = name.replace(/^control([A-Z])/, (_, letter: string) => letter.toLowerCase());
    const option = textAt(definition, "x-client-option") || own;
    return {
      option,
      description: textAt(definition, "description"),
      isOptional: !alternatives.every((alternative) => isObject(alternative) && name in alternative),
      ...wayOf(name, definition),
    };
  });
}

function wayOf(name: string, scheme: JsonObject): Pick<CredentialOption, "type" | "scheme"> {
  const kind = [textAt(scheme, "type"), textAt(scheme, "scheme") || textAt(scheme, "in")]
    .join(" ")
    .trim()
    .toLowerCase();
  switch (kind) {
    case "http bearer":
    case "oauth2":
    case "openidconnect":
      return { type: "Credential", scheme: "bearer(" };
    case "http basic":
      return { type: "Credential<{ readonly username: string; readonly password: string }>", scheme: "basic(" };
    case "apikey header":
      return { type: "Credential", scheme: `header(${JSON.stringify(textAt(scheme, "name"))}, ` };
    default:
      throw new Error(`The security scheme ${name} is of a kind that clients do not know: ${kind}.`);
  }
}

/** The document's own requirement; without one, that of each operation that asks for a credential. */
function readAlternatives(document: JsonObject): Json[] {
  if ("security" in document) return listAt(document, "security");
  return Object.values(objectAt(document, "paths"))
    .flatMap((item) => (isObject(item) ? Object.values(item) : []))
    .flatMap((operation) => (isObject(operation) ? listAt(operation, "security") : []));
}
