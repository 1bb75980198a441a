import type { Html } from "../../../../pages/html.ts";
import { type Ending, redirectFor } from "../../rules/redirect.ts";
import { sessionAddress } from "../addresses.ts";
import type { Occasion } from "../occasion.ts";
import { primaryLink } from "../primary-link.ts";
import { type State, stateOf } from "../state.ts";
import { texts } from "../texts.ts";

/** Where the person is led from what they find; null where nobody has said, and while there is something to do. */
export function addressOn(occasion: Occasion): string | null {
  const { scene, participant } = occasion;
  const ending = endingOf(stateOf(occasion), participant.outcome);
  return ending && (redirectFor(scene.transaction, participant.role, ending)?.url ?? null);
}

function endingOf(state: State, outcome: Occasion["participant"]["outcome"]): Ending | null {
  if (state === "step") return null;
  return state === "result" ? outcome : endings[state];
}

const endings = {
  cancelled: "other",
  expired: "other",
  left: "other",
  error: "error",
  timeout: "timeout",
} as const satisfies Record<Exclude<State, "step" | "result">, Ending>;

/** The link that leads there, by the name of the place. In a session it goes by a page of the session's own. */
export function linkOn(occasion: Occasion): Html | null {
  const address = addressOn(occasion);
  if (address === null) return null;
  const { ctx, session } = occasion;
  const own = session ? sessionAddress(ctx, session.key, "leave") : address;
  return primaryLink(texts.wayOn(new URL(address).host), own);
}
