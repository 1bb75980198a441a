import type { Handlers } from "@understudy/server/control";
import type { PlatformContext } from "../../provider.ts";
import * as handlers from "./handlers/index.ts";

/** The platform's own operations. */
export const control = { handlers: handlers satisfies Handlers<PlatformContext> };
