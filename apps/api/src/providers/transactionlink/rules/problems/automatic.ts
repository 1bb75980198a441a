import type { Fault } from "@understudy/domain";
import { namesAskedOf, sourceNames } from "../sources/index.ts";
import { faultAt, type Place } from "./place.ts";
import { insteadOf } from "./suggestion.ts";

/** Parties that nobody plays, tables that nobody named, and waits for nothing. */
export function automaticProblems(place: Place): readonly Fault[] {
  const { step, definition } = place;
  if (step.type === "lookup" && !sourceNames.includes(step.source)) {
    const end = insteadOf(step.source, sourceNames, "use one that is simulated here.");
    return [faultAt(place, "source", "unknown_source", `is \`${step.source}\`, which nobody plays here; ${end}`)];
  }
  if (step.type === "lookup" && step.fixtures === undefined) {
    const names = namesAskedOf(step.source);
    const given = Object.keys(step.input);
    if (given.some((name) => names.includes(name))) return [];
    const end = insteadOf(given[0] ?? "", names, `add \`${names[0]}\`.`);
    return [faultAt(place, "input", "missing_input", `has nothing that \`${step.source}\` is asked by; ${end}`)];
  }
  if (step.type === "record" && step.tableId === undefined && definition.recordTableId === null) {
    const sentence = "is missing; give it here, or as the definition's recordTableId.";
    return [faultAt(place, "tableId", "missing_table", sentence)];
  }
  if (step.type !== "wait" || (step.for === undefined) !== (step.duration === undefined)) return [];
  const sentence =
    step.for === undefined
      ? "waits for nothing; say `for` which event, or for which `duration`."
      : "has both `for` and `duration`; to wait for an event for a while, use `for` and `timeout`.";
  return [faultAt(place, "", "bad_wait", sentence)];
}
