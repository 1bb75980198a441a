import type { Consent, Workflow } from "./workflow.ts";

/**
 * Whether a person must tick a box before the journey goes on. The names of the properties of `configuration.consent` are
 * in no source (providers/onespan.md OD-11): it counts whether one of them says so, as `"explicit"` or as
 * `explicit: true`. What says neither leaves it to the workflow.
 */
export function consentModeOf(
  configuration: Readonly<Record<string, unknown>> | null,
  { consent }: Pick<Workflow, "consent">,
): Consent["mode"] {
  const own = configuration?.consent;
  if (typeof own !== "object" || own === null) return consent.mode;
  const said = Object.entries(own).flatMap(modeIn);
  return said.includes("explicit") ? "explicit" : (said[0] ?? consent.mode);
}

function modeIn([name, value]: readonly [string, unknown]): readonly Consent["mode"][] {
  const text = typeof value === "string" ? value.trim().toLowerCase() : undefined;
  if (text === "explicit" || text === "implicit") return [text];
  if (typeof value !== "boolean") return [];
  const plain = name.toLowerCase().replace(/^is_?|_?consent$/g, "");
  if (plain === "explicit") return [value ? "explicit" : "implicit"];
  return plain === "implicit" ? [value ? "implicit" : "explicit"] : [];
}
