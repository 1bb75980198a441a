import { done, type Scenarios } from "@understudy/conformance";
import { business, type ControlSchemas } from "../../scenarios/given.ts";
import { welcomeTemplate } from "../../scenarios/requests.ts";
import { type Ask, asOwner, ofObject, ofSandbox, type Sandbox } from "./asking.ts";

const settings: ControlSchemas["Settings"] = {
  business_name: "Northwind Traders",
  default_expire_hours: 72,
  reminder_interval_hours: 12,
  token_lifetime_seconds: 60,
};

const getSettings: Ask = (client, sandboxId) => client.getSettings({ path: { sandboxId } });
const putSettings: Ask = (client, sandboxId) => client.putSettings({ path: { sandboxId }, body: settings });
const setState: Ask = async (client, sandboxId, sandbox) =>
  client.setTemplateState({ path: await pathOfTemplate(sandboxId, sandbox), body: { state: "ARCHIVED" } });
const setStatus: Ask = (client, sandboxId, { credential }) =>
  client.setCustomerStatus({
    path: { sandboxId, customerId: credential("customer_id") },
    body: { status: "SUSPENDED" },
  });

/** Where a template would be in the sandbox with that id; it is in `sandbox`. */
async function pathOfTemplate(sandboxId: string, sandbox: Sandbox) {
  const { templateId } = await done(business(sandbox).createLinxTemplate({ body: welcomeTemplate }));
  return { sandboxId, templateId };
}

export const portal = {
  getSettings: { 200: asOwner(getSettings), ...ofSandbox(getSettings) },
  putSettings: {
    // What was read may be put.
    200: async (sandbox) => {
      await done(sandbox.as("owner").putSettings({ path: { sandboxId: sandbox.id }, body: settings }));
      const body = await done(sandbox.as("owner").getSettings({ path: { sandboxId: sandbox.id } }));
      return sandbox.as("owner").putSettings({ path: { sandboxId: sandbox.id }, body });
    },
    400: ({ as, id }) =>
      as("owner").putSettings({
        path: { sandboxId: id },
        body: { business_name: "", default_expire_hours: 0, rate: 1 } as unknown as ControlSchemas["Settings"],
      }),
    ...ofSandbox(putSettings),
  },
  setTemplateState: {
    200: async (sandbox) => {
      const path = await pathOfTemplate(sandbox.id, sandbox);
      const owner = sandbox.as("owner");
      for (const state of ["SUSPENDED", "ARCHIVED", "DELETED", "DELETED"] as const)
        await done(owner.setTemplateState({ path, body: { state } }));
      // Of its second version.
      await done(owner.setTemplateState({ path, body: { state: "ACTIVE" } }));
      const { templateId } = path;
      await done(business(sandbox).updateLinxTemplate({ path: { templateId }, body: welcomeTemplate }));
      return owner.setTemplateState({ path, body: { state: "ACTIVE" } });
    },
    400: async (sandbox) => {
      const path = await pathOfTemplate(sandbox.id, sandbox);
      return sandbox.as("owner").setTemplateState({ path, body: { state: "LOST" as "ACTIVE" } });
    },
    ...ofObject(setState),
  },
  setCustomerStatus: {
    200: async (sandbox) => {
      const path = { sandboxId: sandbox.id, customerId: sandbox.credential("customer_id") };
      for (const status of ["ACTIVE", "SUSPENDED", "ACTIVE"] as const)
        await done(sandbox.as("owner").setCustomerStatus({ path, body: { status } }));
      return asOwner(setStatus)(sandbox);
    },
    400: ({ as, id, credential }) =>
      as("owner").setCustomerStatus({
        path: { sandboxId: id, customerId: credential("customer_id") },
        body: { status: "LOST" as "ACTIVE" },
      }),
    ...ofObject(setStatus),
  },
} satisfies Partial<Scenarios<"rocketkor-control">>;
