/** Fails where a generated file differs from the committed one, is missing there, or stands there without a spec. */
import { execFileSync } from "node:child_process";

const changes = execFileSync("git", ["status", "--porcelain", "--untracked-files=all", "--", "*/generated/*"], {
  encoding: "utf8",
});
if (changes !== "") {
  process.stderr.write(`Generated code has drifted from specs/. Commit what \`pnpm generate\` wrote:\n${changes}`);
  process.exit(1);
}
