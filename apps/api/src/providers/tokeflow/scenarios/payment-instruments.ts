import { done, type Scenarios } from "@understudy/conformance";
import { type Ask, as, refusedReads, refusedWrites } from "./asking.ts";
import { cardCharge, merchant, type Sandbox } from "./given.ts";

/** A card is stored by a verification of it. */
async function givenInstrument(sandbox: Sandbox): Promise<{ id: string }> {
  const body = await cardCharge(sandbox, { charge_type: "setup_verification", amount: 0, customer_id: "cust_123" });
  const { data } = await done(merchant(sandbox).createTransaction({ body }));
  return { id: String(data.payment_instrument_id) };
}

const list: Ask = (_, client) => client.listPaymentInstruments({ query: { customer_id: "cust_123" } });
const get: Ask = async (sandbox, client) => client.getPaymentInstrument({ path: await givenInstrument(sandbox) });
const remove: Ask = async (sandbox, client) => client.deletePaymentInstrument({ path: await givenInstrument(sandbox) });

export const paymentInstruments = {
  listPaymentInstruments: {
    200: async (sandbox) => {
      await givenInstrument(sandbox);
      return list(sandbox, sandbox.as("owner"));
    },
    400: (sandbox) => sandbox.as("owner").listPaymentInstruments({ query: { page: 0 } }),
    ...refusedReads(list),
  },
  getPaymentInstrument: { 200: as("owner", get), 404: as("stranger", get), ...refusedReads(get) },
  deletePaymentInstrument: { 204: as("owner", remove), 404: as("stranger", remove), ...refusedWrites(remove) },
} satisfies Partial<Scenarios<"tokeflow">>;
