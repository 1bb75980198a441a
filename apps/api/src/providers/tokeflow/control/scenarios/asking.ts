import type { Personas, Sandbox as SandboxOf, Scenario } from "@understudy/conformance";

export type Sandbox = SandboxOf<"tokeflow-control">;
type Client = ReturnType<Sandbox["as"]>;

export const personas: Personas<"tokeflow-control"> = {
  owner: () => ({}),
  nobody: () => ({ token: "not-the-token-of-the-server" }),
};

/** Asks for one operation in the sandbox with that id; what it is about is in `sandbox`. */
export type Ask = (client: Client, sandboxId: string, sandbox: Sandbox) => ReturnType<Scenario<"tokeflow-control">>;

export function asOwner(ask: Ask): Scenario<"tokeflow-control"> {
  return (sandbox) => ask(sandbox.as("owner"), sandbox.id, sandbox);
}

function asNobody(ask: Ask): Scenario<"tokeflow-control"> {
  return (sandbox) => ask(sandbox.as("nobody"), sandbox.id, sandbox);
}

/** What an operation on a sandbox as a whole refuses: a wrong token, and a sandbox that was dropped. */
export function ofSandbox(ask: Ask) {
  return {
    401: asNobody(ask),
    404: async (sandbox: Sandbox) => {
      await sandbox.platform.dropSandbox({ path: { sandboxId: sandbox.id } });
      return ask(sandbox.as("owner"), sandbox.id, sandbox);
    },
  };
}

/** What an operation on an object refuses: a wrong token, and an object that is in another sandbox. */
export function ofObject(ask: Ask) {
  return {
    401: asNobody(ask),
    404: async (sandbox: Sandbox) => ask(sandbox.as("owner"), (await sandbox.elsewhere()).id, sandbox),
  };
}
