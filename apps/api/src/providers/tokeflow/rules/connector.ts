import type { PaymentMethod, TransactionStatus } from "./transaction.ts";

/** A merchant's account at one simulated acquirer: what it can do and how it behaves. */
export interface Connector {
  readonly id: string;
  readonly providerSlug: string;
  readonly active: boolean;
  /** Place in the order when the merchant has no routing tree, lowest first. */
  readonly priority: number;
  readonly paymentMethods: readonly string[];
  /** ISO 4217 codes; empty: all. */
  readonly currencies: readonly string[];
  /** `capture_pending` or `pre_authorized` (providers/tokeflow.md 5.3). */
  readonly preauthorizedStatus: string;
  readonly preauthorizationExpiresInSeconds: number | null;
  readonly pixExpiresInSeconds: number;
  /** Payment methods that must pass 3-D Secure before this acquirer answers. */
  readonly threeDsMethods: readonly string[];
  /** Whether it can run 3-D Secure when the card demands it. */
  readonly threeDsCapable: boolean;
  /** Shares of attempts, 0 to 1, and the failure codes that they end with. */
  readonly declineRate: number;
  readonly declineCode: string;
  readonly errorRate: number;
  readonly errorCode: string;
  readonly latencyMs: number;
  readonly latencyJitterMs: number;
  /** Whether the caller waits for the latency; otherwise only the recorded times move. */
  readonly latencyIsReal: boolean;
  readonly outageFrom: Date | null;
  readonly outageUntil: Date | null;
  /** A fixed part in minor units and a share in basis points. */
  readonly feeFixed: number;
  readonly feeBasisPoints: number;
  /** Mixed into chance, so that connectors of one merchant differ. */
  readonly seed: string;
}

/** What a charge asks of a connector before it is called. */
export interface Demand {
  readonly paymentMethod: PaymentMethod;
  readonly currency: string;
  /** Whether the card insists on 3-D Secure. */
  readonly demandsThreeDs: boolean;
}

export type SkipReason = "unknown" | "inactive" | "payment_method" | "currency" | "three_ds";

/** Why a connector is passed over without an attempt, or undefined when it can take the charge. */
export function skipReasonOf(connector: Connector | undefined, demand: Demand): SkipReason | undefined {
  if (connector === undefined) return "unknown";
  if (!connector.active) return "inactive";
  if (!connector.paymentMethods.includes(demand.paymentMethod)) return "payment_method";
  if (connector.currencies.length > 0 && !connector.currencies.includes(demand.currency)) return "currency";
  return demand.demandsThreeDs && !connector.threeDsCapable ? "three_ds" : undefined;
}

/** What the connector takes for a success, in minor units, rounded half up. */
export function feeOf({ feeFixed, feeBasisPoints }: Connector, amount: number): number {
  return feeFixed + Math.floor((amount * feeBasisPoints + 5_000) / 10_000);
}

/** Without an end an outage lasts; without a start it has always been. */
export function isOut({ outageFrom, outageUntil }: Connector, at: Date): boolean {
  if (outageFrom === null && outageUntil === null) return false;
  return (outageFrom === null || at >= outageFrom) && (outageUntil === null || at < outageUntil);
}

export function preauthorizedStatusOf(connector: Connector): TransactionStatus {
  return connector.preauthorizedStatus === "pre_authorized" ? "pre_authorized" : "capture_pending";
}
