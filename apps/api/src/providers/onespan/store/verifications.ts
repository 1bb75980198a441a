import { query, sql } from "@understudy/database";
import type { Context } from "@understudy/engine";
import type { Verification } from "../rules/verification.ts";

type Outcome = Omit<Verification, "id" | "number" | "role" | "at">;
export type VerificationRow = Pick<Verification, "id" | "number" | "role" | "at"> & { readonly outcome: Outcome };

/** All verifications of a transaction, in their order. */
export async function verificationsOf(ctx: Context, transactionId: string): Promise<readonly Verification[]> {
  const rows = await query<VerificationRow>(
    ctx.db,
    sql`SELECT id::text, number, role, at, outcome FROM onespan_verification
      WHERE sandbox_id = ${ctx.sandbox.id} AND transaction_id = ${transactionId}::uuid ORDER BY number`,
  );
  return rows.map(verificationFrom);
}

/** As the row keeps it. */
export function verificationRow({ id, number, role, at, ...outcome }: Verification): VerificationRow {
  return { id, number, role, at, outcome };
}

export function verificationFrom({ outcome, ...own }: VerificationRow): Verification {
  return { ...own, ...outcome };
}
