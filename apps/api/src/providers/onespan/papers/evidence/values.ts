import type { Cell, Fact } from "../drawing/table.ts";
import { spoken } from "../drawing/words.ts";

/** Of one value, in letters. */
const longest = 2_000;
/** Of the name of one, in letters: it stands in a narrow column, on one page. */
const longestName = 200;
/** Of one object. A caller may send tens of thousands, which nobody reads on paper: all of them are kept. */
const mostFacts = 200;

/** A value that a caller sent, in words that can be read: nothing of it is left out but what is empty, or said to be. */
export function told(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return joined(value.length, ", ", (index) => told(value[index]));
  if (typeof value !== "object") return cut(String(value), longest);
  const fields = Object.entries(value);
  return joined(fields.length, "; ", (index) => field(fields[index]));
}

function field([name, value]: readonly [string, unknown] = ["", null]): string {
  const text = told(value);
  return text === "" ? "" : `${spoken(name)}: ${text}`;
}

/** What nobody would see is not put into words. */
function joined(count: number, glue: string, part: (index: number) => string): string {
  let text = "";
  let seen = 0;
  for (; seen < count && text.length <= longest; seen += 1) {
    const next = part(seen);
    if (next !== "") text += text === "" ? next : glue + next;
  }
  return seen < count ? `${text.slice(0, longest)}… (${numbered(count - seen)} more)` : cut(text, longest);
}

function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text.slice(0, most)}… (${numbered(text.length - most)} more letters)`;
}

function numbered(count: number): string {
  return count.toLocaleString("en-US");
}

/** One fact for each value that is there; of very many the first, and how many more there are. */
export function factsOf(values: Readonly<Record<string, unknown>>): readonly Fact[] {
  const names = Object.keys(values);
  const listed: Fact[] = [];
  let seen = 0;
  for (; seen < names.length && listed.length < mostFacts; seen += 1) {
    const name = names[seen] ?? "";
    const text = told(values[name]);
    if (text !== "") listed.push([labels[name] ?? cut(spoken(name), longestName), text]);
  }
  const left = names.length - seen;
  return left === 0
    ? listed
    : [...listed, ["And more", `${numbered(left)} more, kept with the transaction and not printed`]];
}

const labels: Readonly<Record<string, string>> = { dob: "Date of birth" };

export function code(text: string | null): Cell {
  return text === null ? "None" : { text, face: "mono", size: 7.6 };
}
