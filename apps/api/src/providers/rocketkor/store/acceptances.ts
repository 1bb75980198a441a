import { query, type RocketkorAcceptanceModel } from "@understudy/database";
import { isUuid, Refusal } from "@understudy/domain";
import type { Context } from "@understudy/engine";
import type { Acceptance } from "../rules/acceptance.ts";
import { actorFrom } from "./actors.ts";
import { insertRows } from "./rows.ts";

/** All of them by one statement. */
export async function createAcceptances(ctx: Context, acceptances: readonly Acceptance[]): Promise<void> {
  const rows = acceptances.map(({ createdBy, ...acceptance }) => {
    return { ...acceptance, createdByType: createdBy.type, createdById: createdBy.id };
  });
  if (rows.length > 0) await query(ctx.db, insertRows(ctx, "rocketkor_acceptance", rows));
}

/** Those of these ids that there are, in no order. */
export async function findAcceptances(ctx: Context, ids: readonly string[]): Promise<readonly Acceptance[]> {
  const known = ids.filter(isUuid);
  if (known.length === 0) return [];
  const rows = await ctx.db.rocketkorAcceptance.findMany({ where: { sandboxId: ctx.sandbox.id, id: { in: known } } });
  return rows.map(acceptanceFrom);
}

export async function getAcceptance(ctx: Context, id: string): Promise<Acceptance> {
  const [acceptance] = await findAcceptances(ctx, [id]);
  if (!acceptance) throw new Refusal("absent", `There is no acceptance ${id}.`);
  return acceptance;
}

function acceptanceFrom(row: RocketkorAcceptanceModel): Acceptance {
  const { sandboxId, sequence, createdByType, createdById, ...acceptance } = row;
  // Written above, and by nobody else.
  const acceptorType = row.acceptorType as Acceptance["acceptorType"];
  return { ...acceptance, acceptorType, createdBy: actorFrom(createdByType, createdById) };
}
