import type { components } from "@understudy/contracts/tokeflow-control";
import { Refusal } from "@understudy/domain";
import type { Attempt } from "../../rules/transaction.ts";
import type { Connector, ConnectorCall, ConnectorSettings } from "../../store/connectors.ts";
import { attemptToWire } from "../../wire/transaction.ts";
import { dateFromWire } from "./objects.ts";

type Schemas = components["schemas"];

/** The settings as a body says them, with the default of everything that it leaves out. */
export function settingsFromWire(body: Schemas["ConnectorSettings"]): ConnectorSettings {
  const { profile = {} } = body;
  return {
    providerSlug: body.provider_slug,
    active: body.active ?? true,
    priority: body.priority ?? 100,
    paymentMethods: body.payment_methods,
    currencies: body.currencies ?? [],
    preauthorizedStatus: body.preauthorized_status ?? "capture_pending",
    preauthorizationExpiresInSeconds: body.preauthorization_expires_in_seconds ?? null,
    pixExpiresInSeconds: body.pix_expires_in_seconds ?? 1800,
    threeDsMethods: body.three_ds_methods ?? [],
    threeDsCapable: body.three_ds_capable ?? true,
    declineRate: profile.decline_rate ?? 0,
    declineCode: profile.decline_code ?? "DO_NOT_HONOR",
    errorRate: profile.error_rate ?? 0,
    errorCode: profile.error_code ?? "PROVIDER_UNAVAILABLE",
    latencyMs: profile.latency_ms ?? 0,
    latencyJitterMs: profile.latency_jitter_ms ?? 0,
    latencyIsReal: profile.latency_is_real ?? false,
    ...outageFromWire(profile.outage),
    feeFixed: profile.fee_fixed ?? 0,
    feeBasisPoints: profile.fee_basis_points ?? 0,
    seed: profile.seed ?? "",
  };
}

function outageFromWire(outage: Schemas["OutageSettings"] | undefined) {
  const outageFrom = dateFromWire(outage?.from);
  const outageUntil = dateFromWire(outage?.until);
  if (outageFrom && outageUntil && outageUntil <= outageFrom)
    throw new Refusal("invalid", "An outage must end after it begins: send an until that is later than from.", {
      field: "profile.outage.until",
    });
  return { outageFrom, outageUntil };
}

/** Words in rows are those of the spec: only what has passed it is ever written. */
export function connectorToWire(connector: Connector): Schemas["Connector"] {
  return {
    id: connector.id,
    merchant_id: connector.merchantId,
    provider_slug: connector.providerSlug,
    active: connector.active,
    priority: connector.priority,
    payment_methods: connector.paymentMethods as Schemas["PaymentMethod"][],
    currencies: connector.currencies,
    preauthorized_status: connector.preauthorizedStatus as Schemas["PreauthorizedStatus"],
    preauthorization_expires_in_seconds: connector.preauthorizationExpiresInSeconds,
    pix_expires_in_seconds: connector.pixExpiresInSeconds,
    three_ds_methods: connector.threeDsMethods as Schemas["Connector"]["three_ds_methods"],
    three_ds_capable: connector.threeDsCapable,
    profile: profileToWire(connector),
    created_at: connector.createdAt.toISOString(),
    updated_at: connector.updatedAt.toISOString(),
  };
}

function profileToWire(connector: Connector): Schemas["ConnectorProfile"] {
  const { outageFrom, outageUntil } = connector;
  const hasOutage = outageFrom !== null || outageUntil !== null;
  return {
    decline_rate: connector.declineRate,
    decline_code: connector.declineCode as Schemas["DeclineCode"],
    error_rate: connector.errorRate,
    error_code: connector.errorCode as Schemas["TechnicalCode"],
    latency_ms: connector.latencyMs,
    latency_jitter_ms: connector.latencyJitterMs,
    latency_is_real: connector.latencyIsReal,
    outage: hasOutage ? { from: outageFrom?.toISOString() ?? null, until: outageUntil?.toISOString() ?? null } : null,
    fee_fixed: connector.feeFixed,
    fee_basis_points: connector.feeBasisPoints,
    seed: connector.seed,
  };
}

export function callToWire({ transactionId, ...row }: ConnectorCall): Schemas["ConnectorCall"] {
  // Rows of attempts hold what the rules have made of them.
  return { ...attemptToWire(transactionId, row as Attempt), transaction_id: transactionId };
}
