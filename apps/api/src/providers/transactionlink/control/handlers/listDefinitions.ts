import { paged } from "../../../../page.ts";
import { type ListedDefinition, list } from "../../store/definitions.ts";
import type { Handler } from "../handler.ts";
import { definitionToWire } from "../wire/definition.ts";

export const listDefinitions: Handler<"listDefinitions"> = async ({ query }, ctx) => {
  const body = await paged<ListedDefinition, ReturnType<typeof definitionToWire>>(
    query,
    (page) => list(ctx, page),
    ({ sequence }) => sequence,
    definitionToWire,
  );
  return { status: 200, body };
};
