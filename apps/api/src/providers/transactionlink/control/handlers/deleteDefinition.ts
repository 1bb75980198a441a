import { remove } from "../../store/definitions.ts";
import type { Handler } from "../handler.ts";

export const deleteDefinition: Handler<"deleteDefinition"> = async ({ path }, ctx) => {
  await remove(ctx, path.definitionId);
  return { status: 204 };
};
