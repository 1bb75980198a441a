import type { Fault } from "@understudy/domain";
import type { Step } from "../definition.ts";
import { durationMs } from "../duration.ts";
import { faultAt, type Place } from "./place.ts";

/** A call is waited for in real time, so no longer than this. */
const longestCallMs = 30_000;

/** Times that are none, or too long for their place. */
export function badDurations(place: Place): readonly Fault[] {
  return durationsOf(place.step).flatMap(({ path, text }) => {
    const ms = durationMs(text);
    if (ms === undefined) {
      const sentence = `is \`${text}\`; write an ISO 8601 duration of up to ten years, such as PT15M or P7D.`;
      return [faultAt(place, path, "bad_duration", sentence)];
    }
    const isLong = place.step.type === "http" && path === "timeout" && ms > longestCallMs;
    return isLong ? [faultAt(place, path, "bad_duration", `is \`${text}\`; a call is given PT30S at most.`)] : [];
  });
}

function durationsOf(step: Step): readonly { readonly path: string; readonly text: string }[] {
  const all: Readonly<Record<string, unknown>> = { ...step };
  return ["timeout", "duration", "retryAfter"].flatMap((path) => {
    const text = all[path];
    return typeof text === "string" ? [{ path, text }] : [];
  });
}
