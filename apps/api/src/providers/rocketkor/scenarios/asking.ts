import {
  type Persona,
  type Personas,
  type Sandbox as SandboxOf,
  type Scenario,
  unreachable,
} from "@understudy/conformance";
import { type Client, type ControlSchemas, tokenOf } from "./given.ts";

type Sandbox = SandboxOf<"rocketkor">;

export const personas: Personas<"rocketkor"> = {
  owner: ({ credential }) => ({ accessToken: credential("access_token") }),
  reader: async (sandbox) => ({ accessToken: await tokenOf(sandbox, "view-only") }),
  nobody: () => ({ accessToken: `rk_token_${"nobody".padEnd(32, "0")}` }),
};

/** Asks for one operation as somebody, after everything is in place. */
export type Ask = (sandbox: Sandbox, client: Client) => ReturnType<Scenario<"rocketkor">>;

export function as(who: Persona, ask: Ask): Scenario<"rocketkor"> {
  return (sandbox) => ask(sandbox, sandbox.as(who));
}

/** As a service account that has this role. */
export function inRole(role: ControlSchemas["Role"], ask: Ask): Scenario<"rocketkor"> {
  return async (sandbox) => ask(sandbox, sandbox.client("rocketkor", { accessToken: await tokenOf(sandbox, role) }));
}

/** What every operation that reads answers to those who may not ask. */
export function refusedReads(ask: Ask) {
  return { 401: as("nobody", ask), 403: unreachable("every role may read") };
}

/** What every operation that changes a customer or an account answers to those who may not ask. */
export function refusedWrites(ask: Ask) {
  return { 401: as("nobody", ask), 403: as("reader", ask) };
}

/** What every operation that may move money answers to those who may not ask; an admin is not one who may. */
export function refusedMoves(ask: Ask) {
  return { 401: as("nobody", ask), 403: inRole("admin", ask) };
}
