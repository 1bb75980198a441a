import { Refusal } from "@understudy/domain";

const dayMs = 86_400_000;
/** No sandbox's clock comes there, and no time far beyond has four digits for its year. */
const end = new Date("9999-01-01T00:00:00Z");

/** So many days after a time. Throws a Refusal that names the field where that is too far away. */
export function daysAfter(from: Date, days: number, field: string): Date {
  const then = new Date(from.getTime() + days * dayMs);
  if (then < end) return then;
  const message = "must end before the year 9999 by the sandbox's clock; give fewer days";
  throw new Refusal("out_of_range", `${field} ${message}.`, { problems: [{ field, rule: "maximum", message }] });
}
