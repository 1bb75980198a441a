import type { Fault } from "@understudy/domain";
import type { Definition, Step } from "../definition.ts";

/** A step as its problems are looked for: with what surrounds it. */
export interface Place<S extends Step = Step> {
  readonly definition: Definition;
  readonly key: string;
  readonly step: S;
  /** The steps that may have run before it; undefined where the ways are not sound enough to know. */
  readonly before: ReadonlySet<string> | undefined;
}

/** A problem of a step: `sentence` goes on after the field's name. */
export function faultAt({ key }: Pick<Place, "key">, path: string, rule: string, sentence: string): Fault {
  const field = path === "" ? `steps.${key}` : `steps.${key}.${path}`;
  return { field, rule, message: `${field} ${sentence}` };
}
