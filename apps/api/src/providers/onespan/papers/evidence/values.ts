import type { Cell, Fact } from "../drawing/table.ts";
import { spoken } from "../drawing/words.ts";

const longest = 2_000;

/** A value that a caller sent, in words that can be read: nothing of it is left out but what is empty. */
export function told(value: unknown): string {
  if (value === null || value === undefined) return "";
  const text = Array.isArray(value)
    ? value.map(told).join(", ")
    : typeof value === "object"
      ? fields(value)
      : String(value);
  if (text.length <= longest) return text;
  return `${text.slice(0, longest)}… (${(text.length - longest).toLocaleString("en-US")} more letters)`;
}

function fields(value: object): string {
  return Object.entries(value)
    .map(([name, each]) => [spoken(name), told(each)])
    .filter(([, text]) => text !== "")
    .map(([name, text]) => `${name}: ${text}`)
    .join("; ");
}

/** One fact for each value that is there. */
export function factsOf(values: Readonly<Record<string, unknown>>): readonly Fact[] {
  return Object.entries(values).flatMap(([name, value]) => {
    const text = told(value);
    return text === "" ? [] : [[labels[name] ?? spoken(name), text] as const];
  });
}

const labels: Readonly<Record<string, string>> = { dob: "Date of birth" };

export function code(text: string | null): Cell {
  return text === null ? "None" : { text, face: "mono", size: 7.6 };
}
