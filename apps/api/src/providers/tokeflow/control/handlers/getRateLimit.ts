import { read } from "../../store/rate-limit.ts";
import type { Handler } from "../handler.ts";
import { rateLimitToWire } from "../wire/objects.ts";

export const getRateLimit: Handler<"getRateLimit"> = async (_, ctx) => {
  return { status: 200, body: rateLimitToWire(await read(ctx)) };
};
