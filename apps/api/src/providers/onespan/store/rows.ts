import { raw } from "@understudy/database";
import type { Scene, Transaction } from "../rules/transaction.ts";

/** A transaction's row, as `columns` reads it. */
export interface Row extends Transaction {
  readonly participants: Scene["participants"];
  readonly documents: Scene["documents"];
}

export const columns = raw(`
  t.id::text, t.status, t.workflow, t.brand_id AS "brandId", t.url_set_key AS "urlSetKey", t.language,
  t.opaque_id AS "opaqueId", t.configuration, t.metadata, t.users, t.tokens, t.participants, t.documents,
  t.created_at AS "createdAt", t.completed_at AS "completedAt", t.lender_signed_at AS "lenderSignedAt",
  t.last_session_event AS "lastSessionEvent", t.last_api_request AS "lastApiRequest",
  t.expiry_period AS "expiryPeriod", t.expires_at AS "expiresAt", t.disable_notifications AS "disableNotifications",
  t.disable_recording AS "disableRecording", t.version, t.event_count AS "eventCount", t.erase_at AS "eraseAt",
  t.evidence_file_id::text AS "evidenceFileId"`);

export function sceneOf({ participants, documents, ...transaction }: Row): Scene {
  return { transaction, participants, documents };
}
