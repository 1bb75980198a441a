/** One way in which an exchange is not what its spec says. */
export interface Breach {
  readonly operation: string;
  readonly side: "request" | "response";
  /** `path`, `query`, `header`, `body`, or `status`. */
  readonly in: string;
  /** The dotted path of the field, empty for the whole. */
  readonly field: string;
  readonly message: string;
}

/** Somebody broke the spec: the caller, or the one who answered. */
export class BreachError extends Error {
  readonly breaches: readonly Breach[];

  constructor(breaches: readonly Breach[]) {
    super(breaches.map(inWords).join("\n"));
    this.name = "BreachError";
    this.breaches = breaches;
  }
}

/** `captureThing: response body amount must be integer` */
function inWords({ operation, side, in: place, field, message }: Breach): string {
  return [`${operation}: ${side} ${place}`, field, message].filter(Boolean).join(" ");
}
