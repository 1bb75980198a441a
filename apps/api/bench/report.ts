import type { Measured } from "./load.ts";
import type { Side } from "./side.ts";

export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Milliseconds for people. */
export function duration(ms: number): string {
  return ms < 1000 ? `${ms.toFixed(ms < 10 ? 1 : 0)} ms` : `${(ms / 1000).toFixed(2)} s`;
}

/** Lines for each side, where its processor time goes, and what one is of the other. */
export function compare(title: string, ours: Side, theirs: Side, aim: number): void {
  const ratio = ours.measured().perSecond / theirs.measured().perSecond;
  const [own, other] = [ours.spent(), theirs.spent()];
  say(`\n${title}`);
  say(`  Understudy  ${figures(ours.measured())}`);
  say(`  Prism       ${figures(theirs.measured())}`);
  say(`  ratio       ${ratio.toFixed(2)} × Prism, aim ${aim.toFixed(1)} ×: ${ratio >= aim ? "reached" : "missed"}`);
  say(
    `  processor   Understudy: server ${own.server} µs, PostgreSQL ${own.database} µs, load ${own.load} µs a request`,
  );
  say(`              Prism: server ${other.server} µs, load ${other.load} µs a request`);
}

export function figures({ perSecond, p50, p99 }: Measured): string {
  const rate = Math.round(perSecond).toLocaleString("en-US").padStart(7);
  return `${rate} requests/s   p50 ${duration(p50)}   p99 ${duration(p99)}`;
}

export function middle(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** The value that so many of a hundred do not exceed. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? Number.NaN;
}
