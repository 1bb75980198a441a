import { done, type Scenarios } from "@understudy/conformance";
import type { Schemas } from "../../scenarios/given.ts";
import { givenEnded, givenFinished, givenWorkflow } from "../../scenarios/playing.ts";
import { greeting, ofSteps, overdraft, profile, rebate, rent } from "../../scenarios/requests.ts";
import { type Ask, asOwner, ofObject, type Sandbox } from "./asking.ts";

const get: Ask = async (client, sandboxId, sandbox) => client.getWorkflow({ path: await pathOf(sandboxId, sandbox) });
const complete: Ask = async (client, sandboxId, sandbox) =>
  client.completeStep({ path: await pathOf(sandboxId, sandbox) });
const decline: Ask = async (client, sandboxId, sandbox) =>
  client.declineWorkflow({ path: await pathOf(sandboxId, sandbox) });
const finish: Ask = async (client, sandboxId, sandbox) =>
  client.finishWorkflow({ path: await pathOf(sandboxId, sandbox) });

/** Where a workflow would be in the sandbox with that id; it is in `sandbox`. */
async function pathOf(sandboxId: string, sandbox: Sandbox, body: Schemas["CreateLinxWorkflowRequest"] = profile) {
  return { sandboxId, ...(await givenWorkflow(sandbox, body)) };
}

/** Where a workflow is in which nobody has anything to do any more. */
async function pathOfEnded(sandbox: Sandbox) {
  return { sandboxId: sandbox.id, ...(await givenFinished(sandbox)) };
}

const paris = { streetLine1: "12 Rue de Rivoli", cityName: "Paris", countryCode: "FRA", zipCode: "75001" };
const albany = {
  ...{ streetLine1: "1 Harbour Street", streetLine2: "Floor 2", apartmentNumber: "7", cityName: "Albany" },
  ...{ stateCode: "NY", countryCode: "USA", zipCode: "12207" },
};
const person = { firstName: "Anna", lastName: "Smith" };

/** What a customer with everything to do enters, step by step. */
const entered: readonly Record<string, unknown>[] = [
  {
    ...{ salutation: "Dr", dateOfBirth: "1984-05-17", phoneNumber: "+15185550142" },
    addresses: [
      { type: "SHIPPING", name: person, ...albany },
      { type: "MAILING", ...albany },
      { type: "PHYSICAL", ...paris },
    ],
  },
  { accepted: ["ebt-communication-consent", "fncl-privacy-policy"] },
  { confirmed: true },
];

/** What a new customer enters. */
const newcomer: readonly Record<string, unknown>[] = [
  { ...person, email: "anna.smith@example.com", phoneNumber: "+15185550142" },
  { bankName: "Harbour Bank", routingNo: "011000015", accountNumber: "000100029", nameOnAccount: "Anna Smith" },
  { confirmed: true },
];

export const journey = {
  getWorkflow: {
    // Before and after each step of each kind; and ended in every way.
    200: async (sandbox) => {
      const owner = sandbox.as("owner");
      for (const body of ofSteps(sandbox)) {
        const path = await pathOf(sandbox.id, sandbox, body);
        for (const _ of body.steps ?? []) {
          const { status } = await done(owner.getWorkflow({ path }));
          if (status === "ACTIVE") await done(owner.completeStep({ path }));
        }
      }
      for (const path of Object.values(await givenEnded(sandbox)))
        await done(owner.getWorkflow({ path: { sandboxId: sandbox.id, ...path } }));
      return asOwner(get)(sandbox);
    },
    ...ofObject(get),
  },
  completeStep: {
    // With values of one's own; with made-up ones; and with a payment that fails at once, twice.
    200: async (sandbox) => {
      const owner = sandbox.as("owner");
      const known = await pathOf(sandbox.id, sandbox, rebate(sandbox));
      for (const values of entered) await done(owner.completeStep({ path: known, body: { values } }));
      const unknown = await pathOf(sandbox.id, sandbox, rent(sandbox));
      for (const values of newcomer) await done(owner.completeStep({ path: unknown, body: { values } }));
      const poor = await pathOf(sandbox.id, sandbox, overdraft(sandbox));
      const card = { cardNumber: "4000000000000002", expiry: "2039-12", ...person };
      for (const body of [{}, { values: card }, {}, {}]) await done(owner.completeStep({ path: poor, body }));
      return asOwner(complete)(sandbox);
    },
    400: async (sandbox) => {
      const owner = sandbox.as("owner");
      const path = await pathOf(sandbox.id, sandbox, rebate(sandbox));
      const values = { salutation: 1, dateOfBirth: "2999-01-01", addresses: [{ type: "SHIPPING" }], shoeSize: 44 };
      await owner.completeStep({ path, body: { values } });
      const other = await pathOf(sandbox.id, sandbox, rent(sandbox));
      return owner.completeStep({ path: other, body: { values: { firstName: "", email: "nowhere" } } });
    },
    409: async (sandbox) => sandbox.as("owner").completeStep({ path: await pathOfEnded(sandbox) }),
    ...ofObject(complete),
  },
  declineWorkflow: {
    // Before anything was done, and later; for the reason that is usual, and for another.
    200: async (sandbox) => {
      const path = await pathOf(sandbox.id, sandbox, rent(sandbox));
      await done(sandbox.as("owner").completeStep({ path }));
      await done(sandbox.as("owner").declineWorkflow({ path, body: { reason: "INCORRECT_AMOUNT" } }));
      const waiting = await pathOf(sandbox.id, sandbox, greeting(sandbox));
      await done(sandbox.as("owner").declineWorkflow({ path: waiting, body: {} }));
      return asOwner(decline)(sandbox);
    },
    400: async (sandbox) =>
      sandbox.as("owner").declineWorkflow({ path: await pathOf(sandbox.id, sandbox), body: { reason: "no thanks" } }),
    409: async (sandbox) => sandbox.as("owner").declineWorkflow({ path: await pathOfEnded(sandbox) }),
    ...ofObject(decline),
  },
  finishWorkflow: {
    // Of each kind, with made-up values; then with values of one's own, and with the other two outcomes.
    200: async (sandbox) => {
      const owner = sandbox.as("owner");
      for (const body of ofSteps(sandbox))
        await done(owner.finishWorkflow({ path: await pathOf(sandbox.id, sandbox, body), body: {} }));
      const values = { "customer-account": { ...person, email: "anna.smith@example.com" } };
      const path = await pathOf(sandbox.id, sandbox, rent(sandbox));
      await done(owner.finishWorkflow({ path, body: { outcome: "pass", values } }));
      for (const outcome of ["fail", "abandon"] as const)
        await done(owner.finishWorkflow({ path: await pathOf(sandbox.id, sandbox), body: { outcome } }));
      return asOwner(finish)(sandbox);
    },
    400: async (sandbox) => {
      const path = await pathOf(sandbox.id, sandbox, rent(sandbox));
      const values = { "financial-account": { routingNo: "011000016", accountNumber: "12-34" } };
      return sandbox.as("owner").finishWorkflow({ path, body: { values } });
    },
    409: async (sandbox) => sandbox.as("owner").finishWorkflow({ path: await pathOfEnded(sandbox) }),
    ...ofObject(finish),
  },
} satisfies Partial<Scenarios<"rocketkor-control">>;
