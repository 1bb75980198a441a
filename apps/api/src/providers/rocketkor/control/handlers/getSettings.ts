import { businessOf } from "../../store/business.ts";
import type { Handler } from "../handler.ts";
import { settingsToWire } from "../wire/settings.ts";

export const getSettings: Handler<"getSettings"> = async (_exchange, ctx) => ({
  status: 200,
  body: settingsToWire(await businessOf(ctx)),
});
