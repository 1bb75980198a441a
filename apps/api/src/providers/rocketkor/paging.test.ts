import { Refusal } from "@understudy/domain";
import { describe, expect, it } from "vitest";
import { pageToWire, pagingFrom } from "./paging.ts";

const sortable = { createdAt: "t.created_at", title: "title" } as const;
const newestFirst = [{ column: "t.created_at", isDescending: true }];

function refusal(sort: readonly string[]): Refusal {
  try {
    pagingFrom({ sort }, 0, sortable);
  } catch (error) {
    if (error instanceof Refusal) return error;
  }
  throw new Error("it was not refused");
}

describe("what a query asks for", () => {
  it("is the first thirty, the newest first, where it says nothing", () => {
    for (const first of [0, 1] as const)
      expect(pagingFrom({}, first, sortable)).toEqual({ offset: 0, limit: 30, order: newestFirst });
    expect(pagingFrom({ sort: [] }, 0, sortable).order).toEqual(newestFirst);
  });

  it("counts pages from one in LinX, and from zero elsewhere", () => {
    expect(pagingFrom({ page: 1, size: 10 }, 1, sortable).offset).toBe(0);
    expect(pagingFrom({ page: 1, size: 10 }, 0, sortable).offset).toBe(10);
    expect(pagingFrom({ page: 1_000_000, size: 100 }, 1, sortable).offset).toBe(99_999_900);
  });

  it("is ordered by each field in turn", () => {
    const { order } = pagingFrom({ sort: ["title,ASC", "createdAt,DESC"] }, 0, sortable);
    expect(order).toEqual([{ column: "title", isDescending: false }, ...newestFirst]);
  });

  it("is ordered by nothing that the list does not know, whatever it may be to others", () => {
    for (const field of ["titel", "sequence", "t.created_at", "constructor", "__proto__", "", "1; DROP TABLE x"])
      expect(refusal([`${field},ASC`])).toMatchObject({
        code: "invalid",
        details: { problems: [{ field: "sort", rule: "FIELD_INVALID" }] },
      });
    const messages = refusal(["titel,ASC", "title,ASC", "price,ASC"]).details.problems?.map(({ message }) => message);
    expect(messages).toEqual([
      "cannot be by `titel`; use createdAt or title",
      "cannot be by `price`; use createdAt or title",
    ]);
  });

  it("goes up or down", () => {
    const message = "must be a field, with ASC or DESC behind it if at all, such as title,DESC";
    for (const sort of ["title,UP", "title,ASC,DESC", "title,,ASC"])
      expect(refusal([sort]).details.problems).toEqual([{ field: "sort", rule: "FIELD_INVALID", message }]);
  });
});

describe("the envelope", () => {
  const of = (total: number, rows: number, page: number, size: number, first: 0 | 1) => {
    const paging = pagingFrom({ page, size }, first, sortable);
    const { content, ...rest } = pageToWire({ total, rows: Array(rows).fill(1) }, paging, first, (row) => row);
    expect(content).toHaveLength(rest.numberOfElements);
    return Object.values(rest);
  };

  it("tells how many there are, how many pages that makes, and which one this is", () => {
    expect(of(61, 30, 1, 30, 1)).toEqual([61, 3, 1, 30, true]);
    expect(of(61, 1, 3, 30, 1)).toEqual([61, 3, 3, 1, false]);
    expect(of(61, 1, 2, 30, 0)).toEqual([61, 3, 2, 1, false]);
    expect(of(60, 30, 1, 30, 0)).toEqual([60, 2, 1, 30, false]);
  });

  it("is whole behind the end, and where there is nothing", () => {
    expect(of(61, 0, 9, 30, 1)).toEqual([61, 3, 9, 0, false]);
    expect(of(0, 0, 1, 30, 1)).toEqual([0, 0, 1, 0, false]);
    expect(of(0, 0, 0, 30, 0)).toEqual([0, 0, 0, 0, false]);
  });
});
