import type { components } from "@understudy/contracts/transactionlink-control";
import type { Definition } from "../../rules/definition.ts";
import type { KnownDefinition } from "../../store/definitions.ts";

type Schemas = components["schemas"];

/** A definition has one form everywhere, with what the caller may leave out filled in and its parts in one order. */
export function definitionFromWire(id: string, draft: Schemas["DefinitionDraft"]): Definition {
  const { name, description, parameters = [], locales, recordTableId = null, ui = {}, start, steps } = draft;
  const definition = {
    ...{ id, name, revision: "", ...(description !== undefined && { description }) },
    ...{ parameters, locales, recordTableId, ui, start, steps },
  };
  // The spec's schema says what the type says.
  return definition as Definition;
}

export function definitionToWire({ definition, executionType }: KnownDefinition): Schemas["Definition"] {
  const { id, name, revision, ...rest } = definition;
  return { id, name, revision, executionType, ...rest } as unknown as Schemas["Definition"];
}
