import { saveSettings } from "../../store/business.ts";
import type { Handler } from "../handler.ts";
import { settingsFromWire, settingsToWire } from "../wire/settings.ts";

export const putSettings: Handler<"putSettings"> = async ({ body }, ctx) => ({
  status: 200,
  body: settingsToWire(await saveSettings(ctx, settingsFromWire(body))),
});
