import { at, follow, isObject, isText, type Json, type JsonObject } from "./json.ts";
import { cell, table } from "./markdown.ts";
import { neighbours } from "./self-contained.ts";
import type { Operation, Spec } from "./specs.ts";

/** Inputs whose outcome is stated: one row a value. */
export interface TestValues {
  title: string;
  description: string;
  /** The operation that lists them, if one does. */
  operation: Operation | undefined;
  rows: JsonObject[];
}

/**
 * Every list of test values in a spec. `x-test-values` is either the list itself, anywhere in the document, or a
 * title (or `true`) on an operation whose first successful example is the list or holds it under `data`.
 */
export function testValues(spec: Spec): TestValues[] {
  const listing = spec.operations.filter(({ node }) => node["x-test-values"] && !Array.isArray(node["x-test-values"]));
  return [...listing.map((operation) => listedBy(spec, operation)), ...written(spec.document, spec.title)];
}

function listedBy({ document, name }: Spec, operation: Operation): TestValues {
  const { id, node, summary } = operation;
  const responses = isObject(node.responses) ? node.responses : {};
  const success = Object.keys(responses).find((status) => status.startsWith("2")) ?? "";
  const example = exampleOf(document, at(follow(document, responses[success]), "content", "application/json"));
  const rows = rowsOf(at(example, "data") ?? example);
  if (rows.length === 0)
    throw new Error(`${id} of specs/${name}.yaml has x-test-values but no example that lists them.`);
  return { title: words(node["x-test-values"]) || summary, description: words(node.description), operation, rows };
}

function exampleOf(document: JsonObject, body: Json | undefined): Json | undefined {
  const named = at(body, "examples");
  const first = isObject(named) ? Object.values(named)[0] : undefined;
  return at(body, "example") ?? at(follow(document, first), "value");
}

function written(node: Json, title: string): TestValues[] {
  if (Array.isArray(node)) return node.flatMap((item) => written(item, title));
  if (!isObject(node)) return [];
  const name = words(node.summary ?? node.title) || title;
  const rows = rowsOf(node["x-test-values"]);
  const own = { title: name, description: words(node.description), operation: undefined, rows };
  const below = Object.entries(node).filter(([key]) => key !== neighbours);
  return [...(rows.length > 0 ? [own] : []), ...below.flatMap(([, item]) => written(item, name))];
}

const rowsOf = (list: Json | undefined) => (Array.isArray(list) ? list.filter(isObject) : []);
const words = (value: Json | undefined) => (isText(value) ? value.trim() : "");

/** One page with all test values of all specs, as Markdown. */
export function testValuesPage(specs: Spec[], base: string): string {
  const parts = specs.flatMap((spec) =>
    testValues(spec).map(({ title, description, operation, rows }) => {
      const source = operation
        ? `Also answered by [${operation.summary}](${base}/${operation.page}) of ${spec.title}.`
        : `From [${spec.title}](${base}/${spec.page}).`;
      return [`## ${title}`, description, tableOf(rows), source].filter(Boolean).join("\n\n");
    }),
  );
  const introduction = "These inputs have a stated outcome, so a test that sends one knows what will happen.";
  return [introduction, ...(parts.length > 0 ? parts : ["No spec states one yet."])].join("\n\n");
}

/** A column of single words holds what is typed into a request or read from an answer, and stands as code. */
function tableOf(rows: JsonObject[]): string {
  const columns = [...new Set(rows.flatMap(Object.keys))];
  const isCode = (key: string) => rows.every((row) => !/\s/.test(words(row[key])));
  const lines = rows.map((row) => columns.map((key) => show(row[key], isCode(key))));
  return table(
    columns.map((key) => (key.charAt(0).toUpperCase() + key.slice(1)).replaceAll("_", " ")),
    lines,
  );
}

function show(value: Json | undefined, isCode: boolean): string {
  if (value === null || value === undefined || value === "") return "–";
  if (typeof value === "boolean") return value ? "yes" : "no";
  const shown = cell(typeof value === "string" ? value : JSON.stringify(value));
  return isCode ? `\`${shown}\`` : shown;
}
