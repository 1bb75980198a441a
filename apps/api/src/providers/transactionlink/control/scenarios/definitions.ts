import { done, type Scenarios } from "@understudy/conformance";
import { type Draft, definitions as seeded } from "../../scenarios/given.ts";
import { type Ask, asOwner, ofObject, ofSandbox, type Sandbox } from "./asking.ts";

const definitionId = "3b2d8a4f-579f-4e2e-a51c-f859e532fe8c";

/** A step of each kind that runs by itself. */
const draft: Draft = {
  name: "supplier-check",
  description: "What a registry says of a supplier.",
  parameters: [{ key: "companyNumber", type: "string", required: true }],
  locales: ["en"],
  ui: { widgetOptions: { hosted: { showCloseButton: true } } },
  start: "registry",
  steps: {
    registry: {
      type: "lookup",
      source: "company-registry",
      input: { number: "$.parameters.companyNumber" },
      fixtures: [{ when: { "==": [{ var: "input.number" }, "777"] }, output: { name: "Lucky Oy" } }],
      next: "screen",
      onError: "pause",
    },
    screen: { type: "aml_screening", input: { name: "$.steps.registry.name" }, next: "decide" },
    decide: {
      type: "decision",
      rules: [{ when: { ">": [{ var: "steps.screen.hits" }, 0] }, outcome: "review", next: "pause" }],
      default: "tell",
    },
    tell: { type: "http", url: "http://127.0.0.1:9/calls", body: { price: "$$.99" }, next: "done", onError: "done" },
    pause: { type: "wait", duration: "P1D", next: "done" },
    done: { type: "end", result: { company: "$.steps.registry" } },
  },
};

const list: Ask = (client, sandboxId) => client.listDefinitions({ path: { sandboxId }, query: { limit: 2 } });
const get: Ask = async (client, sandboxId, sandbox) => client.getDefinition({ path: await pathOf(sandboxId, sandbox) });
const put: Ask = (client, sandboxId) => client.putDefinition({ path: { sandboxId, definitionId }, body: draft });
const remove: Ask = async (client, sandboxId, sandbox) =>
  client.deleteDefinition({ path: await pathOf(sandboxId, sandbox) });

/** Where a definition would be in the sandbox with that id; it is in `sandbox`. */
async function pathOf(sandboxId: string, { id, control }: Sandbox) {
  await done(control.putDefinition({ path: { sandboxId: id, definitionId }, body: draft }));
  return { sandboxId, definitionId };
}

export const definitions = {
  listDefinitions: {
    200: asOwner(list),
    400: ({ as, id }) => as("owner").listDefinitions({ path: { sandboxId: id }, query: { cursor: "never answered" } }),
    ...ofSandbox(list),
  },
  getDefinition: {
    200: async (sandbox) => {
      for (const id of Object.values(seeded))
        await done(sandbox.as("owner").getDefinition({ path: { sandboxId: sandbox.id, definitionId: id } }));
      return asOwner(get)(sandbox);
    },
    ...ofObject(get),
  },
  putDefinition: {
    201: asOwner(put),
    // What was read may be put.
    200: async (sandbox) => {
      const path = { sandboxId: sandbox.id, definitionId: seeded.onboarding };
      const body = await done(sandbox.as("owner").getDefinition({ path }));
      return sandbox.as("owner").putDefinition({ path, body });
    },
    400: ({ as, id }) =>
      as("owner").putDefinition({
        path: { sandboxId: id, definitionId },
        body: { ...draft, start: "nowhere", recordTableId: definitionId },
      }),
    ...ofSandbox(put),
  },
  deleteDefinition: { 204: asOwner(remove), ...ofObject(remove) },
} satisfies Partial<Scenarios<"transactionlink-control">>;
