import { createControlClient } from "@understudy/client/control";
import { createRocketkorClient } from "@understudy/client/rocketkor";
import { createRocketkorControlClient } from "@understudy/client/rocketkor-control";
import { documented } from "../../documented.ts";
import { sender } from "./send.ts";

/** A UUID that nothing has. */
export const nobodys = "00000000-0000-4000-8000-000000000000";

export type Opened = Awaited<ReturnType<typeof openSandbox>>;

interface Server {
  readonly publicUrl: string;
}

/** A sandbox of the test's own whose clock stands, with the clients and shortcuts that tests speak through. */
export async function openSandbox(server: Server) {
  const { id, credentials, now } = got(await createControlClient({ baseUrl: server.publicUrl }).createSandbox());
  return enter(server, id, credentials.rocketkor ?? {}, now);
}

/** The sandbox that is there from the start, which the seed's sample is written for; its clock stands at that time. */
export function openDefault(server: Server, now: string) {
  const own = {
    ...{ api_key: documented.apiKey, api_secret: documented.apiSecret, access_token: documented.accessToken },
    ...{ customer_id: documented.customerId, business_financial_account_id: documented.businessFinancialAccountId },
    customer_financial_account_id: documented.customerFinancialAccountId,
    customer_bank_account_id: documented.customerBankAccountId,
  };
  return enter(server, "sbx_default", own, now);
}

async function enter({ publicUrl }: Server, sandboxId: string, own: Readonly<Record<string, string>>, now: string) {
  const platform = createControlClient({ baseUrl: publicUrl });
  const portal = createRocketkorControlClient({ baseUrl: publicUrl });
  const accessToken = String(own.access_token);
  const baseUrl = `${publicUrl}/rocketkor`;
  const path = { sandboxId };
  const move = async (change: { set: string } | { advance: string }) =>
    new Date(got(await platform.moveClock({ path, body: change })).now);
  const start = await move({ set: now });
  return {
    ...{ publicUrl, baseUrl, platform, portal, sandboxId, start, path, accessToken },
    ...{ apiKey: String(own.api_key), apiSecret: String(own.api_secret) },
    businessAccountId: String(own.business_financial_account_id),
    customerId: String(own.customer_id),
    customerAccountId: String(own.customer_financial_account_id),
    customerBankAccountId: String(own.customer_bank_account_id),
    api: createRocketkorClient({ baseUrl, accessToken }),
    /** What the provider's API answers to a request as a client of ours could not word it. */
    send: sender(baseUrl, `Bearer ${accessToken}`),
    /** What the provider's part of the control API answers. */
    control: sender(`${publicUrl}/control/sandboxes/${sandboxId}/rocketkor`, null),
    /** Goes on by so much, and answers when all that fell due is done. */
    advance: (duration: string) => move({ advance: duration }),
    /** Goes to that time of the clock, and does the same. */
    goTo: (time: string) => move({ set: time }),
    /** Waits until nothing goes on by itself. */
    settle: () => move({ advance: "PT0S" }),
  };
}

/** The data of an outcome that must be a success. */
export function got<Data>({ data, error, response }: { data?: Data; error?: unknown; response: Response }): Data {
  if (!response.ok) throw new Error(`${response.status} ${JSON.stringify(error)}`);
  return data as Data;
}
