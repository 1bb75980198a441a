import type { components } from "@understudy/contracts/transactionlink-control";
import document from "@understudy/contracts/transactionlink-control.json" with { type: "json" };
import { type Fault, Refusal } from "@understudy/domain";
import type { Context } from "@understudy/engine";
import { bodyJudge, type Problem } from "@understudy/server";
import type { SeedFile, Seeding } from "../../provider.ts";
import { definitionFromWire } from "./control/wire/definition.ts";
import { companies } from "./rules/companies.ts";
import type { Definition } from "./rules/definition.ts";
import { problemsOf } from "./rules/definition-problems.ts";
import { unknownTables } from "./rules/problems/tables.ts";
import { put } from "./store/definitions.ts";

type Draft = components["schemas"]["DefinitionDraft"];

/** Each file is a workflow as `putDefinition` takes it, with an id. */
export const seeds = {
  read({ text }: SeedFile): Definition {
    const draft = parsed(text);
    const shape = shapeProblems(draft);
    if (shape.length > 0) throw broken(shape);
    const { id, ...rest } = draft as Draft & { readonly id: string };
    const definition = definitionFromWire(id.toLowerCase(), rest);
    const problems = [
      ...problemsOf(definition),
      ...unknownTables(definition, [companies.id], `of a new sandbox: those have ${companies.id} only.`),
    ];
    if (problems.length > 0) throw broken(problems);
    return definition;
  },
  async lay(ctx: Context, definitions: readonly Definition[]): Promise<void> {
    for (const definition of definitions) await put(ctx, definition);
  },
} satisfies Seeding;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Refusal("bad_json", `The file is not JSON: ${(error as Error).message}.`);
  }
}

let judge: ReturnType<typeof bodyJudge> | undefined;

/** A path names the workflow that is put; a file has to name it itself. */
function shapeProblems(draft: unknown): readonly Fault[] {
  // Made at the first file, as most servers have none.
  judge ??= bodyJudge(document, "putDefinition");
  const problems = judge(draft);
  const isNameless = typeof draft === "object" && draft !== null && !Array.isArray(draft) && !("id" in draft);
  const id: Problem = { in: "body", field: "id", rule: "required", message: "is required" };
  return [...(isNameless ? [id] : []), ...problems].map(faultOf);
}

function faultOf({ field, rule, message }: Problem): Fault {
  const name = field === "" ? "The file" : field;
  if (rule === "required") return { field, rule, message: `${name} is missing: add it.` };
  if (rule === "additionalProperties") return { field, rule, message: `${name} is not known here: leave it out.` };
  return { field, rule, message: `${name} ${message}.` };
}

function broken(problems: readonly Fault[]): Refusal {
  return new Refusal("invalid", "The workflow breaks a rule.", { problems });
}
