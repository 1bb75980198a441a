import {
  exchangeOf,
  type Persona,
  type Personas,
  type Sandbox,
  type Scenario,
  unreachable,
} from "@understudy/conformance";
import { type Client, founded, tenant } from "./given.ts";
import { badCredentials, forgedToken, narrowTokens, tokenWith } from "./tokens.ts";

export interface Answer {
  readonly response: Response;
}

/** Which tenant a request says that it is about. */
interface Header {
  readonly "X-Tenant"?: string;
}

export const personas: Personas<"onespan"> = {
  owner: ({ credential }) => ({ accessToken: credential("access_token") }),
  reader: async (sandbox) => ({ accessToken: await tokenWith(sandbox, { scope: ["transaction_access"] }) }),
  nobody: async (sandbox) => ({ accessToken: await forgedToken(sandbox) }),
};

/** An answer on the way to a scenario, where only this status leads on. */
export async function expected<Outcome extends Answer>(status: number, asked: Promise<Outcome>): Promise<Outcome> {
  const outcome = await asked;
  if (outcome.response.status === status) return outcome;
  const { operation, body } = exchangeOf(outcome.response) ?? {};
  throw new Error(`${operation} answered ${outcome.response.status} instead of ${status}: ${body}`);
}

/** A success on the way to a scenario, where only this type leads on. */
export async function typed<Outcome extends Answer>(type: string, asked: Promise<Outcome>): Promise<Outcome> {
  const outcome = await expected(200, asked);
  const given = outcome.response.headers.get("content-type");
  const { operation, body = "" } = exchangeOf(outcome.response) ?? {};
  if (given !== type) throw new Error(`${operation} answered ${given} instead of ${type}.`);
  // It is JSON under another name, which no schema is held against.
  if (type === "text/javascript") JSON.parse(body);
  return outcome;
}

/** `Accept` by which JSON comes under its older name. */
export const inJavascript = { headers: { Accept: "text/javascript, application/json;q=0.5" } } as const;

/** How an operation is asked for about something that is in place. */
export type Ask<State> = (client: Client, state: State, header: Header) => Promise<Answer>;
type Given<State> = (sandbox: Sandbox<"onespan">) => Promise<State>;

/** As somebody, after everything is in place. */
export function as<State>(who: Persona, given: Given<State>, ask: Ask<State>): Scenario<"onespan"> {
  return async (sandbox) => ask(sandbox.as(who), await given(sandbox), {});
}

/** With a token that opens this and little else, and that names its tenant. */
export function narrowly<State>(scope: string, given: Given<State>, ask: Ask<State>): Scenario<"onespan"> {
  return async (sandbox) => {
    const accessToken = await tokenWith(sandbox, { scope: [scope] });
    const header = { "X-Tenant": founded(sandbox).tenantId };
    return ask(sandbox.client("onespan", { accessToken }), await given(sandbox), header);
  };
}

/** What every operation answers to those who may not ask; `others` are scopes that do not open it. */
export function refused<State>(given: Given<State>, ask: Ask<State>, others: string[]) {
  const unknown: Scenario<"onespan"> = async (sandbox) => {
    const state = await given(sandbox);
    for (const credentials of await badCredentials(sandbox))
      await expected(401, ask(sandbox.client("onespan", credentials), state, {}));
    return ask(sandbox.as("nobody"), state, {});
  };
  const forbidden: Scenario<"onespan"> = async (sandbox) => {
    const state = await given(sandbox);
    for (const accessToken of await narrowTokens(sandbox, others))
      await expected(403, ask(sandbox.client("onespan", { accessToken }), state, {}));
    return ask(sandbox.as("owner"), state, { "X-Tenant": founded(await sandbox.elsewhere()).tenantId });
  };
  return { 401: unknown, 403: forbidden, 500: unreachable("only a bug answers it") };
}

/** The same of one about a transaction, which is absent for strangers, and for everybody once it is erased. */
export function refusedOf<State extends { readonly transaction_id: string }>(
  given: Given<State>,
  ask: Ask<State>,
  others: string[],
) {
  const absent: Scenario<"onespan"> = async (sandbox) => {
    const state = await given(sandbox);
    const stranger = await expected(404, ask(sandbox.as("stranger"), state, {}));
    const body = { grace_period: 0, transaction_ids: [state.transaction_id] };
    await expected(200, tenant(sandbox).markTransactionsForErasure({ body }));
    const erased = await ask(sandbox.as("owner"), state, {});
    if (exchangeOf(stranger.response)?.body !== exchangeOf(erased.response)?.body)
      throw new Error("What is somebody else's and what is not there are told apart.");
    return erased;
  };
  return { ...refused(given, ask, others), 404: absent };
}
