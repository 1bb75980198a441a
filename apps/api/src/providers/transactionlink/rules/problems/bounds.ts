import type { Fault } from "@understudy/domain";
import type { Field } from "../definition.ts";
import { faultAt, type Place } from "./place.ts";

/** Least values that lie above their greatest, which nobody could keep to, and bounds that mean nothing to their field. */
export function boundProblems(place: Place): readonly Fault[] {
  const { step } = place;
  if (step.type === "document_upload") {
    const { minCount = 1, maxCount = 1 } = step;
    return minCount > maxCount ? [crossed(place, "minCount", minCount, "maxCount", maxCount)] : [];
  }
  if (step.type !== "form") return [];
  return step.fields.flatMap((field, index) => fieldProblems(place, field, `fields.${index}.validate`));
}

function fieldProblems(place: Place, { type, validate = {} }: Field, at: string): readonly Fault[] {
  const { min, max, minLength = 0, maxLength = Infinity } = validate;
  const kind = type === "number" ? "number" : type === "date" ? "string" : undefined;
  const strange = Object.entries({ min, max }).filter(
    ([, bound]) => kind && bound !== undefined && typeof bound !== kind,
  );
  const isCrossed = strange.length === 0 && min !== undefined && max !== undefined && min > max;
  return [
    ...(minLength > maxLength ? [crossed(place, `${at}.minLength`, minLength, "maxLength", maxLength)] : []),
    ...strange.map(([name, bound]) => {
      const wanted = kind === "number" ? "a number" : "a day as YYYY-MM-DD";
      return faultAt(place, `${at}.${name}`, "bad_bounds", `is \`${bound}\`; the bound of a ${type} is ${wanted}.`);
    }),
    ...(isCrossed ? [crossed(place, `${at}.min`, min, "max", max)] : []),
  ];
}

function crossed(place: Place, path: string, least: unknown, other: string, greatest: unknown): Fault {
  const sentence = `is \`${least}\`, more than ${other}, which is \`${greatest}\`; lower it, or raise ${other}.`;
  return faultAt(place, path, "bad_bounds", sentence);
}
