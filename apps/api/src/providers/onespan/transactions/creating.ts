import { randomUUID } from "node:crypto";
import { Refusal } from "@understudy/domain";
import type { Context } from "@understudy/engine";
import type { Spooled } from "@understudy/server";
import { sessionClaims, sessionTokenEnd } from "../access/claims.ts";
import { signToken } from "../access/sign.ts";
import { gather, type RequestedDocument } from "../agreements/gathering.ts";
import { daysAfter } from "../rules/days.ts";
import type { EventDraft, TransactionEvent } from "../rules/event.ts";
import { begin } from "../rules/journey/scene.ts";
import { faultsOfRoles } from "../rules/request/roles.ts";
import type { Scene, Token, User } from "../rules/transaction.ts";
import type { Workflow } from "../rules/workflow.ts";
import { inStatements } from "../store/in-statements.ts";
import { tenantOf } from "../store/tenant/tenant.ts";
import { workflowOf } from "../store/tenant/workflows.ts";
import { create } from "../store/transitions.ts";

/** A request that keeps the spec's schema and the rules beside it. */
export interface CreateRequest extends Readonly<Record<string, unknown>> {
  readonly workflow_id: string;
  readonly tenant_id?: string;
  readonly brand_id?: string;
  readonly urlSetKey?: string;
  readonly language?: string;
  readonly opaque_id?: string;
  readonly configuration?: Readonly<Record<string, unknown>>;
  readonly users?: readonly User[];
  readonly tokens?: readonly { readonly role: string }[];
  readonly documents?: readonly RequestedDocument[];
  readonly expiry_period?: number;
  readonly disable_notifications?: boolean;
  readonly disable_recording?: boolean;
}

/** A new transaction, and what has happened in it by now. */
export interface Created {
  readonly scene: Scene;
  readonly events: readonly TransactionEvent[];
}

/**
 * Makes a transaction and starts it: each call another one (providers/onespan.md 4.2). Throws a Refusal where the tenant
 * has no such workflow, role or file, or where agreements are too large; nothing is stored then.
 */
export async function createTransaction(
  ctx: Context,
  request: CreateRequest,
  files: ReadonlyMap<string, Spooled>,
): Promise<Created> {
  const workflow = await workflowFor(ctx, request.workflow_id);
  const { users = [], tokens = [] } = request;
  const faults = faultsOfRoles(workflow, users, tokens);
  if (faults.length > 0)
    throw new Refusal("out_of_range", "The transaction names roles that its workflow does not have.", {
      problems: faults,
    });
  const id = randomUUID();
  const scene = await newScene(ctx, id, workflow, request);
  const asked = askedDocuments(workflow, request);
  // One statement, and a transaction around it only where there are bytes to be kept.
  if (asked === undefined) return created(ctx, scene);
  return inStatements(ctx, async (held) => {
    const documents = await gather(held, id, asked, files);
    return created(held, { ...scene, documents });
  });
}

async function created(ctx: Context, scene: Scene): Promise<Created> {
  const { transaction, documents, participants } = scene;
  const added = documents.map(({ id }): EventDraft => {
    return {
      scenario: "document_added",
      role: null,
      message: `The document ${id} was added.`,
      documentReferences: [id],
    };
  });
  const events: readonly EventDraft[] = [
    { scenario: "transaction_created", role: participants[0]?.role ?? null, message: "The process has started." },
    ...added,
  ];
  const counted = { ...scene, transaction: { ...transaction, eventCount: events.length } };
  return { scene: counted, events: await create(ctx, { scene: counted, events }) };
}

/** Throws a Refusal that names the workflows to be had, by way of where they are listed. */
async function workflowFor(ctx: Context, id: string): Promise<Workflow> {
  const workflow = await workflowOf(ctx, id);
  if (workflow) return workflow;
  throw new Refusal("out_of_range", `The tenant has no workflow ${id}.`, {
    problems: [
      {
        field: "workflow_id",
        rule: "workflow",
        message: "must be a workflow of the tenant; the control API lists them",
      },
    ],
  });
}

/** What is to be read and signed; undefined where there is nothing. A signing without agreements takes the tenant's own. */
function askedDocuments(
  { kind }: Workflow,
  { documents = [] }: CreateRequest,
): readonly RequestedDocument[] | "own" | undefined {
  if (documents.length > 0) return documents;
  return kind === "agreement_signing" ? "own" : undefined;
}

async function newScene(ctx: Context, id: string, workflow: Workflow, request: CreateRequest): Promise<Scene> {
  const { users = [], tokens = [], brand_id: brandId, language, opaque_id: opaqueId, configuration } = request;
  const expiryPeriod = request.expiry_period ?? workflow.expiryPeriod;
  const expiresAt = daysAfter(ctx.now, expiryPeriod, "expiry_period");
  const issued = await Promise.all(tokens.map(({ role }) => issue(ctx, { id, expiresAt }, role)));
  return {
    transaction: {
      ...{ id, status: "new", workflow, brandId: brandId ?? null, urlSetKey: request.urlSetKey ?? "default" },
      ...{ language: language ?? null, opaqueId: opaqueId ?? null, configuration: configuration ?? null },
      ...{ metadata: metadataIn(request), users, tokens: issued },
      ...{
        createdAt: ctx.now,
        completedAt: null,
        lenderSignedAt: null,
        lastSessionEvent: null,
        lastApiRequest: ctx.now,
      },
      ...{ expiryPeriod, expiresAt, version: 1, eventCount: 0, eraseAt: null, evidenceFileId: null },
      disableNotifications: request.disable_notifications ?? false,
      disableRecording: request.disable_recording ?? false,
    },
    participants: begin(workflow, users, tokens),
    documents: [],
  };
}

/** A token that opens the hosted pages for a role, as long as the transaction lives at most. */
export async function issue(ctx: Context, transaction: { id: string; expiresAt: Date }, role: string): Promise<Token> {
  const tenant = await tenantOf(ctx);
  const { id: transactionId, expiresAt } = transaction;
  const end = sessionTokenEnd(ctx.now, tenant.sessionTokenLifetimeMs, expiresAt);
  const claims = sessionClaims(tenant.id, { role, transactionId }, end);
  return { role, token: await signToken(tenant.signingKey, claims), version: 0 };
}

/** Fields that have a place of their own, and those that are the server's, which a caller cannot set (OD-18). */
const placed: ReadonlySet<string> = new Set([
  ...["workflow_id", "tenant_id", "brand_id", "urlSetKey", "language", "opaque_id", "configuration", "users", "tokens"],
  ...["documents", "expiry_period", "disable_notifications", "disable_recording", "id", "status", "version", "created"],
  ...[
    "completed",
    "request_ids",
    "last_session_event",
    "last_api_request",
    "expiry_timestamp",
    "events",
    "verifications",
  ],
]);

/** Whatever else was sent is evidence. */
function metadataIn(request: CreateRequest): Readonly<Record<string, unknown>> | null {
  const rest = Object.entries(request).filter(([name]) => !placed.has(name));
  return rest.length > 0 ? Object.fromEntries(rest) : null;
}
