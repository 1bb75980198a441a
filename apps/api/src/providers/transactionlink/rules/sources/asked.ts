import type { Answer } from "../automatic.ts";

/**
 * Answers for the number that stands under one of these names in the input. Numbers that end in 404 are not known and
 * with those that end in 500 the source is out of order.
 */
export function answerFor(
  source: string,
  input: Readonly<Record<string, unknown>>,
  names: readonly string[],
  find: (number: string) => unknown,
): Answer {
  const number = names.map((name) => textOf(input[name])).find((text) => text !== "");
  if (number === undefined) {
    const message = `The ${source} is asked by ${names.join(" or ")}, and the input has none.`;
    return { error: { code: "invalid_input", message } };
  }
  if (number.endsWith("404")) return { error: { code: "not_found", message: `The ${source} has no ${number}.` } };
  if (number.endsWith("500"))
    return { error: { code: "source_unavailable", message: `The ${source} does not answer at present.` } };
  return { output: find(number) };
}

function textOf(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value).trim() : "";
}

/** What a number is known by to all sources: `PL 526-025-02-74` and `5260250274` are the same company. */
export function subjectOf(number: string): string {
  return number.replace(/\D/g, "") || number.toUpperCase();
}
