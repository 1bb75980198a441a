import type { Fault } from "@understudy/domain";
import { birthProblem } from "../birth.ts";
import { countryProblem } from "./country.ts";
import { fault, faultsOfRepeated, type Given, itemsIn, objectIn, objectsIn } from "./reading.ts";

/** Who takes part: one of each role, whose day of birth, addresses and e-mail addresses there are. */
export function judgeUsers(users: unknown, now: Date): readonly Fault[] {
  const given = objectsIn(users, "users");
  return [
    ...faultsOfRepeated(given, "role", "is the role of another user too; a role is one person's"),
    ...given.flatMap(({ at, value }) => [
      ...judgeBirth(value, at, now),
      ...judgeEmails(value, at),
      ...judgeCountry(objectIn(value.address), `${at}.address`),
    ]),
  ];
}

function judgeBirth({ dob }: Given, at: string, now: Date): readonly Fault[] {
  const problem = typeof dob === "string" ? birthProblem(dob, now) : undefined;
  return problem === undefined ? [] : [fault(`${at}.dob`, "date", problem)];
}

/**
 * No source has a rule for e-mail addresses, so that only what cannot be one is told: they are never sent to. Commas may
 * stand between several, also behind the last one (providers/onespan.md 5.3).
 */
function judgeEmails({ email, emails }: Given, at: string): readonly Fault[] {
  const all = [{ at: `${at}.email`, value: email }, ...itemsIn(emails, `${at}.emails`)];
  return all.flatMap(({ at: place, value }) => {
    const texts = typeof value === "string" ? value.split(",").map((text) => text.trim()) : [];
    if (texts.every((text) => text === "" || /^[^@\s]+@[^@\s]+$/.test(text))) return [];
    return [fault(place, "email", "must be an e-mail address, such as anna@example.com, or be left out")];
  });
}

function judgeCountry(address: Given | undefined, at: string): readonly Fault[] {
  const code = address?.country_code;
  const problem = typeof code === "string" ? countryProblem(code) : undefined;
  return problem === undefined ? [] : [fault(`${at}.country_code`, "country", problem)];
}
