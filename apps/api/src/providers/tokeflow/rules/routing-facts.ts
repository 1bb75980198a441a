import type { ChargedCard } from "./acquirer.ts";
import { behaviourOf } from "./card.ts";
import type { Demand } from "./connector.ts";
import { chargeTypes, paymentMethods, type TransactionDraft } from "./transaction.ts";

/** What a routing tree can ask about a charge; null is a fact that the charge does not have. */
export interface Facts extends Demand {
  readonly country: string;
  readonly amount: number;
  readonly chargeType: string;
  readonly walletType: string | null;
  readonly cardBin: string | null;
  readonly cardBrand: string | null;
  readonly riskScore: number | null;
  readonly installmentsCount: number | null;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** `bin` compares only as many digits as the rule gives; `open` takes whatever metadata holds. */
export type FactKind = "text" | "number" | "bin" | "open";

export interface RoutingField {
  readonly kind: FactKind;
  /** The only texts that the fact can be, where that is known: any other in a rule is a slip. */
  readonly values?: readonly string[];
  read(facts: Facts): unknown;
}

const brands = [
  ...["visa", "mastercard", "american_express", "diners_club", "discover", "jcb", "unionpay", "maestro", "mir"],
  ...["elo", "hiper", "hipercard", "troy", "verve", "naranja"],
];

/** The fields that a condition may name, as the tree spells them. */
export const routingFields: Readonly<Record<string, RoutingField>> = {
  payment_method: { kind: "text", values: paymentMethods, read: (facts) => facts.paymentMethod },
  currency: { kind: "text", read: (facts) => facts.currency },
  country: { kind: "text", read: (facts) => facts.country },
  amount: { kind: "number", read: (facts) => facts.amount },
  card_bin: { kind: "bin", read: (facts) => facts.cardBin },
  card_brand: { kind: "text", values: brands, read: (facts) => facts.cardBrand },
  charge_type: { kind: "text", values: chargeTypes, read: (facts) => facts.chargeType },
  wallet_type: { kind: "text", read: (facts) => facts.walletType },
  risk_score: { kind: "number", read: (facts) => facts.riskScore },
  "installments.count": { kind: "number", read: (facts) => facts.installmentsCount },
};

export function routingFieldOf(name: string): RoutingField | undefined {
  if (Object.hasOwn(routingFields, name)) return routingFields[name];
  const path = /^metadata\.(.+)$/.exec(name)?.[1];
  return path === undefined ? undefined : { kind: "open", read: ({ metadata }) => valueAt(metadata, path) };
}

/** What of a charge is looked at; a dry run has no more than this. */
export type RoutedCharge = Pick<
  TransactionDraft,
  | "paymentMethod"
  | "currency"
  | "country"
  | "amount"
  | "chargeType"
  | "walletType"
  | "riskScore"
  | "installments"
  | "metadata"
>;

/** The facts of a charge that is about to be routed. */
export function factsOf(charge: RoutedCharge, card: ChargedCard | null): Facts {
  const { paymentMethod, currency, country, amount, chargeType, walletType, riskScore, installments, metadata } =
    charge;
  const count = installments?.count;
  return {
    ...{ paymentMethod, currency, country, amount, chargeType, walletType, riskScore, metadata },
    cardBin: card?.bin ?? null,
    cardBrand: card?.brand ?? null,
    installmentsCount: typeof count === "number" ? count : null,
    demandsThreeDs: card !== null && behaviourOf(card.testValue).threeDs !== undefined,
  };
}

/** A key that holds dots goes before a path of keys. Only plain values are facts. */
function valueAt(metadata: unknown, path: string): unknown {
  const own = (value: unknown, key: string): unknown =>
    typeof value === "object" && value !== null && Object.hasOwn(value, key)
      ? (value as Readonly<Record<string, unknown>>)[key]
      : undefined;
  const found = own(metadata, path) ?? path.split(".").reduce(own, metadata);
  return ["string", "number", "boolean"].includes(typeof found) ? found : null;
}
