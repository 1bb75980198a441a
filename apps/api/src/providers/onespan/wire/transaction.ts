import type { components } from "@understudy/contracts/onespan";
import type { TransactionEvent } from "../rules/event.ts";
import type { Scene, Transaction } from "../rules/transaction.ts";
import type { Verification } from "../rules/verification.ts";
import { documentToWire } from "./document.ts";
import { eventToWire } from "./event.ts";
import { present } from "./present.ts";
import { time } from "./time.ts";
import { tokenToWire, type World } from "./token.ts";
import { userToWire } from "./user.ts";
import { verificationToWire } from "./verification/verification.ts";

type Schemas = components["schemas"];

/** Whose transaction it is, and where its pages are. */
export interface Home extends World {
  readonly tenantId: string;
}

export interface Shown {
  readonly events: readonly TransactionEvent[];
  /** Undefined where nobody asked for them: there is no key then, not even an empty list (providers/onespan.md 7.1). */
  readonly verifications?: readonly Verification[] | undefined;
}

/** As it is read and as creating one answers it. */
export function transactionToWire(
  scene: Scene,
  home: Home,
  { events, verifications }: Shown,
): Schemas["Transaction"] & Schemas["TransactionRecord"] {
  const { id } = scene.transaction;
  return {
    ...headOf(scene, home, verifications),
    events: events.map((event) => eventToWire(event, id)),
    ...tailOf(scene.transaction),
  };
}

/**
 * As an event answers it: with its verifications, though nobody asked, and without its events, URL set and configuration
 * (providers/onespan.md 4.9).
 */
export function recordToWire(
  scene: Scene,
  home: Home,
  verifications: readonly Verification[],
): Schemas["TransactionRecord"] {
  const { urlSetKey: _, ...head } = headOf(scene, home, verifications);
  const { configuration: __, ...tail } = tailOf(scene.transaction);
  return { ...head, ...tail };
}

/** What the provider's samples of reading one show, in their order. */
function headOf({ transaction, documents }: Scene, home: Home, verifications: Shown["verifications"]) {
  const { id, status, createdAt, workflow, urlSetKey, brandId, language, tokens, users } = transaction;
  return {
    ...{ id, status, created: time(createdAt), tenant_id: home.tenantId, workflow_id: workflow.id, urlSetKey },
    ...{ brand_id: brandId, language },
    tokens: tokens.map((token) => tokenToWire(token, transaction, home)),
    ...(verifications && { verifications: verifications.map(verificationToWire) }),
    users: users.map(userToWire),
    documents: documents.map(documentToWire),
  };
}

/** What the sample of cancelling one shows besides (providers/onespan.md OD-20). */
function tailOf(transaction: Transaction) {
  const { opaqueId, configuration, lastSessionEvent, completedAt, lastApiRequest, expiryPeriod, expiresAt } =
    transaction;
  return {
    request_ids: [],
    ...present({ opaque_id: opaqueId, configuration: configuration as Schemas["Configuration"] | null }),
    ...(lastSessionEvent && { last_session_event: time(lastSessionEvent) }),
    ...(completedAt && { completed: time(completedAt) }),
    last_api_request: time(lastApiRequest),
    ...{ expiry_period: expiryPeriod, expiry_timestamp: time(expiresAt) },
    ...{ disable_notifications: transaction.disableNotifications, disable_recording: transaction.disableRecording },
    version: transaction.version,
  };
}
