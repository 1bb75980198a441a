import { done, type Scenarios } from "@understudy/conformance";
import { expected } from "../../scenarios/asking.ts";
import { type ControlSchemas, nobodys } from "../../scenarios/given.ts";
import { givenCancelled, givenTransaction } from "../../scenarios/playing.ts";
import { type Ask, asOwner, ofSandbox, type Sandbox } from "./asking.ts";

type NewToken = ControlSchemas["NewToken"];

const get: Ask = (client, sandboxId) => client.getTenant({ path: { sandboxId } });
const put: Ask = (client, sandboxId) =>
  client.putTenant({ path: { sandboxId }, body: { session_token_lifetime: "PT1H" } });
const createToken: Ask = (client, sandboxId) => client.createToken({ path: { sandboxId } });

/** Whose journey a token is to start. */
async function sessionOf(sandbox: Sandbox, role = "signer1") {
  return { role, transaction_id: (await givenTransaction(sandbox)).transaction_id };
}

/** What a client with this token is answered when it asks for a transaction. */
async function statusWith(sandbox: Sandbox, body: NewToken): Promise<number> {
  const { token } = await done(sandbox.control.createToken({ path: { sandboxId: sandbox.id }, body }));
  const path = await givenTransaction(sandbox);
  return (await sandbox.client("onespan", { accessToken: token }).getTransaction({ path })).response.status;
}

export const tenant = {
  getTenant: { 200: asOwner(get), ...ofSandbox(get) },
  putTenant: {
    // What was read may be put; and a duration comes back in hours, minutes and seconds.
    200: async (sandbox) => {
      const owner = sandbox.as("owner");
      const path = { sandboxId: sandbox.id };
      for (const session_token_lifetime of ["PT1S", "P10Y", "P1DT1H1M1S"])
        await done(owner.putTenant({ path, body: { session_token_lifetime } }));
      const { session_token_lifetime } = await done(owner.getTenant({ path }));
      await done(owner.putTenant({ path, body: { session_token_lifetime } }));
      return asOwner(put)(sandbox);
    },
    400: async ({ as, id }) => {
      const path = { sandboxId: id };
      for (const session_token_lifetime of ["PT0S", "P11Y", "-PT1H", "a day", ""])
        await expected(400, as("owner").putTenant({ path, body: { session_token_lifetime } }));
      const body = { session_token_lifetime: "PT1H", signing_key: "my own" };
      return as("owner").putTenant({ path, body: body as ControlSchemas["TenantSettings"] });
    },
    ...ofSandbox(put),
  },
  createToken: {
    // Each opens what it says and nothing else.
    201: async (sandbox) => {
      const session = await sessionOf(sandbox);
      const bodies: readonly (readonly [NewToken, number])[] = [
        ...[[{}, 200] as const, [{ expires_in: "PT1M" }, 200] as const, [{ expires_in: "-P100Y" }, 401] as const],
        [{ scope: ["transaction_access", "of-my-own"], expires_in: "P100Y" }, 200],
        [{ scope: ["evidence_access", "session_access"] }, 403],
        [{ scope: [] }, 403],
        ...[[{ session }, 403] as const, [{ session, expires_in: "-PT1S" }, 401] as const],
        [{ session, scope: ["tenant_access"], expires_in: "P1D" }, 403],
      ];
      for (const [body, status] of bodies) {
        const given = await statusWith(sandbox, body);
        if (given !== status) throw new Error(`${JSON.stringify(body)} opens with ${given} instead of ${status}.`);
      }
      const { transaction_id } = await givenCancelled(sandbox);
      await done(
        sandbox.as("owner").createToken({
          path: { sandboxId: sandbox.id },
          body: { session: { role: "signer1", transaction_id } },
        }),
      );
      return asOwner(createToken)(sandbox);
    },
    400: async (sandbox) => {
      const path = { sandboxId: sandbox.id };
      // A role that the workflow does not have, and one that it has and that takes no part.
      const session = await sessionOf(sandbox, "lender");
      const idle = await sessionOf(sandbox, "Customer");
      const bodies: unknown[] = [
        ...[{ scope: "tenant_access" }, { expires_in: "P101Y" }, { expires_in: "never" }, { client_id: "mine" }],
        ...[{ session: { role: "signer1" } }, { session: { role: "signer1", transaction_id: nobodys } }],
        { session: idle },
      ];
      for (const body of bodies) await expected(400, sandbox.as("owner").createToken({ path, body: body as NewToken }));
      return sandbox.as("owner").createToken({ path, body: { session } });
    },
    ...ofSandbox(createToken),
  },
} satisfies Partial<Scenarios<"onespan-control">>;
