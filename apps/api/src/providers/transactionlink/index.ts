import type { CallContext } from "@understudy/engine";
import type { Handlers } from "@understudy/server/transactionlink";
import type { AnonymousContext, Provider } from "../../provider.ts";
import { authenticate } from "./authenticate.ts";
import { emit } from "./emission.ts";
import { present } from "./errors.ts";
import { example } from "./example.ts";
import * as all from "./handlers/index.ts";
import { assets, pages } from "./pages/index.ts";
import { newRequestId } from "./request-id.ts";
import { seeds } from "./seeds.ts";
import { found } from "./store/founding.ts";
import { tasks } from "./tasks.ts";
import { timers } from "./timers.ts";
import { webhooks } from "./webhooks.ts";

const { authAuthorize, authRefresh, getWebhookPublicKey, ...handlers } = all;
type Anonymous = "authAuthorize" | "authRefresh" | "getWebhookPublicKey";

export const provider = {
  name: "transactionlink",
  handlers: handlers satisfies Omit<Handlers<CallContext>, Anonymous>,
  anonymous: { authAuthorize, authRefresh, getWebhookPublicKey } satisfies Pick<Handlers<AnonymousContext>, Anonymous>,
  present,
  timers,
  tasks,
  webhooks: { ...webhooks, emit },
  pages,
  assets,
  example,
  requestId: newRequestId,
  authenticate,
  found,
  seeds,
} satisfies Provider;
