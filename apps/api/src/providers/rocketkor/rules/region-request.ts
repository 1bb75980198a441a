import type { Fault } from "@understudy/domain";
import { fault, type Given } from "./reading.ts";
import { countryProblem, stateProblem } from "./region.ts";

/** What is wrong with the codes of a country and its state, `at` being where the address stands; of their form the schema tells. */
export function judgeRegion({ countryCode, stateCode }: Given, at: string): readonly Fault[] {
  if (typeof countryCode !== "string" || !/^[A-Z]{3}$/.test(countryCode)) return [];
  const country = countryProblem(countryCode);
  if (country !== undefined) return [fault(`${at}.countryCode`, "FIELD_INVALID", country)];
  if (typeof stateCode !== "string" || !/^[A-Z0-9]{2,3}$/.test(stateCode)) return [];
  const state = stateProblem(stateCode, countryCode);
  return state === undefined ? [] : [fault(`${at}.stateCode`, "FIELD_INVALID", state)];
}
