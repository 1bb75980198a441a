import type { SpecName } from "@understudy/contracts";
import type { Personas, Sandbox, Scenario } from "./scenarios.ts";

type ControlSpec = Extract<SpecName, `${string}-control`>;

/** Asks for one operation in the sandbox with that id; what it is about is in `sandbox`. */
export type Ask<Name extends SpecName> = (
  client: ReturnType<Sandbox<Name>["as"]>,
  sandboxId: string,
  sandbox: Sandbox<Name>,
) => ReturnType<Scenario<Name>>;

/** What is the same for every provider's part of the control API: who asks, and what each operation refuses. */
export function control<Name extends ControlSpec>() {
  const personas: Personas<ControlSpec> = {
    owner: () => ({}),
    nobody: () => ({ token: "not-the-token-of-the-server" }),
  };
  const asOwner =
    (ask: Ask<Name>): Scenario<Name> =>
    (sandbox) =>
      ask(sandbox.as("owner"), sandbox.id, sandbox);
  const asNobody =
    (ask: Ask<Name>): Scenario<Name> =>
    (sandbox) =>
      ask(sandbox.as("nobody"), sandbox.id, sandbox);
  return {
    // A control client takes a token and nothing else, whichever provider's it is.
    personas: personas as unknown as Personas<Name>,
    asOwner,
    /** What an operation on a sandbox as a whole refuses: a wrong token, and a sandbox that was dropped. */
    ofSandbox: (ask: Ask<Name>) => ({
      401: asNobody(ask),
      404: async (sandbox: Sandbox<Name>) => {
        await sandbox.platform.dropSandbox({ path: { sandboxId: sandbox.id } });
        return ask(sandbox.as("owner"), sandbox.id, sandbox);
      },
    }),
    /** What an operation on an object refuses: a wrong token, and an object that is in another sandbox. */
    ofObject: (ask: Ask<Name>) => ({
      401: asNobody(ask),
      404: async (sandbox: Sandbox<Name>) => ask(sandbox.as("owner"), (await sandbox.elsewhere()).id, sandbox),
    }),
  };
}

/** What was answered on the way to a scenario, where only a success leads on. */
export async function done<Data>(
  outcome: Promise<{ readonly data?: Data; readonly error?: unknown; readonly response: Response }>,
): Promise<Data> {
  const { data, error, response } = await outcome;
  if (data === undefined) throw new Error(`No way to the scenario: ${response.status} ${JSON.stringify(error)}`);
  return data;
}
