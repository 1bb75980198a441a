import type { Handlers } from "@understudy/server/onespan";
import type { Provider } from "../../provider.ts";
import { authenticate, demandOwnTenant } from "./access/authenticate.ts";
import type { Call } from "./access/caller.ts";
import { unknownToken } from "./access/verify.ts";
import { present } from "./answers/errors.ts";
import { newRequestId } from "./answers/request-id.ts";
import { example } from "./example.ts";
import * as handlers from "./handlers/index.ts";
import { judge } from "./judge.ts";
import { assets, pages } from "./pages/index.ts";
import { found } from "./store/tenant/founding.ts";
import { tasks } from "./tasks.ts";
import { timers } from "./timers.ts";
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
