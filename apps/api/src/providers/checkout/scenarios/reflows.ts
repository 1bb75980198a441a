import type { Scenarios } from "@understudy/conformance";
import { type Ask, as, refusedWrites } from "./asking.ts";
import { givenInvocation, merchant } from "./given.ts";

const byEvent: Ask = async (sandbox, client) => client.reflowByEvent({ path: await givenInvocation(sandbox) });
const byEventAndWorkflow: Ask = async (sandbox, client) =>
  client.reflowByEventAndWorkflow({ path: await givenInvocation(sandbox) });
const bySubject: Ask = async (sandbox, client) => client.reflowBySubject({ path: await givenInvocation(sandbox) });
const bySubjectAndWorkflow: Ask = async (sandbox, client) =>
  client.reflowBySubjectAndWorkflow({ path: await givenInvocation(sandbox) });
const many: Ask = async (sandbox, client) => {
  const { eventId, workflowId } = await givenInvocation(sandbox);
  return client.reflow({ body: { events: [eventId], workflows: [workflowId] } });
};

export const reflows = {
  reflowByEvent: { 202: as("owner", byEvent), 404: as("stranger", byEvent), ...refusedWrites(byEvent) },
  reflowByEventAndWorkflow: {
    202: as("owner", byEventAndWorkflow),
    404: as("stranger", byEventAndWorkflow),
    ...refusedWrites(byEventAndWorkflow),
  },
  reflow: {
    202: async (sandbox) => {
      const { subjectId } = await givenInvocation(sandbox);
      // A success without a body has no data.
      const { response } = await merchant(sandbox).reflow({ body: { subjects: [subjectId] } });
      if (response.status !== 202) throw new Error(`A subject was not reflowed: ${response.status}.`);
      return many(sandbox, sandbox.as("owner"));
    },
    404: as("stranger", many),
    422: (sandbox) => sandbox.as("owner").reflow({ body: { events: ["evt_short"], workflows: ["wf_short"] } }),
    ...refusedWrites(many),
  },
  reflowBySubject: { 202: as("owner", bySubject), 404: as("stranger", bySubject), ...refusedWrites(bySubject) },
  reflowBySubjectAndWorkflow: {
    202: as("owner", bySubjectAndWorkflow),
    404: as("stranger", bySubjectAndWorkflow),
    ...refusedWrites(bySubjectAndWorkflow),
  },
} satisfies Partial<Scenarios<"checkout">>;
