import type { Fault } from "@understudy/domain";
import { judgeDocuments } from "./documents.ts";
import { faultsOfRepeated, objectIn, objectsIn } from "./reading.ts";
import { judgeRedirects } from "./redirects.ts";
import { judgeUsers } from "./users.ts";

/** All that is wrong with a new transaction beyond what the spec's schema tells: what is of a wrong type is passed over. */
export function judgeCreateBody(body: unknown, now: Date): readonly Fault[] {
  const { users, tokens, documents, configuration } = objectIn(body) ?? {};
  return [
    ...judgeUsers(users, now),
    ...judgeTokens(tokens),
    ...judgeDocuments(documents),
    ...judgeRedirects(objectIn(configuration)?.redirects, "configuration.redirects"),
  ];
}

/** A second token of a role would leave nobody knowing which one counts. */
function judgeTokens(tokens: unknown): readonly Fault[] {
  return faultsOfRepeated(objectsIn(tokens, "tokens"), "role", "is the role of another token too; ask for one of each");
}
