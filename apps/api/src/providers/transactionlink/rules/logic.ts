import jsonLogic, { type RulesLogic } from "json-logic-js";
import type { Logic } from "./definition.ts";
import { valueAt } from "./mapping.ts";

// The library's own `var` walks into prototypes, and its `log` writes to the console. Here what is null counts as absent,
// as it does in a mapping.
jsonLogic.add_operation("var", function (this: unknown, path: unknown, fallback: unknown = null) {
  if (path === undefined || path === null || path === "") return this;
  return valueAt(this, String(path).split(".")) ?? fallback;
});
jsonLogic.rm_operation("log");

/**
 * Whether a logic holds; empty texts and lists, 0 and null do not. Data that an operation cannot take, a text that is
 * asked for its smallest item, throws.
 */
export function isTrue(logic: Logic, data: unknown): boolean {
  // `logicProblems` has judged what a definition holds, and the library refuses operations that it does not know.
  return jsonLogic.truthy(jsonLogic.apply(logic as RulesLogic, data));
}

/** The paths of all data that a logic names, apart from those within the items of a list. */
export function variablesOf(logic: Logic): readonly string[] {
  return [...new Set(read(logic).variables)];
}

/** What is wrong with a logic, in sentences that follow its place: "steps.decide.rules.0.when …". */
export function logicProblems(logic: Logic): readonly string[] {
  const isCondition = typeof logic === "boolean" || (typeof logic === "object" && !Array.isArray(logic));
  if (!isCondition || logic === null) return ['is no condition: write an operation such as {"==": [{"var": …}, …]}'];
  return [...new Set(read(logic).problems)];
}

/** How many values each operation takes, at least and at most. */
const operators: Readonly<Record<string, readonly [number, number]>> = {
  var: [0, 2],
  missing: [1, Infinity],
  missing_some: [2, 2],
  if: [1, Infinity],
  "?:": [1, Infinity],
  and: [1, Infinity],
  or: [1, Infinity],
  "!": [1, 1],
  "!!": [1, 1],
  "==": [2, 2],
  "===": [2, 2],
  "!=": [2, 2],
  "!==": [2, 2],
  ">": [2, 2],
  ">=": [2, 2],
  "<": [2, 3],
  "<=": [2, 3],
  "+": [1, Infinity],
  "-": [1, 2],
  "*": [1, Infinity],
  "/": [2, 2],
  "%": [2, 2],
  min: [1, Infinity],
  max: [1, Infinity],
  map: [2, 2],
  filter: [2, 2],
  all: [2, 2],
  none: [2, 2],
  some: [2, 2],
  reduce: [2, 3],
  merge: [1, Infinity],
  in: [2, 2],
  cat: [1, Infinity],
  substr: [2, 3],
};
const overItems: readonly string[] = ["map", "filter", "all", "none", "some", "reduce"];
const growing: readonly string[] = ["cat", "merge"];
const deepest = 20;
const largest = 500;

interface Reading {
  readonly problems: string[];
  readonly variables: string[];
  size: number;
}

function read(logic: Logic): Reading {
  const reading = { problems: [], variables: [], size: 0 };
  walk(logic, reading, [], 1);
  return reading;
}

/** `around` holds the operations on lists whose items this part of the logic is about. */
function walk(logic: Logic, reading: Reading, around: readonly string[], depth: number): void {
  reading.size++;
  if (depth > deepest || reading.size > largest)
    reading.problems.push(`is too large: at most ${deepest} levels and ${largest} parts`);
  else if (Array.isArray(logic)) walkList(logic, reading, around, depth);
  else if (typeof logic === "object" && logic !== null) walkOperation(logic, reading, around, depth);
}

function walkList(logic: readonly unknown[], reading: Reading, around: readonly string[], depth: number): void {
  const isMade = logic.some((each) => typeof each === "object" && each !== null);
  if (isMade && around.includes("reduce")) reading.problems.push(grows("a list"));
  for (const each of logic) walk(each, reading, around, depth + 1);
}

function walkOperation(logic: object, reading: Reading, around: readonly string[], depth: number): void {
  const [[operator, given] = [undefined, undefined], ...others] = Object.entries(logic);
  if (operator === undefined || others.length > 0) {
    reading.problems.push("holds an object that is no operation: an operation has exactly one key, its name");
    return;
  }
  const values: readonly unknown[] = Array.isArray(given) ? given : [given];
  reading.problems.push(...operationProblems(operator, values, around));
  if (around.length === 0) reading.variables.push(...named(operator, values));
  for (const [index, value] of values.entries()) {
    const isAboutItems = overItems.includes(operator) && index === 1;
    walk(value, reading, isAboutItems ? [...around, operator] : around, depth + 1);
  }
}

function operationProblems(operator: string, values: readonly unknown[], around: readonly string[]): string[] {
  const [least, most] = (Object.hasOwn(operators, operator) && operators[operator]) || [];
  if (least === undefined || most === undefined)
    return [`names \`${operator}\`, which is no operation: use one of ${Object.keys(operators).join(" ")}`];
  const count = least === most ? `${least}` : most === Infinity ? `at least ${least}` : `${least} to ${most}`;
  const problems: string[] = [];
  if (values.length < least || values.length > most)
    problems.push(`gives \`${operator}\` ${values.length} values, but it takes ${count}`);
  if (operator === "var" && values.length > 0 && typeof values[0] !== "string" && typeof values[0] !== "number")
    problems.push("works out the path of a `var`: write the path as a text");
  if (operator === "missing_some" && !Array.isArray(values[1]))
    problems.push("gives `missing_some` no list: write a number and the list of paths");
  // A list in a list, or a text that grows by its own length, would take a time out of all proportion to the data.
  if (around.length > 0 && overItems.includes(operator))
    problems.push(`asks for the items of a list within \`${around.at(-1)}\`: one list at a time`);
  if (around.length > 0 && growing.includes(operator))
    problems.push(
      around.includes("reduce")
        ? grows(`\`${operator}\``)
        : `has \`${operator}\` within \`${around.at(-1)}\`, which makes as many texts or lists as there are items: leave it out`,
    );
  return problems;
}

function grows(what: string): string {
  return `has ${what} within \`reduce\`, which would double at each item: let it add up a number`;
}

function named(operator: string, values: readonly unknown[]): readonly string[] {
  if (operator === "var")
    return values
      .slice(0, 1)
      .filter((path) => path !== "" && path !== null)
      .map(String);
  const paths = operator === "missing" ? values.flat() : operator === "missing_some" ? [values[1]].flat() : [];
  return paths.filter((path) => typeof path === "string");
}
