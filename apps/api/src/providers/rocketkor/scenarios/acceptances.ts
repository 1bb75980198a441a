import { done, type Scenarios } from "@understudy/conformance";
import { issued } from "./accounts.ts";
import { type Ask, as, refusedReads } from "./asking.ts";
import { business, founded, nobodys, type Sandbox } from "./given.ts";
import { givenFinished } from "./playing.ts";
import { rebate } from "./requests.ts";

type Filters = NonNullable<NonNullable<Parameters<Parameters<Ask>[1]["listAcceptances"]>[0]>["query"]>;

const list: Ask = (_, client) => client.listAcceptances({ query: { size: 1 } });
const download: Ask = async (sandbox, client) =>
  client.downloadAcceptanceDocument({ path: { documentId: (await givenAcceptances(sandbox))[0]?.id ?? "" } });

/** What the customer has accepted in a workflow, and what the business says that they have. */
async function givenAcceptances(sandbox: Sandbox) {
  await givenFinished(sandbox, rebate(sandbox));
  await done(business(sandbox).issueBankAccount({ body: issued(sandbox) }));
  return (await done(business(sandbox).listAcceptances())).content;
}

export const acceptances = {
  listAcceptances: {
    // None; then by pages and by each filter.
    200: async (sandbox) => {
      await done(list(sandbox, sandbox.as("owner")) as ReturnType<Parameters<Ask>[1]["listAcceptances"]>);
      await givenAcceptances(sandbox);
      const { customerId, card } = founded(sandbox);
      const queries: Filters[] = [
        { financialAccountId: card },
        { acceptorId: customerId, documentId: "ebt-communication-consent" },
        { acceptorId: nobodys },
        { size: 1, page: 1, sort: ["respondedAt,ASC", "createdAt,DESC"] },
      ];
      for (const query of queries) await done(sandbox.as("owner").listAcceptances({ query }));
      return sandbox.as("reader").listAcceptances();
    },
    400: async ({ as }) => {
      await as("owner").listAcceptances({ query: { sort: ["documentId,ASC"] } });
      return as("owner").listAcceptances({ query: { size: 0, financialAccountId: "none", acceptorId: "none" } });
    },
    ...refusedReads(list),
  },
  downloadAcceptanceDocument: {
    // One of each document, accepted in either way.
    200: async (sandbox) => {
      for (const { id: documentId } of await givenAcceptances(sandbox))
        await done(sandbox.as("owner").downloadAcceptanceDocument({ path: { documentId } }));
      return download(sandbox, sandbox.as("reader"));
    },
    404: as("stranger", download),
    ...refusedReads(download),
  },
} satisfies Partial<Scenarios<"rocketkor">>;
