import type { Scene } from "../rules/execution.ts";
import type { Voice } from "./voice.ts";

/** What the widget's script has to know of an execution beside what it shows: it reads it from the frame. */
export function frameFacts(scene: Scene | null, { texts }: Voice): Readonly<Record<string, string>> {
  // An integrator's own object, in which anything may stand.
  const { widgetOptions } = (scene?.definition.ui ?? {}) as { widgetOptions?: { embedded?: unknown } | null };
  return { "close-label": texts.close, "widget-options": JSON.stringify(widgetOptions?.embedded ?? {}) };
}
