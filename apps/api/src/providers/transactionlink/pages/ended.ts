import { type Html, html } from "../../../pages/html.ts";
import { type MarkKind, mark } from "../../../pages/kit/mark.ts";
import type { Page } from "../../../provider.ts";
import type { Scene } from "../rules/execution.ts";
import { pageOf } from "./shell.ts";
import type { Ended, State } from "./state.ts";
import type { StateText } from "./texts/texts.ts";
import type { Visit } from "./visit.ts";
import { type Voice, voiceOf } from "./voice.ts";

/** Nothing more is to be done; `status` is 410 for whoever still tries to. */
export function endedPage(visit: Visit, voice: Voice, scene: Scene, state: Ended, status = 200): Page {
  const { texts } = voice;
  const reference = html`
    <p class="reference">${texts.states.reference}: <code>${scene.execution.id}</code></p>
  `;
  return pageOf({
    ...{ visit, voice, scene, state, status, title: texts.states[state].title },
    main: stating(marks[state], texts.states[state], reference),
  });
}

const marks: Readonly<Record<Ended, MarkKind>> = {
  completed: "done",
  cancelled: "stopped",
  expired: "late",
  failed: "failed",
};

/** Nothing is asked at the moment. Nobody but the clock knows how long an event takes: it is looked for less often. */
export function waitingPage(
  visit: Visit,
  voice: Voice,
  scene: Scene,
  state: Extract<State, "checking" | "later">,
): Page {
  const { states } = voice.texts;
  const until = html`<p class="reference">${states.until(voice.moment(scene.execution.expiresAt))}</p>`;
  const isSoon = state === "checking";
  return pageOf({
    ...{ visit, voice, scene, state, title: states[state].title },
    main: stating(isSoon ? "busy" : "done", states[state], until),
    again: isSoon ? { pollMs: 800, refreshSeconds: 3 } : { pollMs: 10_000, refreshSeconds: 60 },
  });
}

/** The same for a token that was never one and for a stranger's. */
export function unknownPage(visit: Visit): Page {
  const voice = voiceOf(visit.languages);
  const text = voice.texts.states.unknown;
  const main = stating("failed", text, []);
  return pageOf({ visit, voice, scene: null, state: "unknown", status: 404, title: text.title, main });
}

function stating(kind: MarkKind, { title, text }: StateText, rest: Html): Html {
  return html`
    <div class="state">
      ${mark(kind)}
      <h1>${title}</h1>
      <p class="lead">${text}</p>
      ${rest}
    </div>
  `;
}
