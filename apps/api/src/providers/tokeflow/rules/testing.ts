import { Refusal } from "@understudy/domain";
import type { ChargedCard } from "./acquirer.ts";
import { describeCard } from "./card.ts";
import { chance } from "./chance.ts";
import { type Charged, charge, type Means } from "./charge.ts";
import type { Connector } from "./connector.ts";
import { decide } from "./routing.ts";
import { factsOf } from "./routing-facts.ts";
import type { Condition, ConditionNode, RoutingTree } from "./routing-tree.ts";
import type { TransactionDraft } from "./transaction.ts";

/** The moment at which the seed's example charge was made; `at(2)` is two seconds later. */
export const at = (seconds: number): Date => new Date(Date.parse("2026-01-15T12:30:00.000Z") + seconds * 1000);

/** A connector that takes everything, at once and for nothing. */
export function connector(id: string, profile: Partial<Connector> = {}): Connector {
  return {
    id,
    providerSlug: `acquirer_${id}`,
    active: true,
    priority: 1,
    paymentMethods: ["credit_card", "debit_card", "pix", "boleto", "wallet"],
    currencies: [],
    preauthorizedStatus: "capture_pending",
    preauthorizationExpiresInSeconds: null,
    pixExpiresInSeconds: 1800,
    threeDsMethods: [],
    threeDsCapable: true,
    declineRate: 0,
    declineCode: "DO_NOT_HONOR",
    errorRate: 0,
    errorCode: "PROVIDER_UNAVAILABLE",
    latencyMs: 0,
    latencyJitterMs: 0,
    latencyIsReal: false,
    outageFrom: null,
    outageUntil: null,
    feeFixed: 0,
    feeBasisPoints: 0,
    seed: "",
    ...profile,
  };
}

export function condition(id: string, all: readonly Condition[], then: string, otherwise: string): ConditionNode {
  return { id, type: "condition", all, then, else: otherwise };
}

export function draft(changes: Partial<TransactionDraft> = {}): TransactionDraft {
  return {
    id: "tx_777",
    organizationId: "org_123",
    merchantId: "mrc_123",
    orderId: "ord_001",
    subscriptionId: null,
    externalOrderId: null,
    customerId: null,
    paymentInstrumentId: null,
    checkoutSessionId: null,
    cardToken: "tok_8f3c2a1b9d4e",
    amount: 15_000,
    currency: "BRL",
    paymentMethod: "credit_card",
    chargeType: "payment",
    walletType: null,
    country: "BR",
    riskScore: null,
    installments: null,
    metadata: {},
    capture: true,
    createdAt: at(0),
    ...changes,
  };
}

export function means(card: ChargedCard | null): Means {
  let made = 0;
  return {
    card,
    payee: { name: "Loja Exemplo", city: "São Paulo", pixKey: "123e4567-e89b-12d3-a456-426655440000" },
    chance: chance("seed", 1),
    instrumentId: "pi_new",
    newAttemptId: () => `att_${++made}`,
  };
}

/** Routes and runs a charge: by default one of a card, by number, over two connectors. */
export function run({
  number = "4111111111111111",
  connectors = [connector("a"), connector("b", { priority: 2 })],
  tree = null,
  ...changes
}: Partial<TransactionDraft> & {
  number?: string;
  connectors?: readonly Connector[];
  tree?: RoutingTree | null;
} = {}): Charged {
  const order = draft(changes);
  const isCard = order.paymentMethod.endsWith("card");
  const tools = means(isCard ? describeCard(at(0), number) : null);
  return charge(order, decide(tree, connectors, factsOf(order, tools.card), tools.chance), tools);
}

/** What an act was refused with. */
export function refusalOf(act: () => unknown): Refusal {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error("Nothing was refused.");
}
