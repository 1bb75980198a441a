import { personOf } from "../rules/judging/person.ts";
import type { SpecimenName } from "../rules/specimens.ts";
import { drawSpecimen } from "./draw.ts";
import type { Side } from "./png/mark.ts";

const nobodyInParticular = personOf(undefined);

/** Those of two years: the clocks of sandboxes stand in different ones. */
const mostKept = 28;
const kept = new Map<string, Promise<Buffer>>();

/** A specimen made out to nobody in particular. It is drawn once a year: anybody may ask for it, as often as they like. */
export function drawNeutral(name: SpecimenName, side: Side, now: Date): Promise<Buffer> {
  const key = `${name} ${side} ${now.getUTCFullYear()}`;
  const picture = kept.get(key) ?? drawSpecimen(name, side, nobodyInParticular, now);
  // Put at the end again: the first one is the one that was not asked for longest.
  kept.delete(key);
  kept.set(key, picture);
  picture.catch(() => kept.delete(key));
  const [oldest] = kept.keys();
  if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
  return picture;
}
