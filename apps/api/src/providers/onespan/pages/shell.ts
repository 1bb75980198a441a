import { isUuid } from "@understudy/domain";
import { assetPath } from "../../../pages/asset-path.ts";
import type { Html } from "../../../pages/html.ts";
import { layout } from "../../../pages/kit/layout.ts";
import type { Page, PageContext } from "../../../provider.ts";
import type { Scene } from "../rules/transaction.ts";
import type { Occasion } from "./occasion.ts";
import { texts } from "./texts.ts";

interface Shown {
  readonly ctx: PageContext;
  /** Null where nobody is told about which transaction it is. */
  readonly occasion: Occasion | null;
  readonly state: string;
  readonly status?: number;
  readonly title: string;
  readonly main: Html;
  readonly headers?: Page["headers"];
}

/** One page of the journey. What `<main>` says of itself is for scripts and tests. */
export function pageOf({ ctx, occasion, state, status = 200, title, main, headers }: Shown): Page {
  const name = occasion ? nameOf(occasion.scene) : "";
  const body = layout({
    publicUrl: ctx.publicUrl,
    lang: "en",
    title: name === "" ? title : texts.titled(title, name),
    name,
    note: texts.note,
    styles: [assetPath(ctx.publicUrl, "onespan/esign.css")],
    facts: { state, ...(occasion && factsOf(occasion)) },
    main,
  });
  return { status, type: "text/html", body, headers };
}

function factsOf({ scene, participant }: Occasion) {
  return { transaction: scene.transaction.id, step: participant.step };
}

function nameOf(scene: Scene): string {
  return brandOf(scene) ?? texts.names[scene.transaction.workflow.kind];
}

/** Who asks the person for this. */
export function askerOf({ scene }: Pick<Occasion, "scene">): string {
  return brandOf(scene) ?? texts.asker;
}

/** A brand may be named by an id, which tells a person nothing. */
function brandOf({ transaction: { brandId } }: Scene): string | null {
  return brandId === null || isUuid(brandId) ? null : brandId;
}
