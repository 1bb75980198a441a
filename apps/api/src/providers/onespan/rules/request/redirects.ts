import type { Fault } from "@understudy/domain";
import { inLetters, isAddress, replaced, templateNames, unsafeScheme } from "../redirect.ts";
import { fault, faultsOfRepeated, objectsIn } from "./reading.ts";

/** Where a person is led when the journey ends: one address for each ending. */
export function judgeRedirects(redirects: unknown, at: string): readonly Fault[] {
  const given = objectsIn(redirects, at);
  return [
    ...faultsOfRepeated(given, "id", "is the id of another redirect too; give one for each ending"),
    ...given.flatMap(({ at: place, value: { url } }) => {
      const problem = typeof url === "string" ? redirectProblem(url) : undefined;
      return problem === undefined ? [] : [fault(`${place}.url`, "url", problem)];
    }),
  ];
}

/** What the address of a redirect must be, read after the field's name; undefined if it is that. */
export function redirectProblem(url: string): string | undefined {
  const filled = replaced(url, { userRole: "role", transactionId: "id", opaqueId: "opaque" });
  const left = /\{\{.{0,40}?\}\}|\{\{|\}\}/.exec(filled)?.[0];
  if (left !== undefined) return `holds ${left}, which is not replaced; use ${templateNames}`;
  const scheme = unsafeScheme(filled);
  if (scheme !== undefined) return `must not begin with ${scheme}:, which leads nowhere safe; use https://`;
  // No template says how an address begins.
  if (/^[a-z0-9+.-]+:/i.test(url) && isAddress(inLetters(filled))) return undefined;
  return "must be a whole address, such as https://example.com/back or myapp://back, once its templates are replaced";
}
