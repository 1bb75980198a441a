import { assetPath } from "../../../pages/asset-path.ts";
import type { Html } from "../../../pages/html.ts";
import { layout } from "../../../pages/kit/layout.ts";
import type { Page } from "../../../provider.ts";
import { currentStep } from "../rules/journey.ts";
import type { Occasion } from "./occasion.ts";
import type { State } from "./state.ts";
import { texts } from "./texts.ts";
import type { Visit } from "./visit.ts";

interface Shown {
  readonly visit: Visit;
  /** Null where the token opens nothing. */
  readonly occasion: Occasion | null;
  readonly state: State | "decline" | "unknown";
  readonly status?: number;
  readonly title: string;
  readonly main: Html;
}

/** One page of the journey. What `<main>` says of itself is for scripts and tests. */
export function pageOf({ visit, occasion, state, status = 200, title, main }: Shown): Page {
  const { publicUrl } = visit.ctx;
  const name = occasion?.business.name ?? "";
  const body = layout({
    publicUrl,
    lang: "en",
    title: name === "" ? title : `${title} – ${name}`,
    name,
    note: texts.note,
    styles: [assetPath(publicUrl, "rocketkor/linx.css")],
    facts: { state, ...(occasion && factsOf(occasion)) },
    main,
  });
  return { status, type: "text/html", body };
}

function factsOf({ scene }: Occasion) {
  const { name } = currentStep(scene);
  return { workflow: scene.workflow.id, step: name };
}
