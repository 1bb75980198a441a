import { paged } from "../../../../page.ts";
import { listPostings as list } from "../../store/ledger.ts";
import type { Handler } from "../handler.ts";
import { postingToWire } from "../wire/transaction.ts";

export const listPostings: Handler<"listPostings"> = async ({ query }, ctx) => {
  const body = await paged(
    query,
    (page) => list(ctx, query.transaction_id, page),
    ({ sequence }) => sequence,
    postingToWire,
  );
  return { status: 200, body };
};
