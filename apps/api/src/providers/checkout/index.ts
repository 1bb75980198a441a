import type { CallContext } from "@understudy/engine";
import type { Handlers } from "@understudy/server/checkout";
import type { AnonymousContext, Provider } from "../../provider.ts";
import { authenticate } from "./authenticate.ts";
import { emit } from "./emission.ts";
import { present } from "./errors.ts";
import { example } from "./example.ts";
import * as all from "./handlers/index.ts";
import { newRequestId } from "./request-id.ts";
import { found } from "./store/founding.ts";
import { webhooks } from "./webhooks.ts";

const { requestAccessToken, ...handlers } = all;
type Anonymous = "requestAccessToken";

export const provider = {
  name: "checkout",
  hostNames: ["access"],
  handlers: handlers satisfies Omit<Handlers<CallContext>, Anonymous>,
  anonymous: { requestAccessToken } satisfies Pick<Handlers<AnonymousContext>, Anonymous>,
  present,
  timers: {},
  webhooks: { ...webhooks, emit },
  example,
  requestId: newRequestId,
  authenticate,
  found,
} satisfies Provider;
