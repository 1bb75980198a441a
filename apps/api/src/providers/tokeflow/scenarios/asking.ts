import { done, type Persona, type Personas, type Sandbox as SandboxOf, type Scenario } from "@understudy/conformance";
import { type Client, keyWith } from "./given.ts";

type Sandbox = SandboxOf<"tokeflow">;

export const personas: Personas<"tokeflow"> = {
  owner: ({ credential }) => ({ secretKey: credential("merchant_key") }),
  nobody: () => ({ secretKey: "sk_test_mer_0000000000000000" }),
  reader: async (sandbox) => ({
    secretKey: await keyWith(sandbox, [
      "transactions:read",
      "refunds:read",
      "orders:read",
      "customers:read",
      "payment_instruments:read",
    ]),
  }),
  hurried: async ({ id, control, client, credential }) => {
    const secretKey = credential("merchant_key");
    // A window that is longer than any test run.
    await done(control.putRateLimit({ path: { sandboxId: id }, body: { requests: 1, window_seconds: 86_400 } }));
    await done(client("tokeflow", { secretKey }).listTransactions());
    return { secretKey };
  },
};

/** Asks for one operation as somebody, after everything is in place. */
export type Ask = (sandbox: Sandbox, client: Client) => ReturnType<Scenario<"tokeflow">>;

export function as(who: Persona, ask: Ask): Scenario<"tokeflow"> {
  return (sandbox) => ask(sandbox, sandbox.as(who));
}

/** What every operation that reads answers to those who may not ask. */
export function refusedReads(ask: Ask) {
  return {
    401: as("nobody", ask),
    403: async (sandbox: Sandbox) =>
      ask(sandbox, sandbox.client("tokeflow", { secretKey: await keyWith(sandbox, []) })),
    429: as("hurried", ask),
  };
}

/** What every operation that writes answers to those who may not ask. */
export function refusedWrites(ask: Ask) {
  return { 401: as("nobody", ask), 403: as("reader", ask), 429: as("hurried", ask) };
}
