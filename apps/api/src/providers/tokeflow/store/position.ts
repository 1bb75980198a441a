/** Where a page of a list ended: the moment of its last row, and that row's id, which orders equal moments. */
export interface Position {
  readonly at: Date;
  readonly id: string;
}

export interface Page {
  readonly limit: number;
  /** The end of the page before; undefined for the first page. */
  readonly after: Position | undefined;
}

export const newestFirst: [{ createdAt: "desc" }, { id: "desc" }] = [{ createdAt: "desc" }, { id: "desc" }];

/** The rows that follow a position when the newest stand first. */
export function olderThan(position: Position | undefined) {
  if (!position) return {};
  const { at, id } = position;
  // The first condition lets an index find the place, the second one settles equal moments.
  return { createdAt: { lte: at }, NOT: { createdAt: at, id: { gte: id } } };
}
