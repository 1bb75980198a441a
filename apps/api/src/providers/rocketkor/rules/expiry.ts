import { Refusal } from "@understudy/domain";

const hour = 3_600_000;
/** Ten years: as long as anything may live from now on, however often it is extended. */
const mostHours = 87_600;
/** No sandbox's clock comes there, and no time beyond has four digits for its year. */
const end = new Date("9999-01-01T00:00:00Z");

/** So many hours after a time. Throws a Refusal where that is too far away. */
export function expiryAfter(from: Date, hours: number, now: Date): Date {
  const expireAt = new Date(from.getTime() + hours * hour);
  if (expireAt.getTime() - now.getTime() > mostHours * hour)
    throw tooLong(`must not put the expiry off to more than ${mostHours} hours from now`);
  if (expireAt >= end) throw tooLong("must put the expiry before the year 9999; give fewer");
  return expireAt;
}

function tooLong(message: string): Refusal {
  const problems = [{ field: "expireInHours", rule: "FIELD_INVALID", message }];
  return new Refusal("invalid", `expireInHours ${message}.`, { problems });
}
