import { Refusal } from "@understudy/domain";
import type { Exchange } from "@understudy/server";
import { findCardNumber } from "./rules/card-number.ts";

/** Raw card data never enters: wherever it stands, the request is refused as a whole, before anything is kept (seed). */
export function inspect({ path, query, header, body }: Exchange): void {
  const field = findCardNumber(body) ?? findCardNumber(query) ?? findCardNumber(header) ?? findCardNumber(path);
  if (field === undefined) return;
  throw new Refusal(
    "card_data",
    "The request holds what looks like a card number. Tokenize cards in the browser and send the tok_… reference.",
    { field: field || "body" },
  );
}
