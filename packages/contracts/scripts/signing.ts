import { objectAt, textAt } from "./json.ts";
import type { Operation, Spec } from "./spec.ts";

/** How a provider signs, as its spec's `x-webhook-signature` has it, in terms of the client's schemes. */
export interface Signing {
  readonly header: string;
  /** The client's function that makes the scheme. */
  readonly maker: string;
  /** How long a signature holds; undefined where it has no time. */
  readonly toleranceSeconds: number | undefined;
  /** Whether it is verified with a public key which the delivery names, rather than with the endpoint's secret. */
  readonly hasPublicKeys: boolean;
  /** What serves such a key, its id being the only parameter in the path; undefined where the spec does not say. */
  readonly keyOperation: Operation | undefined;
}

/** Throws an error that names the file where a spec does not say how its webhooks are signed. */
export function readSigning({ file, document, operations }: Spec): Signing {
  const settings = objectAt(document, "x-webhook-signature");
  const refuse = (why: string) => new Error(`specs/${file}: x-webhook-signature ${why}.`);
  const header = textAt(settings, "header");
  if (!/^[A-Za-z0-9-]+$/.test(header)) throw refuse("names no header");
  const { scheme, toleranceSeconds, keyOperation: id } = settings;
  const secret = { header, toleranceSeconds: undefined, hasPublicKeys: false, keyOperation: undefined };
  switch (scheme) {
    case "hmac-sha256-hex":
      return { ...secret, maker: "hmacSha256Hex" };
    case "timestamped-hmac-sha256":
      if (typeof toleranceSeconds !== "number" || toleranceSeconds <= 0) throw refuse("has no toleranceSeconds");
      return { ...secret, maker: "timestampedHmacSha256", toleranceSeconds };
    case "detached-jws-rs256": {
      const keyOperation = operations.find((operation) => operation.id === id);
      if (id !== undefined && (keyOperation === undefined || pathParameters(keyOperation).length !== 1))
        throw refuse("has a keyOperation that is no operation with one parameter in its path");
      return { ...secret, maker: "detachedJwsRs256", hasPublicKeys: true, keyOperation };
    }
    default:
      throw refuse(`is of a scheme that clients do not know: ${JSON.stringify(scheme)}`);
  }
}

/** The names in an operation's path: `id` of `/things/{id}`. */
export function pathParameters({ path }: Operation): string[] {
  return [...path.matchAll(/\{([^}]+)\}/g)].flatMap(([, name]) => name ?? []);
}
