import type { Handlers } from "@understudy/server/onespan";
import type { Provider } from "../../provider.ts";
import { authenticate, demandOwnTenant } from "./authenticate.ts";
import type { Call } from "./caller.ts";
import { present } from "./errors.ts";
import { example } from "./example.ts";
import * as handlers from "./handlers/index.ts";
import { judge } from "./judge.ts";
import { assets, pages } from "./pages/index.ts";
import { newRequestId } from "./request-id.ts";
import { found } from "./store/founding.ts";
import { tasks } from "./tasks.ts";
import { timers } from "./timers.ts";
import { unknownToken } from "./tokens/verify.ts";
import { allUnlessDropped } from "./unless-dropped.ts";
import { webhooks } from "./webhooks.ts";

export const provider = {
  name: "onespan",
  handlers: allUnlessDropped(handlers satisfies Handlers<Call>, unknownToken),
  present,
  timers,
  tasks,
  webhooks,
  pages,
  assets,
  example,
  requestId: newRequestId,
  authenticate,
  admit: demandOwnTenant,
  judge,
  found,
} satisfies Provider;
