/**
 * Every way in which the domain or the house says no. The set is closed: each provider maps all of them to its own
 * words in `errors.ts`, and a new code breaks every provider that forgot it.
 */
export const refusalCodes = [
  "no_credential", // nothing says who calls
  "bad_credential", // a credential that nobody knows, or that was revoked or has expired
  "no_scope", // a known caller whose credential lacks the right for this
  "wrong_credential", // a known caller whose kind of credential is not for this
  "wrong_address", // a known caller who calls from an address that the credential does not allow
  "forbidden", // a known caller who reaches for what is not its own
  "absent", // no such object in the caller's world; a stranger's object is absent too
  "missing", // a value that another value makes necessary
  "invalid", // a value that breaks a rule which the spec cannot state
  "out_of_range", // a value beyond what the object's state allows
  "wrong_state", // the object is not in a state for this
  "spent", // a thing that may be used once was used
  "expired", // a thing that may be used for a while is too old
  "conflict", // somebody else changed the object meanwhile
  "exists", // a value that must be unique is taken
  "key_reused", // an idempotency key came back with another request
  "key_in_use", // an idempotency key whose first request is not answered yet
  "card_data", // something that looks like a card number stood in a request
  "too_many", // over the rate limit
  "bad_json", // the body is not JSON
  "bad_media_type", // the body is of a type that the operation does not take
  "too_large", // the body is larger than the server takes
  "no_route", // no such path
  "wrong_method", // the path has no such method
] as const;

export type RefusalCode = (typeof refusalCodes)[number];

export interface RefusalDetails {
  /** The field that is at fault, by its wire name: `amount`, `items.0.id`. */
  readonly field?: string;
  /** What is wrong with each of several fields, by their wire names, where one answer tells of all of them. */
  readonly fields?: Readonly<Record<string, readonly string[]>>;
  /** Each rule that is broken, where one answer tells of several: the field by its wire name, and how to mend it. */
  readonly problems?: readonly Fault[];
  /** The provider's own codes for what is wrong, where it has any. */
  readonly codes?: readonly string[];
  /** Seconds after which it is worth trying again. */
  readonly retryAfterSeconds?: number;
}

/** One broken rule among several. */
export interface Fault {
  /** Dotted path of the field: `steps.screen.next`, `parameters.companyNumber`. */
  readonly field: string;
  /** The rule's name: `required`, `unknown_step` … */
  readonly rule: string;
  /** A sentence that says what to mend. */
  readonly message: string;
}

/** The domain says no: not a bug, and not a request that breaks the spec. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly details: RefusalDetails;

  constructor(code: RefusalCode, message: string, details: RefusalDetails = {}) {
    super(message);
    this.name = "Refusal";
    this.code = code;
    this.details = details;
  }
}
