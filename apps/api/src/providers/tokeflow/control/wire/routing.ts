import type { components } from "@understudy/contracts/tokeflow-control";
import { Refusal } from "@understudy/domain";
import type { ChargedCard } from "../../rules/acquirer.ts";
import type { Decision, Visit } from "../../rules/routing.ts";
import { type Facts, factsOf } from "../../rules/routing-facts.ts";
import type { RoutingTree } from "../../rules/routing-tree.ts";
import { isCardMethod } from "../../rules/transaction.ts";
import type { PublishedTree } from "../../store/routing.ts";

type Schemas = components["schemas"];

/** The wire and the rules spell a tree alike; only what has passed both is ever stored. */
export function treeToWire(tree: PublishedTree): Schemas["RoutingTree"] {
  return {
    id: tree.id,
    merchant_id: tree.merchantId,
    version: tree.version,
    status: "active",
    root: tree.root,
    nodes: tree.nodes as Schemas["RoutingNode"][],
    updated_at: tree.updatedAt.toISOString(),
  };
}

export function treeFromWire({ root, nodes }: Schemas["RoutingTreeDraft"]): RoutingTree {
  return { root, nodes };
}

/**
 * What routing would know of a charge with these facts. As with a real one, only a card charge has a card and only a
 * wallet charge a wallet. `card` is the one behind the token, if the body names one.
 */
export function factsFromWire(body: Schemas["RoutingFacts"], card: ChargedCard | null): Facts {
  const isCard = isCardMethod(body.payment_method);
  if (card !== null && (body.card_bin !== undefined || body.card_brand !== undefined))
    throw new Refusal("invalid", "card_ciphertext_id says bin and brand already: leave card_bin and card_brand out.", {
      field: body.card_bin === undefined ? "card_brand" : "card_bin",
    });
  const facts = factsOf(
    {
      paymentMethod: body.payment_method,
      currency: body.currency,
      country: body.country,
      amount: body.amount,
      chargeType: body.charge_type ?? "payment",
      walletType: body.payment_method === "wallet" ? (body.wallet_type ?? null) : null,
      riskScore: body.risk_score ?? null,
      installments: body.installments ?? null,
      metadata: body.metadata ?? {},
    },
    isCard ? card : null,
  );
  if (!isCard || card !== null) return facts;
  return { ...facts, cardBin: body.card_bin ?? null, cardBrand: body.card_brand ?? null };
}

export function explanationToWire(decision: Decision, draw: number): Schemas["RoutingExplanation"] {
  const { visited, candidates, skipped, cascade, nodeId } = decision;
  return {
    visited: visited.map(visitToWire),
    route: candidates.map(({ id, providerSlug }) => ({ connector_id: id, provider_slug: providerSlug })),
    skipped: skipped.map(({ connectorId, reason }) => ({ connector_id: connectorId, reason })),
    cascade: { on: cascade.on as Schemas["CascadeTrigger"][], max_attempts: cascade.maxAttempts },
    applied_node_id: nodeId,
    draw,
  };
}

function visitToWire({ nodeId, type, conditions, answer, drawn, next }: Visit): Schemas["VisitedNode"] {
  return { node_id: nodeId, type, conditions: conditions as Schemas["AskedCondition"][], answer, drawn, next };
}
