import type { Consent, Workflow } from "./workflow.ts";

/**
 * Whether a person must tick a box before the journey goes on. The names of the properties of `configuration.consent` are
 * in no source (providers/onespan.md OD-11): it counts whether one of them says so, by its whole value, as `"explicit"`, or
 * by its name, as `explicit: true` or `explicit: {…}`. What says neither leaves it to the workflow.
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
  const plain = name.toLowerCase().replace(/^is_?|_?consent$/g, "");
  if (plain !== "explicit" && plain !== "implicit") return [];
  const isMeant = isYes(text ?? value);
  if (isMeant === undefined) return [];
  return [(plain === "explicit") === isMeant ? "explicit" : "implicit"];
}

/** An object says how, and so that it is. Undefined for what says neither yes nor no. */
function isYes(value: unknown): boolean | undefined {
  if (value === true || value === "true") return true;
  if (value === false || value === "false") return false;
  return typeof value === "object" && value !== null ? true : undefined;
}
