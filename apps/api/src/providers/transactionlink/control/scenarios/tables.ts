import { done, type Scenarios } from "@understudy/conformance";
import type { components } from "@understudy/contracts/transactionlink-control";
import { companies, givenRecord } from "../../scenarios/given.ts";
import { type Ask, asOwner, ofObject, ofSandbox, type Sandbox } from "./asking.ts";

type Settings = components["schemas"]["TableSettings"];

const tableId = "8a3f6d20-1c94-4b5e-a7d8-2f9e0b6c4d13";
const settings: Settings = {
  name: "suppliers",
  fields: [
    { key: "companyNumber", type: "text" },
    { key: "foundedOn", type: "date", options: null },
    { key: "status", type: "single_select", options: ["new", "approved"] },
  ],
};

const list: Ask = (client, sandboxId) => client.listTables({ path: { sandboxId }, query: { limit: 1 } });
const put: Ask = (client, sandboxId) => client.putTable({ path: { sandboxId, tableId }, body: settings });
const listRecords: Ask = async (client, sandboxId, sandbox) =>
  client.listRecords({ path: await pathOf(sandboxId, sandbox), query: { limit: 1 } });

/** Where a table would be in the sandbox with that id; it is in `sandbox`. */
async function pathOf(sandboxId: string, { id, control }: Sandbox) {
  await done(control.putTable({ path: { sandboxId: id, tableId }, body: settings }));
  return { sandboxId, tableId };
}

export const tables = {
  listTables: {
    200: async (sandbox) => {
      await pathOf(sandbox.id, sandbox);
      return list(sandbox.as("owner"), sandbox.id, sandbox);
    },
    400: ({ as, id }) => as("owner").listTables({ path: { sandboxId: id }, query: { cursor: "never answered" } }),
    ...ofSandbox(list),
  },
  putTable: {
    201: asOwner(put),
    200: ({ as, id }) => as("owner").putTable({ path: { sandboxId: id, tableId: companies }, body: settings }),
    // A key twice.
    400: ({ as, id }) =>
      as("owner").putTable({
        path: { sandboxId: id, tableId },
        body: { ...settings, fields: [...settings.fields, { key: "status", type: "text" }] },
      }),
    ...ofSandbox(put),
  },
  listRecords: {
    200: async (sandbox) => {
      for (const _ of ["first", "second"]) await givenRecord(sandbox);
      const path = { sandboxId: sandbox.id, tableId: companies };
      await done(listRecords(sandbox.as("owner"), sandbox.id, sandbox));
      return sandbox.as("owner").listRecords({ path, query: { limit: 1 } });
    },
    400: ({ as, id }) =>
      as("owner").listRecords({ path: { sandboxId: id, tableId: companies }, query: { cursor: "never answered" } }),
    ...ofObject(listRecords),
  },
} satisfies Partial<Scenarios<"transactionlink-control">>;
