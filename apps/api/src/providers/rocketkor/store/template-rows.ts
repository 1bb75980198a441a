import { type Sql, sql } from "@understudy/database";
import type { Context } from "@understudy/engine";
import type { TemplateStep } from "../rules/step.ts";
import type { Template, TemplateStats } from "../rules/template.ts";

/** A template in one of its versions, as the statements here answer it. */
export type TemplateRow = Omit<Template, "steps"> & { readonly steps: readonly StoredStep[] };

/** A template in one of its versions, with how much it is used. */
export interface CountedTemplate {
  readonly template: Template;
  readonly stats: TemplateStats;
}

export type CountedRow = TemplateRow & StatsColumns;

interface StatsColumns {
  readonly allWorkflows: number;
  readonly allActive: number;
  readonly allLastAt: Date | null;
  readonly currentWorkflows: number;
  readonly currentActive: number;
  readonly currentLastAt: Date | null;
}

/** In the provider's own spelling, and without what was not given. */
interface StoredStep {
  readonly name: TemplateStep["name"];
  readonly input?: { readonly preDefined?: TemplateStep["preDefined"]; readonly user?: TemplateStep["user"] };
}

/** Of the template `t` and its version `v`. */
export const templateColumns = sql`
  t.id, v.id AS "versionId", t.version_id AS "newestVersionId", v.version, t.name, t.state, v.display_name AS "displayName", v.description,
  v.customer_memo AS "customerMemo", v.default_expiry_days AS "defaultExpiryDays", v.steps,
  t.created_at AS "createdAt"`;

/** The template's newest version. To the left, so that nobody reads versions who wants nothing of them. */
export const newestVersion = sql`
  LEFT JOIN rocketkor_template_version v ON v.sandbox_id = t.sandbox_id AND v.id = t.version_id`;

/** How much each template of the rows `page` is used, and its newest version, whichever one they show; counted from an index. */
export function statsBeside(ctx: Context): { readonly columns: Sql; readonly joins: Sql } {
  const isCurrent = sql`w.template_version_id = page."newestVersionId"`;
  const isActive = sql`w.status = 'ACTIVE'`;
  return {
    columns: sql`stats.*`,
    joins: sql`
      LEFT JOIN LATERAL (
        SELECT count(*)::int AS "allWorkflows", (count(*) FILTER (WHERE ${isActive}))::int AS "allActive",
          max(w.created_at) AS "allLastAt", (count(*) FILTER (WHERE ${isCurrent}))::int AS "currentWorkflows",
          (count(*) FILTER (WHERE ${isCurrent} AND ${isActive}))::int AS "currentActive",
          max(w.created_at) FILTER (WHERE ${isCurrent}) AS "currentLastAt"
        FROM rocketkor_workflow w
        WHERE w.sandbox_id = ${ctx.sandbox.id} AND w.template_id = page.id
      ) AS stats ON true`,
  };
}

export function templateFrom({ steps, ...row }: TemplateRow): Template {
  const { id, versionId, version, name, state, createdAt } = row;
  const { displayName, description, customerMemo, defaultExpiryDays } = row;
  return {
    ...{ id, versionId, version, name, state, createdAt },
    ...{ displayName, description, customerMemo, defaultExpiryDays },
    steps: steps.map(({ name, input }) => ({ name, preDefined: input?.preDefined ?? null, user: input?.user ?? null })),
  };
}

export function countedFrom(row: CountedRow): CountedTemplate {
  return { template: templateFrom(row), stats: statsFrom(row) };
}

function statsFrom(row: StatsColumns): TemplateStats {
  return {
    allVersions: { workflows: row.allWorkflows, activeWorkflows: row.allActive, lastExecutedAt: row.allLastAt },
    currentVersion: {
      ...{ workflows: row.currentWorkflows, activeWorkflows: row.currentActive, lastExecutedAt: row.currentLastAt },
    },
  };
}

export function stepsToJson(steps: readonly TemplateStep[]): string {
  return JSON.stringify(steps.map(storedStep));
}

function storedStep({ name, preDefined, user }: TemplateStep): StoredStep {
  if (!preDefined && !user) return { name };
  return { name, input: { ...(preDefined && { preDefined }), ...(user && { user }) } };
}
