import { nearest } from "@understudy/domain";

/** The end of a sentence about a name that nobody knows: the one that was meant, or those that there are. */
export function insteadOf(given: string, names: readonly string[], otherwise: string): string {
  const meant = nearest(given, names);
  if (meant !== undefined) return `did you mean \`${meant}\`?`;
  return names.length > 0 && names.length <= 8 ? `use one of ${names.join(", ")}.` : otherwise;
}
