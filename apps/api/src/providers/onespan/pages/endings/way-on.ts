import type { Html } from "../../../../pages/html.ts";
import { type Ending, placeOf, redirectFor } from "../../rules/redirect.ts";
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

/** A way out of the pages. In a session it goes by a page of the session's own. */
export interface WayOn {
  /** As a person knows it. */
  readonly place: string;
  readonly address: string;
}

export function wayOn(occasion: Occasion): WayOn | null {
  const address = addressOn(occasion);
  if (address === null) return null;
  const { ctx, session } = occasion;
  return { place: placeOf(address), address: session ? sessionAddress(ctx, session.key, "leave") : address };
}

export function linkOn({ place, address }: WayOn): Html {
  return primaryLink(texts.wayOn(place), address);
}

const secondsToRead = 5;

/** Whoever has nothing left to do is led there by itself: what the page says of it, and what makes a browser do it. */
export function leadingOn({ place, address }: WayOn) {
  return {
    lead: texts.ledOn(place, secondsToRead),
    headers: { Refresh: `${secondsToRead}; url=${address}` },
  };
}
