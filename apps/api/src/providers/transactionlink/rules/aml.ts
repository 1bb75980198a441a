import type { Answer } from "./automatic.ts";

/**
 * `{name, dateOfBirth?, country?}` against two lists: a name with "Sanction" in it stands on the list of sanctions, one
 * with the word "Pep" on that of politically exposed persons. Nobody else is on any.
 */
export function screen(input: Readonly<Record<string, unknown>>): Answer {
  const name = typeof input.name === "string" ? input.name.trim() : "";
  if (name === "")
    return { error: { code: "invalid_input", message: "The screening is asked by name, and the input has none." } };
  const subject = { name, dateOfBirth: input.dateOfBirth ?? null, country: input.country ?? null };
  const matches = lists.filter(({ holds }) => holds.test(name)).map(({ entry }) => ({ ...entry, ...subject }));
  return { output: { hits: matches.length, matches } };
}

const lists = [
  { holds: /sanction/i, entry: { list: "sanctions", source: "Simulated consolidated sanctions list", score: 98 } },
  { holds: /\bpep\b/i, entry: { list: "pep", source: "Simulated list of politically exposed persons", score: 91 } },
] as const;
