import { type Fault, Refusal } from "@understudy/domain";
import { inWords } from "./rules/suggestion.ts";

/** By which column a list is ordered under each name that `sort` takes. */
type Sortable = Readonly<Record<string, string>>;

export interface Order {
  readonly column: string;
  readonly isDescending: boolean;
}

/** The part of a list that is asked for. */
export interface Paging {
  /** How many rows come before it. */
  readonly offset: number;
  readonly limit: number;
  /** The first decides, and each further one where those before it do not. Never empty. */
  readonly order: readonly Order[];
}

/** One page with the number of all that match. */
export interface Listed<Row> {
  readonly total: number;
  readonly rows: readonly Row[];
}

interface Query {
  readonly page?: number | undefined;
  readonly size?: number | undefined;
  readonly sort?: readonly string[] | undefined;
}

/** The number of a list's first page: LinX counts from one, everything else from zero (providers/rocketkor.md 4.0). */
type FirstPage = 0 | 1;

const defaultSize = 30;
const newestFirst = ["createdAt,DESC"];

/** What a query that keeps the spec's schema asks for. Throws a Refusal for a `sort` that the list does not know. */
export function pagingFrom(
  { page, size = defaultSize, sort = [] }: Query,
  first: FirstPage,
  sortable: Sortable,
): Paging {
  const given = sort.filter((each) => /[^\s,]/.test(each));
  const asked = given.length === 0 ? newestFirst : given;
  const problems = asked.flatMap((each) => judgeOrder(each, sortable));
  if (problems.length > 0) throw new Refusal("invalid", "The order is not one that this list has.", { problems });
  return {
    offset: ((page ?? first) - first) * size,
    limit: size,
    order: asked.map((each) => orderFrom(each, sortable)),
  };
}

function judgeOrder(text: string, sortable: Sortable): readonly Fault[] {
  const { field, direction, rest } = partsOf(text);
  if (!Object.hasOwn(sortable, field))
    return [strange(`cannot be by \`${field}\`; use ${inWords(Object.keys(sortable), "or")}`)];
  if (rest.length === 0 && (direction === "ASC" || direction === "DESC")) return [];
  return [strange(`must be a field, with ASC or DESC behind it if at all, such as ${field},DESC`)];
}

/** `lastName`, `lastName,desc`: directions in whichever case, and upwards where there is none, as frameworks have it that speak so. */
function partsOf(text: string) {
  const [field = "", direction = "", ...rest] = text.split(",").map((part) => part.trim());
  return { field, direction: direction.toUpperCase() || "ASC", rest };
}

function strange(message: string): Fault {
  return { field: "sort", rule: "FIELD_INVALID", message };
}

/** Of a text that has been judged. */
function orderFrom(text: string, sortable: Sortable): Order {
  const { field, direction } = partsOf(text);
  return { column: String(sortable[field]), isDescending: direction === "DESC" };
}

/** The envelope that every paged list answers with. */
export function pageToWire<Row, Wire>(
  { total, rows }: Listed<Row>,
  { offset, limit }: Paging,
  first: FirstPage,
  toWire: (row: Row) => Wire,
) {
  return {
    totalElements: total,
    totalPages: Math.ceil(total / limit),
    number: offset / limit + first,
    numberOfElements: rows.length,
    hasNext: offset + limit < total,
    content: rows.map(toWire),
  };
}
