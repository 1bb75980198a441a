import { list } from "../../store/keys.ts";
import type { Handler } from "../handler.ts";
import { paged, positionOf } from "../page.ts";
import { keyToWire } from "../wire/objects.ts";

export const listKeys: Handler<"listKeys"> = async ({ query }, ctx) => ({
  status: 200,
  body: await paged(query, (page) => list(ctx, page), positionOf, keyToWire),
});
