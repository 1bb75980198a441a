import type { Handler as HandlerOf, OperationId } from "@understudy/server/onespan";
import type { Call } from "./access/caller.ts";

export type Handler<Op extends OperationId> = HandlerOf<Op, Call>;
