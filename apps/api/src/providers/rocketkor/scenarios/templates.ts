import { done, type Scenarios } from "@understudy/conformance";
import { type Ask, as, inRole, refusedMoves, refusedReads } from "./asking.ts";
import { business, type Sandbox, type Schemas } from "./given.ts";
import { givenWorkflow } from "./playing.ts";
import { rebateTemplate, rentTemplate, restOfRebate, welcomeTemplate } from "./requests.ts";

type TemplateRequest = Schemas["CreateLinxTemplateRequest"];

const create: Ask = (_, client) => client.createLinxTemplate({ body: rebateTemplate });
const search: Ask = (_, client) => client.searchLinxTemplates({ query: { size: 1 } });
const get: Ask = async (sandbox, client) => client.getLinxTemplate({ path: await givenTemplate(sandbox) });
const update: Ask = async (sandbox, client) =>
  client.updateLinxTemplate({ path: await givenTemplate(sandbox), body: welcomeTemplate });
const getVersion: Ask = async (sandbox, client) => client.getLinxTemplateVersion({ path: await givenVersion(sandbox) });

/** Where a new template is. */
async function givenTemplate(sandbox: Sandbox, body: TemplateRequest = rebateTemplate) {
  const { templateId } = await done(business(sandbox).createLinxTemplate({ body }));
  return { templateId };
}

/** Where the newest version of a new template is. */
async function givenVersion(sandbox: Sandbox) {
  const { templateId, templateVersionId } = await done(business(sandbox).createLinxTemplate({ body: rebateTemplate }));
  return { templateId, templateVersionId };
}

/** Where a template is that workflows were made from, and that has another version since. */
async function givenUsed(sandbox: Sandbox) {
  const path = await givenTemplate(sandbox);
  await givenWorkflow(sandbox, { title: "Of the first version", ...path, parameters: restOfRebate(sandbox) });
  await done(business(sandbox).updateLinxTemplate({ path, body: { ...welcomeTemplate, defaultExpiryDays: 7 } }));
  const parameters = { phoneNumber: "+16475550123" };
  await givenWorkflow(sandbox, { title: "Of the second version", ...path, parameters });
  return path;
}

const setState = ({ id: sandboxId, control }: Sandbox, templateId: string, state: Schemas["LinxTemplateState"]) =>
  done(control.setTemplateState({ path: { sandboxId, templateId }, body: { state } }));

/** Wrong in the schema, in the order of the steps, and in what a template may decide. */
const broken = {
  displayName: "",
  defaultExpiryDays: 0,
  definition: {
    steps: [
      { name: "lookup-profile", input: { preDefined: { customerId: "John" } } },
      { name: "notification", input: { preDefined: { phoneNumber: "+16475550123", solution: "wire" } } },
      { name: "document-acceptance", input: { user: { documents: [{ documentId: "none", documentGroup: "none" }] } } },
    ],
  },
} as TemplateRequest;

/** It names a reason that there is not. */
const unreasonable: TemplateRequest = {
  displayName: "For no reason",
  definition: {
    steps: [
      ...welcomeTemplate.definition.steps,
      { name: "move-money", input: { preDefined: { paymentReasonId: "no-reason" } } },
    ],
  },
};

export const templates = {
  createLinxTemplate: {
    201: async (sandbox) => {
      // Names that are generated differ, whatever the templates are called otherwise.
      for (const body of [welcomeTemplate, welcomeTemplate, rentTemplate])
        await done(sandbox.as("owner").createLinxTemplate({ body }));
      return inRole("clerk", create)(sandbox);
    },
    400: async ({ as }) => {
      await as("owner").createLinxTemplate({ body: {} as TemplateRequest });
      return as("owner").createLinxTemplate({ body: broken });
    },
    409: async (sandbox) => {
      await givenTemplate(sandbox);
      return create(sandbox, sandbox.as("owner"));
    },
    422: ({ as }) => as("owner").createLinxTemplate({ body: unreasonable }),
    ...refusedMoves(create),
  },
  searchLinxTemplates: {
    // None; then unused and used ones, and one of each state.
    200: async (sandbox) => {
      const owner = sandbox.as("owner");
      await done(owner.searchLinxTemplates());
      await givenUsed(sandbox);
      await givenTemplate(sandbox, rentTemplate);
      for (const state of ["ACTIVE", "SUSPENDED", "ARCHIVED", "DELETED"] as const) {
        const { templateId } = await givenTemplate(sandbox, welcomeTemplate);
        await setState(sandbox, templateId, state);
        await done(owner.searchLinxTemplates({ query: { status: state, search: "WELCOME customer" } }));
        await done(owner.searchLinxTemplates({ query: { search: templateId } }));
      }
      await done(owner.searchLinxTemplates({ query: { size: 2, page: 2, sort: ["displayName,DESC", "name,ASC"] } }));
      return sandbox.as("reader").searchLinxTemplates();
    },
    400: async ({ as }) => {
      await as("owner").searchLinxTemplates({ query: { sort: ["state,ASC"] } });
      return as("owner").searchLinxTemplates({ query: { page: 0, status: "LOST" as "ACTIVE" } });
    },
    ...refusedReads(search),
  },
  getLinxTemplate: {
    200: async (sandbox) => {
      const reader = sandbox.as("reader");
      const path = await givenUsed(sandbox);
      for (const state of ["SUSPENDED", "ARCHIVED"] as const) {
        await done(reader.getLinxTemplate({ path }));
        await setState(sandbox, path.templateId, state);
      }
      await done(reader.getLinxTemplate({ path }));
      for (const body of [welcomeTemplate, { ...rebateTemplate, name: "send-another" }])
        await done(reader.getLinxTemplate({ path: await givenTemplate(sandbox, body) }));
      return reader.getLinxTemplate({ path: await givenTemplate(sandbox, rentTemplate) });
    },
    // One that was deleted, and one of another business.
    404: async (sandbox) => {
      const path = await givenTemplate(sandbox, welcomeTemplate);
      await setState(sandbox, path.templateId, "DELETED");
      await sandbox.as("owner").getLinxTemplate({ path });
      return get(sandbox, sandbox.as("stranger"));
    },
    ...refusedReads(get),
  },
  updateLinxTemplate: {
    200: async (sandbox) => {
      await done(sandbox.as("owner").updateLinxTemplate({ path: await givenUsed(sandbox), body: rebateTemplate }));
      const path = await givenTemplate(sandbox, welcomeTemplate);
      return sandbox.as("owner").updateLinxTemplate({ path, body: rebateTemplate });
    },
    400: async (sandbox) =>
      sandbox.as("owner").updateLinxTemplate({ path: await givenTemplate(sandbox), body: broken }),
    404: as("stranger", update),
    422: async (sandbox) => {
      const path = await givenTemplate(sandbox);
      await sandbox.as("owner").updateLinxTemplate({ path, body: unreasonable });
      await setState(sandbox, path.templateId, "ARCHIVED");
      return sandbox.as("owner").updateLinxTemplate({ path, body: welcomeTemplate });
    },
    ...refusedMoves(update),
  },
  getLinxTemplateVersion: {
    // An earlier one, and the newest.
    200: async (sandbox) => {
      const earlier = await givenVersion(sandbox);
      const { templateId } = earlier;
      const body = { ...welcomeTemplate, customerMemo: "Hello" };
      const newer = await done(sandbox.as("owner").updateLinxTemplate({ path: { templateId }, body }));
      await done(sandbox.as("reader").getLinxTemplateVersion({ path: earlier }));
      const { templateVersionId } = newer;
      return sandbox.as("reader").getLinxTemplateVersion({ path: { templateId, templateVersionId } });
    },
    404: as("stranger", getVersion),
    ...refusedReads(getVersion),
  },
} satisfies Partial<Scenarios<"rocketkor">>;
