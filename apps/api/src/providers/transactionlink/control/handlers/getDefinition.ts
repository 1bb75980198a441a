import { current } from "../../store/definitions.ts";
import type { Handler } from "../handler.ts";
import { definitionToWire } from "../wire/definition.ts";

export const getDefinition: Handler<"getDefinition"> = async ({ path }, ctx) => ({
  status: 200,
  body: definitionToWire(await current(ctx, path.definitionId)),
});
