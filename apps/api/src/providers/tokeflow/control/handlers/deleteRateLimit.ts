import { lift } from "../../store/rate-limit.ts";
import type { Handler } from "../handler.ts";

export const deleteRateLimit: Handler<"deleteRateLimit"> = async (_, ctx) => {
  await lift(ctx);
  return { status: 204 };
};
