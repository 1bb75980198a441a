import type { Clock } from "@understudy/domain";

/** An isolated world: what every other row of it carries the id of. */
export interface Sandbox {
  readonly id: string;
  readonly name: string | null;
  readonly clock: Clock;
  readonly createdAt: Date;
}

interface SandboxRow {
  id: string;
  name: string | null;
  clockOffsetMs: bigint;
  clockFrozenAt: Date | null;
  createdAt: Date;
}

export function fromRow({ id, name, clockOffsetMs, clockFrozenAt, createdAt }: SandboxRow): Sandbox {
  const clock: Clock = clockFrozenAt
    ? { mode: "frozen", frozenAt: clockFrozenAt }
    : { mode: "running", offsetMs: Number(clockOffsetMs) };
  return { id, name, clock, createdAt };
}

export function clockColumns(clock: Clock): { clockOffsetMs: bigint; clockFrozenAt: Date | null } {
  return clock.mode === "frozen"
    ? { clockOffsetMs: 0n, clockFrozenAt: clock.frozenAt }
    : { clockOffsetMs: BigInt(clock.offsetMs), clockFrozenAt: null };
}
