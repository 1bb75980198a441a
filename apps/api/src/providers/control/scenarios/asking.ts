import type { Persona, Personas, Sandbox as SandboxOf, Scenario } from "@understudy/conformance";

export type Sandbox = SandboxOf<"control">;
export type Client = ReturnType<Sandbox["as"]>;
type Answer = ReturnType<Scenario<"control">>;

/** Asks for one operation in the sandbox that the path names. */
export type Ask = (client: Client, path: { sandboxId: string }) => Answer;

export const personas: Personas<"control"> = {
  owner: () => ({}),
  nobody: () => ({ token: "not-the-token-of-the-server" }),
};

export const as =
  (who: Persona, ask: Ask): Scenario<"control"> =>
  (sandbox) =>
    ask(sandbox.as(who), { sandboxId: sandbox.id });

/** A dropped sandbox is as absent as one that never was. */
export const ofDropped =
  (ask: Ask): Scenario<"control"> =>
  async (sandbox) => {
    const path = { sandboxId: sandbox.id };
    await sandbox.platform.dropSandbox({ path });
    return ask(sandbox.as("owner"), path);
  };

/** Asks for one operation on an object, in the sandbox that the path names. */
export type AskOf = (client: Client, path: { sandboxId: string }, id: string) => Answer;

/** What an operation on an object refuses: a wrong token, and an object that is in another sandbox. */
export const ofObject = (given: (sandbox: Sandbox) => Promise<string>, ask: AskOf) => ({
  401: (sandbox: Sandbox) => ask(sandbox.as("nobody"), { sandboxId: sandbox.id }, "01k2m8q5a1"),
  404: async (sandbox: Sandbox) => {
    const [id, { id: sandboxId }] = [await given(sandbox), await sandbox.elsewhere()];
    return ask(sandbox.as("owner"), { sandboxId }, id);
  },
});
