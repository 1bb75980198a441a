import type { components } from "@understudy/contracts/rocketkor";
import { got, type Opened } from "./sandbox.ts";

type Schemas = components["schemas"];
type TemplateBody = Schemas["CreateLinxTemplateRequest"];

/** A template that asks a new customer for an account. */
export const onboarding = {
  displayName: "Welcome a customer",
  definition: {
    steps: [
      { name: "notification", input: { preDefined: { introductoryMessage: "Welcome" } } },
      { name: "customer-account" },
      { name: "financial-account" },
    ],
  },
} as const satisfies TemplateBody;

/** What such a template leaves open. */
export const parameters = { phoneNumber: "+16475550123", financialAccountSubType: "DEBIT" } as const;

/** Shortcuts to make templates, and workflows of them. */
export function templatesOf({ api, portal, path }: Opened) {
  return {
    make: async (changes: Partial<TemplateBody> = {}) =>
      got(await api.createLinxTemplate({ body: { ...onboarding, ...changes } })),
    revise: async (templateId: string, changes: Partial<TemplateBody> = {}) =>
      got(await api.updateLinxTemplate({ path: { templateId }, body: { ...onboarding, ...changes } })),
    read: async (templateId: string) => got(await api.getLinxTemplate({ path: { templateId } })),
    readVersion: async (templateId: string, templateVersionId: string) =>
      got(await api.getLinxTemplateVersion({ path: { templateId, templateVersionId } })),
    /** As the Portal would. */
    set: async (templateId: string, state: Schemas["LinxTemplateState"]) =>
      got(await portal.setTemplateState({ path: { ...path, templateId }, body: { state } })),
    start: async (template: { templateId: string } | { templateName: string }) =>
      got(await api.createLinxWorkflow({ body: { title: "Welcome", parameters, ...template } })),
    cancel: async (workflowId: string) => got(await api.cancelLinxWorkflow({ path: { workflowId } })),
  };
}
