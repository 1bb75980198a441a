import { setState } from "../../store/templates.ts";
import type { Handler } from "../handler.ts";
import { templateToWire } from "../wire/template.ts";

export const setTemplateState: Handler<"setTemplateState"> = async ({ path, body }, ctx) => {
  return { status: 200, body: templateToWire(await setState(ctx, path.templateId, body.state)) };
};
