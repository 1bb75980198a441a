import type { Fault } from "@understudy/domain";
import { fault, type Given } from "./reading.ts";

const inHours = "is no field here; use expireInHours, which counts hours";
const inDays = "is no field here; use defaultExpiryDays, which counts days";

/**
 * What the provider calls the same thing elsewhere, or has called it before (providers/rocketkor.md 8). Fields that nobody
 * knows are ignored, but one of these would be missed: the workflow would live for another time than was meant.
 */
const mistaken = {
  workflow: {
    ...{ expireIn: inHours, expireInDays: inHours, expiryInHours: inHours, defaultExpiryDays: inHours },
    definition: "is a template's field; put the steps into steps",
  },
  template: {
    ...{ expireIn: inDays, expireInDays: inDays, expireInHours: inDays, expiryInHours: inDays },
    steps: "stands inside definition; put it there",
  },
} as const;

export function mistakenNames(what: keyof typeof mistaken, body: Given): readonly Fault[] {
  return Object.entries(mistaken[what])
    .filter(([name]) => body[name] !== undefined)
    .map(([name, message]) => fault(name, "FIELD_UNKNOWN", message));
}
