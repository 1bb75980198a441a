import type { Handler as HandlerOf, OperationId } from "@understudy/server/control";
import type { PlatformContext } from "../../provider.ts";

export type Handler<Op extends OperationId> = HandlerOf<Op, PlatformContext>;
