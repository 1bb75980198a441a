import { at, follow, isObject, isText, type JsonObject } from "./json.ts";
import { cell, table } from "./markdown.ts";
import { badge, type Origin, operationsByOrigin, origins, withBadges } from "./origins.ts";
import type { Operation, Spec } from "./specs.ts";

/** The headings that the overview of a spec has besides those of the reference tool. */
export const overviewSections = { origins: "Where it comes from", errors: "Errors" } as const;

/**
 * The document that the reference is made from: the spec with its badges, the local address first (so that the
 * requests shown can be pasted), and an overview of where its operations come from and how they refuse.
 */
export function referenceDocument(spec: Spec, base: string): JsonObject {
  const document = withBadges(spec.document);
  const info = isObject(document.info) ? document.info : {};
  const about = isText(info.description) ? info.description : "";
  const description = [about, addresses(spec), provenance(spec, base), refusals(spec)].filter(Boolean).join("\n\n");
  const servers = [
    { url: spec.baseUrl, description: "Understudy" },
    ...(spec.upstreamUrl ? [{ url: spec.upstreamUrl, description: "The provider" }] : []),
  ];
  return { ...document, info: { ...info, description }, servers, paths: atOnePlace(document.paths) };
}

/** The understudy serves at one address what a provider may spread over several. */
function atOnePlace(paths: JsonObject[string] | undefined): JsonObject {
  const items = isObject(paths) ? Object.entries(paths) : [];
  return Object.fromEntries(
    items.map(([path, item]) => {
      const { servers: _, ...rest } = isObject(item) ? item : {};
      return [path, rest];
    }),
  );
}

const addresses = (spec: Spec) =>
  spec.upstreamUrl
    ? `Base URL: \`${spec.baseUrl}\`, instead of \`${spec.upstreamUrl}\``
    : `Base URL: \`${spec.baseUrl}\``;

/** The badges explained, with the operations that carry each. */
function provenance(spec: Spec, base: string): string {
  const isProvider = spec.kind === "provider";
  const found = operationsByOrigin(spec);
  const named = (Object.keys(origins) as Origin[]).filter((origin) => isProvider || found[origin].length > 0);
  const rows = named.map((origin) => {
    const links = found[origin].map((operation) => `[${operation.summary}](${base}/${operation.page})`).join(", ");
    return [badge(origin), origins[origin].meaning, links ? `**${found[origin].length}**: ${links}` : "no operation"];
  });
  const fields = "A field carries one where it rests on something else than the provider's own page.";
  return [
    `## ${overviewSections.origins}`,
    `Every operation carries a badge that says what it rests on. ${isProvider ? fields : ""}`,
    table(["Badge", "Meaning", "Operations"], rows),
  ].join("\n\n");
}

/** Every status of 400 and above, with the words of its answers and how many operations give it. */
function refusals(spec: Spec): string {
  const answers = spec.operations.flatMap((operation) => refusalsOf(spec.document, operation));
  const statuses = [...new Set(answers.map(({ status }) => status))].toSorted();
  if (statuses.length === 0) return `## ${overviewSections.errors}\n\nNone is stated.`;
  const rows = statuses.map((status) => {
    const same = answers.filter((answer) => answer.status === status);
    const all = spec.operations.length;
    const share = same.length === all ? "all operations" : `${same.length} of ${all} operations`;
    return [`\`${status}\``, [...new Set(same.map(({ words }) => words))].join("<br>"), share];
  });
  return `## ${overviewSections.errors}\n\n${table(["Status", "When", "Answered by"], rows)}`;
}

function refusalsOf(document: JsonObject, { node }: Operation) {
  const responses = isObject(node.responses) ? Object.entries(node.responses) : [];
  return responses
    .filter(([status]) => Number(status) >= 400)
    .map(([status, response]) => {
      const words = at(follow(document, response), "description");
      return { status, words: isText(words) ? cell(words) : "" };
    });
}
