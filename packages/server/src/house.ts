import type { ReadBody } from "./bodies.ts";
import type { Service, Timed } from "./provider.ts";
import type { Log } from "./trace.ts";
import type { Validator } from "./validator.ts";

export interface MountOptions {
  readonly log: Log;
  /** What becomes of an answer that breaks the spec: a bug is answered in its stead, or it is logged and sent. */
  readonly validateResponses: "throw" | "log";
  /** The largest body, in bytes, without the files for which the spec has limits of its own. */
  readonly bodyLimit: number;
  /** The same for forms that carry files: `multipart/form-data`. */
  readonly uploadLimit: number;
  /** Real time, for the refusals that are given before the caller's sandbox is known. */
  readonly realNow: () => Date;
}

/** A service with all that serves it. */
export interface House<Context extends Timed> {
  readonly service: Service<Context>;
  readonly options: MountOptions;
  readonly readBody: ReadBody;
  /** Made at the first need, as it takes milliseconds that a start does not have. */
  validator(): Validator;
}
