import { type Credentials, done, type Sandbox as SandboxOf } from "@understudy/conformance";
import { type ControlSchemas, founded, type Sandbox } from "./given.ts";

/** A token that the control API makes. */
export async function tokenWith(
  { id: sandboxId, control }: Pick<Sandbox, "id" | "control">,
  body: ControlSchemas["NewToken"],
): Promise<string> {
  return (await done(control.createToken({ path: { sandboxId }, body }))).token;
}

/** What the owner's token says, under the signature of another one. */
export async function forgedToken(sandbox: Pick<Sandbox, "id" | "control" | "credential">): Promise<string> {
  const [header, claims] = sandbox.credential("access_token").split(".");
  const [, , signature] = (await tokenWith(sandbox, {})).split(".");
  return [header, claims, signature].join(".");
}

/** What nobody gets in with: nothing, another scheme, what is no token, an unsigned, an expired and an orphaned one. */
export async function badCredentials(sandbox: SandboxOf<"onespan">): Promise<readonly Credentials<"onespan">[]> {
  const [, claims] = sandbox.credential("access_token").split(".");
  const unsigned = `${Buffer.from('{"alg":"none","typ":"JWT"}').toString("base64url")}.${claims}.`;
  const expired = await tokenWith(sandbox, { expires_in: "-PT1S" });
  const other = await sandbox.elsewhere();
  await other.platform.dropSandbox({ path: { sandboxId: other.id } });
  return [
    // No client of ours is meant to be without one.
    {} as Credentials<"onespan">,
    { accessToken: "", headers: { authorization: "Basic dGVuYW50OnNlY3JldA==" } },
    ...["", "no.jwt", unsigned, expired, other.credential("access_token")].map((accessToken) => ({ accessToken })),
  ];
}

/** Tokens that are good and do not open what these scopes do not open: they open no other operation either. */
export async function narrowTokens(sandbox: Sandbox, scope: string[]): Promise<readonly string[]> {
  const workflow_id = founded(sandbox).document;
  const owner = sandbox.client("onespan", { accessToken: sandbox.credential("access_token") });
  const body = { workflow_id, tokens: [{ role: "signer1" }] };
  const { id: transaction_id, tokens } = await done(owner.createTransaction({ body }));
  const session = { role: "signer1", transaction_id };
  return [
    await tokenWith(sandbox, { scope }),
    await tokenWith(sandbox, { scope: [] }),
    await tokenWith(sandbox, { session }),
    // Whatever its scope says: it is for the pages.
    await tokenWith(sandbox, { session, scope: ["tenant_access"] }),
    ...tokens.map(({ token }) => token),
  ];
}
