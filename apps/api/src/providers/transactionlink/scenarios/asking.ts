import type { Persona, Personas, Sandbox as SandboxOf, Scenario } from "@understudy/conformance";
import { unreachable } from "@understudy/conformance";
import { type Client, type Permission, tokenWith } from "./given.ts";

type Sandbox = SandboxOf<"transactionlink">;

export const personas: Personas<"transactionlink"> = {
  owner: ({ credential }) => ({ accessToken: credential("access_token") }),
  nobody: () => ({ organizationToken: `tot_${"nobody".padEnd(52, "0")}` }),
  // A workspace's token may do everything; only an organization's can be without a permission.
  reader: async (sandbox) => ({
    organizationToken: await tokenWith(sandbox, ["can_view_workspace", "can_read_data", "can_read_attachments"]),
  }),
};

/** Asks for one operation as somebody, after everything is in place. */
export type Ask = (sandbox: Sandbox, client: Client) => ReturnType<Scenario<"transactionlink">>;

export function as(who: Persona, ask: Ask): Scenario<"transactionlink"> {
  return (sandbox) => ask(sandbox, sandbox.as(who));
}

/** As an organization's token that has these permissions alone. */
export function withPermissions(permissions: Permission[], ask: Ask): Scenario<"transactionlink"> {
  return async (sandbox) => {
    const organizationToken = await tokenWith(sandbox, permissions);
    return ask(sandbox, sandbox.client("transactionlink", { organizationToken }));
  };
}

export const bug = { 500: unreachable("only a bug answers it") };

/** What every operation that changes something answers to those who may not ask. */
export function refusedWrites(ask: Ask) {
  return { 401: as("nobody", ask), 403: as("reader", ask), ...bug };
}

/** What every operation that reads something answers to those who may not ask. */
export function refusedReads(ask: Ask) {
  return {
    401: as("nobody", ask),
    403: withPermissions(["can_edit_data", "can_edit_attachments"], ask),
    ...bug,
  };
}
