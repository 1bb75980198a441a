import { done, type Scenarios } from "@understudy/conformance";
import { type Ask, as, refusedReads, refusedWrites } from "./asking.ts";
import { givenDispute, givenInvocation, givenPayment, merchant } from "./given.ts";

const getTypes: Ask = (_, client) => client.getEventTypes();
const get: Ask = async (sandbox, client) => client.getEvent({ path: await givenInvocation(sandbox) });
const listOfSubject: Ask = async (sandbox, client) => {
  const { id: subjectId } = await givenPayment(sandbox, { capture: true });
  return client.getSubjectEvents({ path: { subjectId } });
};
/** After the first attempt, which fails. */
const getInvocations: Ask = async (sandbox, client) => {
  const path = await givenInvocation(sandbox);
  await done(sandbox.platform.moveClock({ path: { sandboxId: sandbox.id }, body: { advance: "PT0S" } }));
  return client.getActionInvocations({ path });
};

export const events = {
  getEventTypes: { 200: as("owner", getTypes), ...refusedWrites(getTypes) },
  getEvent: {
    // What no workflow took, and what is about two subjects, look different.
    200: async (sandbox) => {
      const { events: told } = await givenDispute(sandbox);
      for (const eventId of told) await done(merchant(sandbox).getEvent({ path: { eventId } }));
      return get(sandbox, sandbox.as("owner"));
    },
    404: as("stranger", get),
    ...refusedReads(get),
  },
  getSubjectEvents: {
    200: as("owner", listOfSubject),
    404: as("stranger", listOfSubject),
    ...refusedReads(listOfSubject),
  },
  getActionInvocations: {
    200: async (sandbox) => {
      const path = await givenInvocation(sandbox);
      // It may show no attempt yet.
      await done(merchant(sandbox).getActionInvocations({ path }));
      return getInvocations(sandbox, sandbox.as("owner"));
    },
    404: as("stranger", getInvocations),
    ...refusedReads(getInvocations),
  },
} satisfies Partial<Scenarios<"checkout">>;
