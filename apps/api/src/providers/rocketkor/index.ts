import type { CallContext } from "@understudy/engine";
import type { Handlers } from "@understudy/server/rocketkor";
import type { AnonymousContext, Provider } from "../../provider.ts";
import { authenticate, unknownToken } from "./authenticate.ts";
import { emit } from "./emit.ts";
import { present } from "./errors.ts";
import { example } from "./example.ts";
import * as all from "./handlers/index.ts";
import { judge } from "./judge.ts";
import { assets, pages } from "./pages/index.ts";
import { newRequestId } from "./request-id.ts";
import { found } from "./store/founding.ts";
import { timers } from "./timers.ts";
import { allUnlessDropped } from "./unless-dropped.ts";
import { webhooks } from "./webhooks.ts";

const { exchangeApiKey, ...handlers } = all;
type Anonymous = "exchangeApiKey";

export const provider = {
  name: "rocketkor",
  handlers: allUnlessDropped(handlers, unknownToken) satisfies Omit<Handlers<CallContext>, Anonymous>,
  anonymous: { exchangeApiKey } satisfies Pick<Handlers<AnonymousContext>, Anonymous>,
  present,
  prototypes: "refused",
  timers,
  webhooks: { ...webhooks, emit },
  pages,
  assets,
  example,
  requestId: newRequestId,
  authenticate,
  judge,
  found,
} satisfies Provider;
