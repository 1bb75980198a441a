import type { Handlers } from "@understudy/server/tokeflow-control";
import type { ControlContext, ProviderControl } from "../../../provider.ts";
import * as handlers from "./handlers/index.ts";
import { inspect } from "./inspect.ts";

/** What a test may do to a Tokeflow world. */
export const control = {
  handlers: handlers satisfies Handlers<ControlContext>,
  inspect,
} satisfies ProviderControl;
