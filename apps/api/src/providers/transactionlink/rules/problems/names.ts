import type { Fault } from "@understudy/domain";
import type { Step } from "../definition.ts";
import { stepAt } from "../graph.ts";
import { logicProblems, variablesOf } from "../logic.ts";
import { nearReferencesOf, referencesOf } from "../mapping.ts";
import { logicsOf, mappingsOf, type PlacedLogic } from "./expressions.ts";
import { faultAt, type Place } from "./place.ts";
import { insteadOf } from "./suggestion.ts";

/** What the mappings and conditions of a step name and nobody knows, and conditions that are none. */
export function nameProblems(place: Place): readonly Fault[] {
  const ofMappings = mappingsOf(place.step).flatMap(({ path, mapping }) =>
    referencesOf(mapping, path).flatMap(({ at, path: name }) =>
      judge(place, at, unknownIn(place, name), "bad_mapping"),
    ),
  );
  const ofLogics = logicsOf(place.step).flatMap(({ path, logic, also }) => [
    ...logicProblems(logic).map((sentence) => faultAt(place, path, "bad_logic", `${sentence}.`)),
    ...variablesOf(logic).flatMap((name) => judge(place, path, unknownIn(place, name.split("."), also), "bad_logic")),
  ]);
  const ofTexts = mappingsOf(place.step).flatMap(({ path, mapping }) =>
    nearReferencesOf(mapping, path).map(({ at, text }) =>
      faultAt(
        place,
        at,
        "bad_mapping",
        `is \`${text}\`, a plain text; write \`$.${text.slice(1)}\`, or \`$${text}\` if it is one.`,
      ),
    ),
  );
  return [...ofMappings, ...ofTexts, ...ofLogics];
}

/** A name that nobody knows. */
interface Unknown {
  /** Absent where the name is at fault for what it stands in. */
  readonly rule?: "undeclared_parameter" | "unknown_step_output";
  readonly name: readonly string[];
  readonly what: string;
  /** The part that is wrong, what might stand there instead, and what to do if that is not it. */
  readonly given: string;
  readonly names: readonly string[];
  readonly otherwise: string;
}

function judge(place: Place, at: string, unknown: Unknown | undefined, rule: string): readonly Fault[] {
  if (!unknown) return [];
  const { name, what, given, names, otherwise } = unknown;
  const sentence = `names \`${name.join(".")}\`, ${what}; ${insteadOf(given, names, otherwise)}`;
  return [faultAt(place, at, unknown.rule ?? rule, sentence)];
}

function unknownIn(place: Place, name: readonly string[], also: PlacedLogic["also"] = {}): Unknown | undefined {
  const [root = "", key] = name;
  if (root === "steps") return key === undefined ? undefined : unknownOutput(place, name, key);
  const parameters = place.definition.parameters.map((parameter) => parameter.key);
  const known: PlacedLogic["also"] = { parameters, execution: ["id", "locale", "recordId"], ...also };
  const names = Object.hasOwn(known, root) ? known[root] : undefined;
  if (!names) {
    const roots = ["steps", ...Object.keys(known)];
    return { name, what: "which is nowhere", given: root, names: roots, otherwise: "" };
  }
  if (key === undefined || names.includes(key)) return undefined;
  if (root !== "parameters")
    return { name, what: `which ${root} does not hold`, given: key, names, otherwise: "name what is there." };
  const what = "a parameter that is not declared";
  return { rule: "undeclared_parameter", name, what, given: key, names, otherwise: "declare it in parameters." };
}

function unknownOutput(place: Place, name: readonly string[], key: string): Unknown | undefined {
  const unknown = { rule: "unknown_step_output", name } as const;
  const step = stepAt(place.definition, key);
  if (!step) {
    const names = Object.keys(place.definition.steps);
    return { ...unknown, what: "the output of no step", given: key, names, otherwise: "name one of the steps." };
  }
  if (place.before && !place.before.has(key)) {
    const names = [...place.before];
    const what = `but \`${key}\` never runs before \`${place.key}\``;
    return { ...unknown, what, given: key, names, otherwise: "name a step that comes before." };
  }
  const names = outputsOf(step);
  const [, , part] = name;
  if (part === undefined || !names || names.includes(part)) return undefined;
  return {
    ...unknown,
    what: `which \`${key}\` does not put out`,
    given: part,
    names,
    otherwise: "name one of its fields.",
  };
}

/** The names in the output of a step, where they are the same each time. */
function outputsOf(step: Step): readonly string[] | undefined {
  if (step.type === "form") return step.fields.map(({ key }) => key);
  if (step.type === "decision") return ["outcome", "ruleIndex"];
  return step.type === "document_upload" ? ["files"] : undefined;
}
