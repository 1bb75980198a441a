import { existsSync, readdirSync, readlinkSync } from "node:fs";
import { tmpdir } from "node:os";

const descriptors = "/proc/self/fd";
const ours = `understudy-${process.pid}-`;

/** The files in which this process, that is the server too, keeps what requests bring: with a name, or open without one. */
export function temporaryFiles(): readonly string[] {
  const named = readdirSync(tmpdir()).filter((name) => name.startsWith(ours));
  // Only Linux tells what is open.
  const open = existsSync(descriptors) ? readdirSync(descriptors).map(targetOf) : [];
  return [...named, ...open.filter((path) => path.includes(ours))];
}

function targetOf(descriptor: string): string {
  try {
    return readlinkSync(`${descriptors}/${descriptor}`);
  } catch {
    // That of the folder itself is gone by now.
    return "";
  }
}
