import { Refusal } from "@understudy/domain";
import type { Context } from "@understudy/engine";

/** What a sandbox is to the provider: one business, and what was agreed with it. */
export interface Business {
  readonly id: string;
  /** As customers read it. */
  readonly name: string;
  /** How long a workflow lives that does not say. */
  readonly expireInHours: number;
  /** How long after one SMS the next reminder follows. */
  readonly reminderIntervalHours: number;
  readonly tokenLifetimeSeconds: number;
}

/** What may be changed of it. */
export type Settings = Omit<Business, "id">;

const select = {
  ...{ id: true, name: true, expireInHours: true, reminderIntervalHours: true, tokenLifetimeSeconds: true },
} as const;

const key = "rocketkor business";

/** Remembered until somebody changes it. */
export function businessOf(ctx: Context): Promise<Business> {
  return ctx.remember(key, async () => {
    const business = await ctx.db.rocketkorBusiness.findUnique({ where: { sandboxId: ctx.sandbox.id }, select });
    // A sandbox may be older than this provider.
    if (!business)
      throw new Refusal("absent", `The sandbox ${ctx.sandbox.id} has no business here: make a new sandbox.`);
    return business;
  });
}

/** For the statement that makes the business, which nobody can find before. */
export async function known(ctx: Context, business: Business): Promise<void> {
  await ctx.remember(key, async () => business);
}

/** What is made from then on goes by these. */
export async function saveSettings(ctx: Context, settings: Settings): Promise<Business> {
  await businessOf(ctx);
  return ctx.db.rocketkorBusiness.update({ where: { sandboxId: ctx.sandbox.id }, data: settings, select });
}
