import { Refusal } from "@understudy/domain";
import type { Handler } from "../handler.ts";
import { pageToWire, pagingFrom } from "../paging.ts";
import { isTimeZone, spanOf } from "../rules/days.ts";
import { searchCustomers, sortable } from "../store/customer-search.ts";
import { customerToWire } from "../wire/customer.ts";

export const listCustomers: Handler<"listCustomers"> = async ({ query }, ctx) => {
  demandTimeZone(query.timeZone);
  const paging = pagingFrom(query, 0, sortable);
  const page = await searchCustomers(ctx, { ...query, ...spanOf(query) }, paging);
  return { status: 200, body: pageToWire(page, paging, 0, customerToWire) };
};

function demandTimeZone(timeZone = "UTC"): void {
  if (isTimeZone(timeZone)) return;
  const message = "must be the IANA name of a time zone, such as America/Toronto";
  throw new Refusal("invalid", `timeZone ${message}.`, {
    problems: [{ field: "timeZone", rule: "FIELD_INVALID", message }],
  });
}
