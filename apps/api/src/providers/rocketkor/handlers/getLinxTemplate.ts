import type { Handler } from "../handler.ts";
import { get } from "../store/templates.ts";
import { detailToWire } from "../wire/template.ts";

export const getLinxTemplate: Handler<"getLinxTemplate"> = async ({ path }, ctx) => {
  return { status: 200, body: detailToWire(await get(ctx, path.templateId)) };
};
