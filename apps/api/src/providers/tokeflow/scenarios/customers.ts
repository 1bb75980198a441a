import { done, type Scenarios } from "@understudy/conformance";
import { type Ask, as, refusedReads, refusedWrites } from "./asking.ts";
import { merchant, type Sandbox } from "./given.ts";

const ana = {
  email: "Ana@Example.com",
  name: "Ana Souza",
  phone: "+5511999990000",
  document_type: "cpf",
  document_number: "12345678909",
  billing_address: { city: "São Paulo", country: "BR" },
  metadata: { tier: "gold" },
} as const;

async function givenCustomer(sandbox: Sandbox, email: string = ana.email) {
  return (await done(merchant(sandbox).createCustomer({ body: { ...ana, email } }))).data;
}

const create: Ask = (_, client) => client.createCustomer({ body: ana });
const list: Ask = (_, client) => client.listCustomers({ query: { limit: 1 } });
const get: Ask = async (sandbox, client) => client.getCustomer({ path: await givenCustomer(sandbox) });
const update: Ask = async (sandbox, client) =>
  client.updateCustomer({ path: await givenCustomer(sandbox), body: { name: "Ana Souza Lima", phone: null } });

export const customers = {
  createCustomer: {
    200: async (sandbox) => {
      await givenCustomer(sandbox);
      return create(sandbox, sandbox.as("owner"));
    },
    201: as("owner", create),
    400: (sandbox) => sandbox.as("owner").createCustomer({ body: { ...ana, phone: "11 99999-0000" } }),
    ...refusedWrites(create),
  },
  listCustomers: {
    200: async (sandbox) => {
      await givenCustomer(sandbox);
      return list(sandbox, sandbox.as("owner"));
    },
    400: (sandbox) => sandbox.as("owner").listCustomers({ query: { limit: 0 } }),
    ...refusedReads(list),
  },
  getCustomer: { 200: as("owner", get), 404: as("stranger", get), ...refusedReads(get) },
  updateCustomer: {
    200: as("owner", update),
    400: async (sandbox) =>
      sandbox.as("owner").updateCustomer({ path: await givenCustomer(sandbox), body: { email: "nowhere" } }),
    404: as("stranger", update),
    409: async (sandbox) => {
      await givenCustomer(sandbox, "eva@example.com");
      return sandbox
        .as("owner")
        .updateCustomer({ path: await givenCustomer(sandbox), body: { email: "eva@example.com" } });
    },
    ...refusedWrites(update),
  },
} satisfies Partial<Scenarios<"tokeflow">>;
