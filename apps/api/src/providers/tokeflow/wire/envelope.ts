import type { CallContext } from "@understudy/engine";

/** The success envelope (seed): `request_id` and `timestamp` stand beside the data. */
export function envelope<T>(data: T, ctx: CallContext) {
  return { success: true as const, data, request_id: ctx.requestId, timestamp: ctx.now.toISOString() };
}

export interface Paging {
  readonly page: number;
  readonly limit: number;
}

/** The envelope of a list, with where in it the page stands. */
export function pageEnvelope<T>(data: T[], total: number, { page, limit }: Paging, ctx: CallContext) {
  const totalPages = Math.ceil(total / limit);
  const pagination = {
    page,
    limit,
    total,
    total_pages: totalPages,
    has_next: page < totalPages,
    has_prev: page > 1,
  };
  return { ...envelope(data, ctx), meta: { pagination } };
}
