import { isUuid, Refusal } from "@understudy/domain";
import { putJudged } from "../../authoring.ts";
import type { Handler } from "../handler.ts";
import { definitionFromWire, definitionToWire } from "../wire/definition.ts";

export const putDefinition: Handler<"putDefinition"> = async ({ path, body }, ctx) => {
  const id = path.definitionId.toLowerCase();
  if (body.id !== undefined && body.id.toLowerCase() !== id)
    throw new Refusal("invalid", "Leave id out, or have it say what the path says.", { field: "id" });
  if (!isUuid(id)) throw new Refusal("invalid", "A definition's id must be a UUID.", { field: "path definitionId" });
  const { isNew, ...known } = await putJudged(ctx, definitionFromWire(id, body));
  return { status: isNew ? 201 : 200, body: definitionToWire(known) };
};
