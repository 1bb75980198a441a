import type { Page, PageHandler, PageRequest } from "../../../../provider.ts";
import { documentsOf } from "../../rules/journey/agreeing.ts";
import type { TransactionDocument } from "../../rules/transaction.ts";
import { endedPage } from "../endings/ended.ts";
import { unknownPage } from "../endings/refused.ts";
import type { Visit } from "../occasion.ts";
import { stateOf } from "../state.ts";
import { backTo, visiting } from "../visiting.ts";

/** Somebody in a session with one of their agreements. */
export interface Reading extends Visit {
  readonly document: TransactionDocument;
  /** From 1, among the person's own. */
  readonly number: number;
  readonly count: number;
}

/** A page of one agreement, which can be opened until everything is signed. */
export function atAgreement(work: (reading: Reading, request: PageRequest) => Promise<Page>): PageHandler {
  return visiting(async (visit, request) => {
    const state = stateOf(visit);
    if (state === "result") return backTo(visit);
    if (state !== "step") return endedPage(visit, state);
    const { step, role } = visit.participant;
    if (step !== "agreements" && step !== "signature") return backTo(visit);
    const documents = documentsOf(visit.scene, role);
    const index = documents.findIndex(({ id }) => id === request.path.documentId);
    const document = documents[index];
    if (!document) return unknownPage(visit.ctx);
    return work({ ...visit, document, number: index + 1, count: documents.length }, request);
  });
}
