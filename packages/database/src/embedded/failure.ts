import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { StartFailure } from "../start-failure.ts";

const knownCauses: readonly (readonly [RegExp, string])[] = [
  [
    /No space left on device|Disk quota exceeded/,
    "there is no disk space left; free some, or set DATA_DIR to another disk",
  ],
  [
    /loading shared libraries: (\S+):/,
    "the library $1 is missing; install again with `pnpm rebuild`, or set DATABASE_URL",
  ],
  [/shared memory|out of memory|Cannot allocate memory/i, "the system has too little memory for it"],
  [/database files are incompatible/, "its data was written by another PostgreSQL; set DATA_DIR to another folder"],
  [
    /[Pp]ermission denied/,
    "its user may not read or write the data folder; mend its owner, or set DATA_DIR to another",
  ],
];

/** One line from what PostgreSQL said when it failed, with a remedy where we know one. */
export function explainOutput(what: string, output: string, logFile?: string): StartFailure {
  for (const [pattern, remedy] of knownCauses) {
    const match = pattern.exec(output);
    if (match) return new StartFailure(`${what}: ${remedy.replace("$1", match[1] ?? "")}.`);
  }
  const lines = output.split("\n").filter((line) => line.trim() !== "");
  const telling = lines.findLast((line) => /FATAL|PANIC|error/i.test(line)) ?? lines.at(-1) ?? "it said nothing";
  const said = telling.replace(/^.*?(FATAL|PANIC|error):\s*/i, "").trim();
  return new StartFailure(`${what}: ${said}${logFile ? ` (see ${logFile})` : ""}.`);
}

/** A program that could not even be run. */
export function explainSpawn(program: string, cause: NodeJS.ErrnoException): StartFailure {
  const reason =
    cause.code === "ENOENT"
      ? "this system cannot run it (is it one without glibc, such as Alpine?)"
      : `it cannot be run (${cause.message})`;
  return new StartFailure(`${program}: ${reason}; set DATABASE_URL to a PostgreSQL of your own.`, { cause });
}

/** What was written to a file after the given size. */
export function tail(file: string, from: number): string {
  const descriptor = openSync(file, "r");
  try {
    const length = Math.max(0, Math.min(fstatSync(descriptor).size - from, 64 * 1024));
    const bytes = Buffer.alloc(length);
    readSync(descriptor, bytes, 0, length, from);
    return bytes.toString("utf8");
  } finally {
    closeSync(descriptor);
  }
}
