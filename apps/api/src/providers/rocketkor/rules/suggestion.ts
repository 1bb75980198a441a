import { nearest } from "@understudy/domain";

/** The end of a phrase about a name that nobody knows: the one that was meant, or those that there are, if they are few. */
export function insteadOf(given: string, names: readonly string[]): string {
  const meant = nearest(given, names);
  if (meant !== undefined) return `did you mean \`${meant}\`?`;
  return names.length > 8 ? "leave it out" : `use ${inWords(names, "or")}`;
}

/** `HOME, WORK or MOBILE` */
export function inWords(names: readonly string[], joint: "and" | "or"): string {
  const [last = "", ...others] = [...names].reverse();
  return others.length === 0 ? last : `${others.reverse().join(", ")} ${joint} ${last}`;
}
