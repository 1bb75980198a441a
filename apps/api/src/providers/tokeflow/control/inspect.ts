import type { Exchange } from "@understudy/server";
import { inspect as inspectExchange } from "../inspect.ts";

/** As in the provider's own API, except that `createCard` is given the number of a test card, which is not kept. */
export function inspect(exchange: Exchange): void {
  // The spec lets no other body have a field of this name.
  const { number: _, ...body } = (exchange.body ?? {}) as Readonly<Record<string, unknown>>;
  inspectExchange({ ...exchange, body });
}
