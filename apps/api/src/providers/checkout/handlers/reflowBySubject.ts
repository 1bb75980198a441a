import type { Handler } from "../handler.ts";
import { reflowNow } from "../reflowing.ts";

export const reflowBySubject: Handler<"reflowBySubject"> = async ({ path }, ctx) => {
  await reflowNow(ctx, { subjectIds: [path.subjectId] });
  return { status: 202 };
};
