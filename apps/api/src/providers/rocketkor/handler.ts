import type { CallContext } from "@understudy/engine";
import type { Handler as HandlerOf, OperationId } from "@understudy/server/rocketkor";

export type Handler<Op extends OperationId> = HandlerOf<Op, CallContext>;
