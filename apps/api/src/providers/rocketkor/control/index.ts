import type { Handlers } from "@understudy/server/rocketkor-control";
import type { ControlContext, ProviderControl } from "../../../provider.ts";
import * as handlers from "./handlers/index.ts";

/** What a test may do to a RocketKOR world. */
export const control = { handlers: handlers satisfies Handlers<ControlContext> } satisfies ProviderControl;
