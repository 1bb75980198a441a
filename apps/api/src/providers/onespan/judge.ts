import type { BodyProblem } from "@understudy/server";
import { judgeCreateBody } from "./rules/request/create.ts";

/** Rules about bodies that join several fields, or that no schema can say; `now` is the sandbox's time. */
export function judge(operationId: string, body: unknown, now: Date): readonly BodyProblem[] {
  return operationId === "createTransaction" ? judgeCreateBody(body, now) : [];
}
