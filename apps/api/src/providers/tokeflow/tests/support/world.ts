import { createControlClient } from "@understudy/client/control";
import { createTokeflowClient, type TokeflowClient } from "@understudy/client/tokeflow";
import { createTokeflowControlClient, type TokeflowControlClient } from "@understudy/client/tokeflow-control";
import type { components } from "@understudy/contracts/tokeflow";
import type { components as ControlComponents } from "@understudy/contracts/tokeflow-control";
import { sender } from "./send.ts";

export type Transaction = components["schemas"]["Transaction"];
export type NewTransaction = components["schemas"]["CreateTransaction"];
type ConnectorSettings = ControlComponents["schemas"]["ConnectorSettings"];
type NewKey = ControlComponents["schemas"]["NewKey"];
type Outcome = ControlComponents["schemas"]["Outcome"];

/** The seed's example charge, without a card. */
export const chargeBody = {
  payment_method: "credit_card",
  charge_type: "payment",
  country: "BR",
  amount: 15_000,
  currency: "BRL",
} as const satisfies NewTransaction;

export const pixBody = { ...chargeBody, payment_method: "pix" } as const satisfies NewTransaction;

/** A stored card of every new sandbox that all connectors approve, and one that the first connector declines. */
export const approving = "pi_approve";
export const cascading = "pi_decline_then_approve";

/** The connectors of a new sandbox's first merchant, in the order in which its tree names them. */
export const connectors = ["conn_a1b2c3", "conn_d4e5f6"] as const;

export type World = Awaited<ReturnType<typeof openWorld>>;

/** A sandbox of the test's own whose clock stands, with the clients and shortcuts that tests speak through. */
export async function openWorld({ publicUrl }: { readonly publicUrl: string }) {
  const platform = createControlClient({ baseUrl: publicUrl });
  const made = got(await platform.createSandbox());
  const sandboxId = made.id;
  const issued = made.credentials.tokeflow ?? {};
  const dashboard = createTokeflowControlClient({ baseUrl: publicUrl });
  const as = (secretKey: string | undefined): TokeflowClient =>
    createTokeflowClient({ baseUrl: `${publicUrl}/tokeflow`, secretKey: String(secretKey) });
  const merchant = as(issued.merchant_key);
  const clock = clockOf(platform, sandboxId);
  const start = await clock.freeze(made.now);
  return {
    publicUrl,
    platform,
    dashboard,
    sandboxId,
    organizationId: String(issued.organization_id),
    merchantId: String(issued.merchant_id),
    organizationKey: String(issued.organization_key),
    merchantKey: String(issued.merchant_key),
    webhookSecret: String(issued.webhook_secret),
    as,
    merchant,
    organization: as(issued.organization_key),
    send: sender(publicUrl, String(issued.merchant_key)),
    start,
    ...clock,
    ...outcomesOf(dashboard, sandboxId),
    ...chargesOf(merchant, dashboard, sandboxId),
    /** What was told of an object, oldest first. */
    async events(subject: string) {
      const page = await platform.listEvents({ path: { sandboxId }, query: { subject, limit: 100 } });
      const told = got(page).data.toReversed();
      return told.map(({ id, at, type, data }) => ({ id, at, type, data: data as Record<string, unknown> }));
    },
  };
}

/** The data of an outcome that must be a success. */
export function got<Data>({ data, error, response }: { data?: Data; error?: unknown; response: Response }): Data {
  if (!response.ok) throw new Error(`${response.status} ${JSON.stringify(error)}`);
  return data as Data;
}

function clockOf(platform: ReturnType<typeof createControlClient>, sandboxId: string) {
  const path = { sandboxId };
  return {
    /** Stands still at the whole minute after `now`, so that times in tests are round. */
    async freeze(now: string): Promise<Date> {
      const minute = new Date(Math.ceil(Date.parse(now) / 60_000) * 60_000);
      return new Date(got(await platform.moveClock({ path, body: { set: minute.toISOString() } })).now);
    },
    async advance(duration: string) {
      return got(await platform.moveClock({ path, body: { advance: duration } }));
    },
  };
}

/** What payers, issuers and the dashboard do. */
function outcomesOf(dashboard: TokeflowControlClient, sandboxId: string) {
  return {
    settle: (transactionId: string, outcome: Outcome) =>
      dashboard.settleTransaction({ path: { sandboxId, transactionId }, body: { outcome } }),
    settleRefund: (refundId: string, outcome: "succeeded" | "failed") =>
      dashboard.settleRefund({ path: { sandboxId, refundId }, body: { outcome } }),
    async key(body: NewKey) {
      return got(await dashboard.createKey({ path: { sandboxId }, body }));
    },
    async anotherMerchant() {
      return got(await dashboard.createMerchant({ path: { sandboxId }, body: {} }));
    },
    async connector(connectorId: string, settings: Partial<ConnectorSettings>) {
      const path = { sandboxId, connectorId };
      const body: ConnectorSettings = {
        provider_slug: "acquirer_x",
        payment_methods: ["credit_card", "debit_card", "pix", "boleto", "wallet"],
        ...settings,
      };
      return got(await dashboard.putConnector({ path, body }));
    },
    /** The acquirer's side of the story, newest first. */
    async calls(connectorId: string) {
      const calls = [];
      for (let cursor: string | undefined; ; ) {
        const query = { limit: 100, ...(cursor !== undefined && { cursor }) };
        const page = got(await dashboard.listConnectorCalls({ path: { sandboxId, connectorId }, query }));
        calls.push(...page.data);
        if (page.next_cursor === null) return calls;
        cursor = page.next_cursor;
      }
    },
  };
}

function chargesOf(merchant: TokeflowClient, dashboard: TokeflowControlClient, sandboxId: string) {
  return {
    /** A fresh card reference, without a number one that every connector approves. */
    async token(number?: string): Promise<string> {
      const body = number === undefined ? {} : { number };
      return got(await dashboard.createCard({ path: { sandboxId }, body })).token;
    },
    /** A charge of the merchant's approving stored card, or whatever `changes` make of it. */
    async charge(changes: Partial<NewTransaction> = {}): Promise<Transaction> {
      const needsCard = (changes.payment_method ?? "credit_card").endsWith("card");
      const isOpen = changes.card_ciphertext_id === undefined && changes.checkout_session_id === undefined;
      const card = needsCard && isOpen ? { payment_instrument_id: approving } : {};
      const body = { ...chargeBody, ...card, ...changes };
      return got(await merchant.createTransaction({ body })).data;
    },
    async read(id: string): Promise<Transaction> {
      return got(await merchant.getTransaction({ path: { id } })).data;
    },
    async attempts(id: string) {
      return got(await merchant.listTransactionAttempts({ path: { id } })).data;
    },
    /** How many transactions the merchant has. */
    async count(): Promise<number> {
      return got(await merchant.listTransactions({ query: { limit: 1 } })).meta.pagination.total;
    },
  };
}
