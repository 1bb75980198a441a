import type { Persona, Personas, Sandbox as SandboxOf, Scenario } from "@understudy/conformance";
import { unreachable } from "@understudy/conformance";
import { type Client, tokenWith } from "./given.ts";

type Sandbox = SandboxOf<"checkout">;

export const personas: Personas<"checkout"> = {
  owner: ({ credential }) => ({ secretKey: credential("secret_key") }),
  nobody: () => ({ secretKey: `sk_sbox_${"nobody".padEnd(27, "a")}` }),
  // A secret key may do everything; only a token can be without a scope.
  reader: async (sandbox) => ({ accessToken: await tokenWith(sandbox, ["flow:events", "gateway"]) }),
};

/** Asks for one operation as somebody, after everything is in place. */
export type Ask = (sandbox: Sandbox, client: Client) => ReturnType<Scenario<"checkout">>;

export function as(who: Persona, ask: Ask): Scenario<"checkout"> {
  return (sandbox) => ask(sandbox, sandbox.as(who));
}

/** As a client whose token has these scopes alone. */
export function withScopes(scopes: string[], ask: Ask): Scenario<"checkout"> {
  return async (sandbox) => ask(sandbox, sandbox.client("checkout", { accessToken: await tokenWith(sandbox, scopes) }));
}

const bug = { 500: unreachable("only a bug answers it") };

/** What every operation that changes or sends something answers to those who may not ask. */
export function refusedWrites(ask: Ask) {
  return { 401: as("nobody", ask), 403: as("reader", ask), ...bug };
}

/** What every operation that reads events answers to those who may not ask. */
export function refusedReads(ask: Ask) {
  return { 401: as("nobody", ask), 403: withScopes(["flow:reflow", "gateway"], ask), ...bug };
}
