import type { Handler } from "../handler.ts";
import { reflowNow } from "../reflowing.ts";

export const reflowBySubjectAndWorkflow: Handler<"reflowBySubjectAndWorkflow"> = async ({ path }, ctx) => {
  await reflowNow(ctx, { subjectIds: [path.subjectId], workflowIds: [path.workflowId] });
  return { status: 202 };
};
