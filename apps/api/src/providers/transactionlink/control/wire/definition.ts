import type { components } from "@understudy/contracts/transactionlink-control";
import type { Definition } from "../../rules/definition.ts";
import type { KnownDefinition } from "../../store/definitions.ts";

type Schemas = components["schemas"];

/** A definition has one form everywhere: what the caller may leave out is filled in. */
export function definitionFromWire(id: string, draft: Schemas["DefinitionDraft"]): Definition {
  const { id: _id, revision: _revision, executionType: _type, ...given } = draft;
  // The spec's schema says what the type says, but for what is derived.
  return { parameters: [], recordTableId: null, ui: {}, ...given, id, revision: "" } as Definition;
}

export function definitionToWire({ definition, executionType }: KnownDefinition): Schemas["Definition"] {
  const { id, name, revision, ...rest } = definition;
  return { id, name, revision, executionType, ...rest } as unknown as Schemas["Definition"];
}
