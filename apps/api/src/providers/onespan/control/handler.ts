import type { Handler as HandlerOf, OperationId } from "@understudy/server/onespan-control";
import type { ControlContext } from "../../../provider.ts";

export type Handler<Op extends OperationId> = HandlerOf<Op, ControlContext>;
