import { done, type Scenarios } from "@understudy/conformance";
import { given } from "../../scenarios/given.ts";
import { type Ask, asOwner, ofObject, ofSandbox, type Sandbox } from "./asking.ts";

type Settings = Parameters<Sandbox["control"]["putConnector"]>[0]["body"];

const body = {
  provider_slug: "acquirer_d",
  priority: 30,
  payment_methods: ["credit_card", "debit_card"],
  currencies: ["BRL"],
  three_ds_methods: ["debit_card"],
  profile: {
    decline_rate: 0.2,
    latency_ms: 900,
    outage: { from: "2026-12-31T22:00:00Z", until: "2027-01-01T02:00:00Z" },
    fee_fixed: 10,
    seed: "autumn",
  },
} satisfies Settings;

/** A connector that no routing tree names, and no other sandbox has. */
async function givenConnector({ id: sandboxId, control }: Sandbox): Promise<string> {
  const connectorId = "conn_c7d8e9";
  await done(
    control.putConnector({
      path: { sandboxId, connectorId },
      body: { provider_slug: "acquirer_c", payment_methods: ["credit_card"] },
    }),
  );
  return connectorId;
}

/** The connector that a charge is tried with first. */
async function firstConnector(sandbox: Sandbox): Promise<string> {
  const { timeline } = await given(sandbox, "authorized");
  return String(timeline[0]?.connector_id);
}

const list: Ask = (client, sandboxId) => client.listConnectors({ path: { sandboxId } });
const get: Ask = async (client, sandboxId, sandbox) =>
  client.getConnector({ path: { sandboxId, connectorId: await givenConnector(sandbox) } });
const put: Ask = (client, sandboxId) => client.putConnector({ path: { sandboxId, connectorId: "conn_c7d8e9" }, body });
const remove: Ask = async (client, sandboxId, sandbox) =>
  client.deleteConnector({ path: { sandboxId, connectorId: await givenConnector(sandbox) } });
const listCalls: Ask = async (client, sandboxId, sandbox) =>
  client.listConnectorCalls({ path: { sandboxId, connectorId: await givenConnector(sandbox) } });

export const connectors = {
  listConnectors: {
    200: asOwner(list),
    400: ({ as, id }) => as("owner").listConnectors({ path: { sandboxId: id }, query: { merchant_id: "" } }),
    ...ofSandbox(list),
  },
  getConnector: { 200: asOwner(get), ...ofObject(get) },
  putConnector: {
    200: async (sandbox) => {
      await givenConnector(sandbox);
      return put(sandbox.as("owner"), sandbox.id, sandbox);
    },
    201: asOwner(put),
    400: ({ as, id }) =>
      as("owner").putConnector({
        path: { sandboxId: id, connectorId: "conn_c7d8e9" },
        body: { provider_slug: "acquirer_c", payment_methods: [] },
      }),
    409: async (sandbox) => {
      const path = { sandboxId: sandbox.id, connectorId: await givenConnector(sandbox) };
      await done(sandbox.control.createMerchant({ path, body: { id: "mrc_outlet" } }));
      return sandbox.as("owner").putConnector({ path, body: { ...body, merchant_id: "mrc_outlet" } });
    },
    ...ofSandbox(put),
  },
  deleteConnector: {
    204: asOwner(remove),
    409: async (sandbox) =>
      sandbox
        .as("owner")
        .deleteConnector({ path: { sandboxId: sandbox.id, connectorId: await firstConnector(sandbox) } }),
    ...ofObject(remove),
  },
  listConnectorCalls: {
    200: async (sandbox) => {
      const path = { sandboxId: sandbox.id, connectorId: await firstConnector(sandbox) };
      return sandbox.as("owner").listConnectorCalls({ path });
    },
    400: async (sandbox) => {
      const path = { sandboxId: sandbox.id, connectorId: await givenConnector(sandbox) };
      return sandbox.as("owner").listConnectorCalls({ path, query: { limit: 0 } });
    },
    ...ofObject(listCalls),
  },
} satisfies Partial<Scenarios<"tokeflow-control">>;
