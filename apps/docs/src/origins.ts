import { follow, isObject, isText, type Json, type JsonObject } from "./json.ts";
import type { Operation, Spec } from "./specs.ts";

/** What a statement of a spec rests on, strongest first, in the words of `x-origin`. */
export const origins = {
  seed: { label: "documented", meaning: "It stands on the provider's own page for this API." },
  public: { label: "public", meaning: "It stands in another public source, which is named beside the badge." },
  inferred: { label: "inferred", meaning: "No source says it; it is what the sources make likely." },
  ours: { label: "ours", meaning: "It belongs to Understudy; the provider has no such thing." },
} as const;

export type Origin = keyof typeof origins;

export const originOf = (node: JsonObject): Origin | undefined => {
  const origin = node["x-origin"];
  return isText(origin) && Object.hasOwn(origins, origin) ? (origin as Origin) : undefined;
};

/** A badge as HTML that can stand in Markdown. */
export function badge(origin: Origin): string {
  const { label, meaning } = origins[origin];
  return `<span class="origin" data-origin="${origin}" title="${asHtml(meaning)}">${label}</span>`;
}

/** The operations of a spec by what they rest on; those that do not say are left out. */
export function operationsByOrigin(spec: Spec): Record<Origin, Operation[]> {
  const found: Record<Origin, Operation[]> = { seed: [], public: [], inferred: [], ours: [] };
  for (const operation of spec.operations) {
    const origin = originOf(operation.node);
    if (origin) found[origin].push(operation);
  }
  return found;
}

/** Values of these keys are data or names, in which `x-origin` would mean nothing. */
const opaque = new Set(["example", "examples", "default", "enum", "const", "x-test-values"]);

/** A copy of the document in which every description begins with the badge of what it describes. */
export function withBadges(document: JsonObject): JsonObject {
  const copy = (node: Json): Json => {
    if (Array.isArray(node)) return node.map(copy);
    if (!isObject(node)) return node;
    const entries = Object.entries(node).map(([key, value]) => [key, opaque.has(key) ? value : copy(value)]);
    const result: JsonObject = Object.fromEntries(entries);
    const origin = originOf(node);
    if (origin) result.description = described(document, node, origin);
    return result;
  };
  return Object.fromEntries(Object.entries(document).map(([key, value]) => [key, copy(value)]));
}

/**
 * A reference with an origin of its own keeps the words of what it refers to. Before the words of an operation the
 * badge has a line for itself; with a field it stands in the line, and what it cites follows the words.
 */
function described(document: JsonObject, node: JsonObject, origin: Origin): string {
  const target = follow(document, node);
  const text = node.description ?? (isObject(target) ? target.description : undefined);
  const words = isText(text) ? text.trim().replace(/^./, (first) => first.toUpperCase()) : "";
  const source = isText(node["x-source"]) ? `<span class="origin-source">${linked(node["x-source"])}</span>` : "";
  const isLine = "responses" in node || words.includes("\n\n");
  const parts = isLine ? [`${badge(origin)} ${source}`, words] : [badge(origin), words, source];
  return parts
    .filter(Boolean)
    .join(isLine ? "\n\n" : " ")
    .trim();
}

const linked = (source: string) =>
  /^https?:\/\/\S+$/.test(source)
    ? `<a href="${asHtml(source)}">${asHtml(source.replace(/^https?:\/\//, ""))}</a>`
    : asHtml(source);

const asHtml = (words: string) => words.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
