import { done, type Scenarios, unreachable } from "@understudy/conformance";
import { type Ask, as, inRole, refusedMoves, refusedReads } from "./asking.ts";
import { type Schemas, stopClock } from "./given.ts";
import { complete, givenEnded, givenFromTemplate, givenWorkflow } from "./playing.ts";
import { ofSteps, rebate, rebateTemplate, restOfRebate, welcomeTemplate } from "./requests.ts";

type WorkflowRequest = Schemas["CreateLinxWorkflowRequest"];
type Search = NonNullable<NonNullable<Parameters<Parameters<Ask>[1]["searchLinxWorkflows"]>[0]>["query"]>;

const create: Ask = (sandbox, client) => client.createLinxWorkflow({ body: rebate(sandbox) });
const search: Ask = (_, client) => client.searchLinxWorkflows({ query: { size: 1 } });
const get: Ask = async (sandbox, client) => client.getLinxWorkflow({ path: await givenWorkflow(sandbox) });

/** Wrong in the schema, in the order of the steps, in what they need, and in what nobody knows. */
const broken = {
  title: "",
  expireInHours: 0,
  parameters: { phoneNumber: "5", amount: 10.001, customerId: "John", colour: "blue", transactionType: "GIVE" },
  steps: [
    { name: "customer-account" },
    { name: "lookup-profile" },
    { name: "notification" },
    { name: "enhance-profile" },
    { name: "move-money", inputs: { user: { shoeSize: [44] } } },
    { name: "move-money" },
  ],
} as unknown as WorkflowRequest;

export const workflows = {
  createLinxWorkflow: {
    // Of steps, of a template by its id and by its name, and with more than a template leaves open.
    201: async (sandbox) => {
      const owner = sandbox.as("owner");
      for (const body of ofSteps(sandbox)) await done(owner.createLinxWorkflow({ body }));
      const { templateId } = await done(owner.createLinxTemplate({ body: welcomeTemplate }));
      const parameters = { phoneNumber: "+16475550123", introductoryMessage: "Welcome" };
      await done(owner.createLinxWorkflow({ body: { title: "By its id", templateId, parameters } }));
      await givenFromTemplate(sandbox);
      const { name: templateName = "" } = rebateTemplate;
      await done(owner.createLinxTemplate({ body: rebateTemplate }));
      const named = { title: "By its name", templateName, parameters: restOfRebate(sandbox) };
      await done(owner.createLinxWorkflow({ body: { ...named, expireInHours: 1, customerMemo: "At once" } }));
      const finance: Ask = (_, client) => client.createLinxWorkflow({ body: named });
      return inRole("finance", finance)(sandbox);
    },
    400: async ({ as }) => {
      const owner = as("owner");
      await owner.createLinxWorkflow({ body: {} as WorkflowRequest });
      const title = "No steps, and two templates";
      const two = { templateId: "0d5c7e52-9f1b-4a86-b3d7-6e2f8a1c4b90", templateName: "send-rebate" };
      await owner.createLinxWorkflow({ body: { title, parameters: {} } });
      await owner.createLinxWorkflow({ body: { title, ...two, parameters: {} } });
      return owner.createLinxWorkflow({ body: broken });
    },
    422: async (sandbox) => {
      const owner = sandbox.as("owner");
      const parameters = { phoneNumber: "+16475550123" };
      await owner.createLinxWorkflow({ body: { title: "No template", templateName: "nobodys", parameters } });
      const { parameters: known, ...others } = rebate(sandbox);
      const wrong = { currency: "CAD", paymentReasonId: "no-reason", customerId: known.customerFinancialAccountId };
      return owner.createLinxWorkflow({
        body: { ...others, parameters: { ...known, ...wrong } as WorkflowRequest["parameters"] },
      });
    },
    ...refusedMoves(create),
    429: unreachable("the provider publishes no limit, so none is kept"),
    500: unreachable("only a bug answers it"),
    503: unreachable("nothing stands behind this provider that could be away"),
  },
  searchLinxWorkflows: {
    // None, then all there can be, by pages and by each filter.
    200: async (sandbox) => {
      const owner = sandbox.as("owner");
      await done(owner.searchLinxWorkflows());
      const { templateId } = await done(owner.createLinxTemplate({ body: rebateTemplate }));
      const parameters = restOfRebate(sandbox);
      await givenWorkflow(sandbox, { title: "From a template", templateId, parameters });
      const { cancelled } = await givenEnded(sandbox);
      const queries: Search[] = [
        { status: "ACTIVE", templateId },
        { status: "EXPIRED" },
        { search: "DOE example.com", sort: ["status,ASC", "title,DESC"] },
        { search: cancelled.workflowId },
        { size: 2, page: 2, sort: ["expireAt,ASC"] },
        { page: 1_000_000 },
      ];
      for (const query of queries) await done(owner.searchLinxWorkflows({ query }));
      return sandbox.as("reader").searchLinxWorkflows();
    },
    400: async ({ as }) => {
      await as("owner").searchLinxWorkflows({ query: { sort: ["colour,ASC"] } });
      return as("owner").searchLinxWorkflows({ query: { page: 0, size: 101, status: "LOST" as "ACTIVE" } });
    },
    ...refusedReads(search),
  },
  getLinxWorkflow: {
    // Before and after each step of each kind; and ended in every way.
    200: async (sandbox) => {
      await stopClock(sandbox);
      const reader = sandbox.as("reader");
      await done(reader.getLinxWorkflow({ path: await givenFromTemplate(sandbox) }));
      for (const body of ofSteps(sandbox)) {
        const path = await givenWorkflow(sandbox, body);
        for (const _ of body.steps ?? []) {
          const { status } = await done(reader.getLinxWorkflow({ path }));
          if (status === "ACTIVE") await complete(sandbox, path);
        }
      }
      for (const path of Object.values(await givenEnded(sandbox)))
        await done(sandbox.as("owner").getLinxWorkflow({ path }));
      return get(sandbox, sandbox.as("owner"));
    },
    404: as("stranger", get),
    ...refusedReads(get),
  },
} satisfies Partial<Scenarios<"rocketkor">>;
