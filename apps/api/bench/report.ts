import type { Measured } from "./load.ts";

export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Milliseconds for people. */
export function duration(ms: number): string {
  return ms < 1000 ? `${ms.toFixed(ms < 10 ? 1 : 0)} ms` : `${(ms / 1000).toFixed(2)} s`;
}

/** A line for each side, and what one is of the other. */
export function compare(title: string, ours: Measured, theirs: Measured, aim: number): void {
  const ratio = ours.perSecond / theirs.perSecond;
  say(`\n${title}`);
  say(`  Understudy  ${figures(ours)}`);
  say(`  Prism       ${figures(theirs)}`);
  say(`  ratio       ${ratio.toFixed(2)} × Prism, aim ${aim.toFixed(1)} ×: ${ratio >= aim ? "reached" : "missed"}`);
}

export function figures({ perSecond, p50, p99 }: Measured): string {
  const rate = Math.round(perSecond).toLocaleString("en-US").padStart(7);
  return `${rate} requests/s   p50 ${duration(p50)}   p99 ${duration(p99)}`;
}

export function middle(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}
