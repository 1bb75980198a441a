import { assetPath } from "../../../pages/asset-path.ts";
import type { Html } from "../../../pages/html.ts";
import { layout } from "../../../pages/kit/layout.ts";
import type { Page } from "../../../provider.ts";
import type { Scene } from "../rules/execution.ts";
import { frameFacts } from "./frame-facts.ts";
import type { State } from "./state.ts";
import { closeLabel, themeAddress } from "./ui-options.ts";
import type { Visit } from "./visit.ts";
import type { Voice } from "./voice.ts";

export interface Shown {
  readonly visit: Visit;
  readonly voice: Voice;
  /** Null where the token opens nothing. */
  readonly scene: Scene | null;
  readonly state: State | "unknown";
  readonly status?: number;
  readonly title: string;
  readonly main: Html;
  /** How soon there may be something new: scripts ask, and a browser without them opens the page again. */
  readonly again?: { readonly pollMs: number; readonly refreshSeconds: number };
  /** Whether some field of it depends on others. */
  readonly hasConditions?: boolean;
}

/** One page of an execution. What `<main>` says of itself is for scripts: of ours, and of whoever frames it. */
export function pageOf(shown: Shown): Page {
  const { visit, voice, scene, state, status = 200, title, main, again, hasConditions = false } = shown;
  const { publicUrl } = visit.ctx;
  const name = scene?.execution.name ?? "";
  const theme = scene && themeAddress(scene.definition, visit.token);
  const body = layout({
    publicUrl,
    lang: voice.tag,
    title: name === "" ? title : `${title} – ${name}`,
    name,
    close: visit.isEmbedded ? undefined : closeLabel(scene?.definition, voice.texts),
    note: voice.texts.note,
    isEmbedded: visit.isEmbedded,
    styles: theme ? [theme] : [],
    scripts: [
      ...(hasConditions ? [assetPath(publicUrl, "transactionlink/json-logic.js")] : []),
      ...(visit.scripts ?? []),
    ],
    refreshSeconds: again?.refreshSeconds,
    facts: {
      ...factsOf(scene, state),
      ...(visit.isEmbedded && frameFacts(scene, voice)),
      ...(again && { poll: String(again.pollMs) }),
    },
    main,
  });
  return { status, type: "text/html", body, headers: visit.headers };
}

function factsOf(scene: Scene | null, state: State | "unknown") {
  const { id = "", currentStep = null, runNumber = 0 } = scene?.execution ?? {};
  return {
    state,
    ...(id !== "" && { workflow: id }),
    ...(currentStep !== null && { step: currentStep }),
    at: `${state} ${currentStep ?? ""} ${runNumber}`,
  };
}
