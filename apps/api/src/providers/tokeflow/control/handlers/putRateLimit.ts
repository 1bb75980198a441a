import { set } from "../../store/rate-limit.ts";
import type { Handler } from "../handler.ts";
import { rateLimitToWire } from "../wire/objects.ts";

export const putRateLimit: Handler<"putRateLimit"> = async ({ body }, ctx) => {
  const limit = { requests: body.requests, windowSeconds: body.window_seconds ?? 1 };
  await set(ctx, limit);
  return { status: 200, body: rateLimitToWire(limit) };
};
