import { Refusal } from "@understudy/domain";

/** How often a change is decided anew because somebody else was faster. Each time somebody was, so it does not go on. */
const tries = 100;

/**
 * Loads, decides and commits, which answers undefined where somebody has changed the object meanwhile. The decision is
 * then made again on what they left: of two full captures at once the later one finds a captured payment and is refused
 * for that.
 */
export async function decideAnew<Decided>(decideAndCommit: () => Promise<Decided | undefined>): Promise<Decided> {
  for (let attempt = 1; attempt <= tries; attempt++) {
    const decided = await decideAndCommit();
    if (decided !== undefined) return decided;
  }
  throw new Refusal("conflict", "Others kept changing it meanwhile. Try again.");
}
