import type { CallContext } from "@understudy/engine";
import { randomSecret } from "@understudy/engine";
import type { Handlers } from "@understudy/server/tokeflow";
import type { Provider } from "../../provider.ts";
import { authenticate } from "./authenticate.ts";
import { emit } from "./emitting.ts";
import { present } from "./errors.ts";
import { example } from "./example.ts";
import * as handlers from "./handlers/index.ts";
import { inspect } from "./inspect.ts";
import { boletoPage } from "./pages/boleto.ts";
import { pixPicture } from "./pages/pix.ts";
import { found } from "./store/founding.ts";
import { lapseTransaction } from "./timers.ts";
import { webhooks } from "./webhooks.ts";

export const provider = {
  name: "tokeflow",
  handlers: handlers satisfies Handlers<CallContext>,
  present,
  timers: { lapse_transaction: lapseTransaction },
  webhooks: { ...webhooks, emit },
  pages: { "/pix/:id.png": { get: pixPicture }, "/boleto/:id": { get: boletoPage } },
  assets: { "boleto.css": { type: "text/css", file: new URL("./pages/boleto.css", import.meta.url) } },
  example,
  requestId: () => `req_${randomSecret(16)}`,
  authenticate,
  inspect,
  found,
} satisfies Provider;
