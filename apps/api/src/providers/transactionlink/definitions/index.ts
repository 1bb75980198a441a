import type { Definition } from "../rules/definition.ts";
import backgroundScreening from "./background-screening.json" with { type: "json" };
import failingLookup from "./failing-lookup.json" with { type: "json" };
import kybOnboarding from "./kyb-onboarding.json" with { type: "json" };
import manualReview from "./manual-review.json" with { type: "json" };

const files: readonly unknown[] = [kybOnboarding, backgroundScreening, manualReview, failingLookup];

/** What every sandbox begins with; the test beside this file judges each as one that is put. */
export const seededDefinitions = files as readonly Definition[];
