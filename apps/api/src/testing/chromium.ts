import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Browser, chromium } from "playwright-core";

/** The Chromium of the npm package, or the Chrome at `CHROME_PATH`. Nothing is downloaded. */
export async function launchChromium(): Promise<Browser> {
  const { CHROME_PATH: given } = process.env;
  if (given) return chromium.launch({ executablePath: given });
  if (process.platform !== "linux" || process.arch !== "x64")
    throw new Error(
      "There is no Chromium in the npm package for this machine: set CHROME_PATH to a Chrome or Chromium.",
    );
  const folder = unpacked();
  const executablePath = join(folder, "chromium");
  const libraries = join(folder, "al2023/lib");
  const env = { ...process.env, FONTCONFIG_FILE: join(folder, "fonts.conf") };
  try {
    return await chromium.launch({ executablePath, env });
  } catch (error) {
    if (!/shared librar/.test(String(error))) throw error;
    // A slim system lacks a few libraries, which the package brings too.
    return chromium.launch({ executablePath, env: { ...env, LD_LIBRARY_PATH: libraries } });
  }
}

/**
 * The folder in which the package's Chromium lies ready to run: one for each user and version, kept between runs.
 * Whoever comes at the same time unpacks on the side too; the first to be ready stays.
 */
function unpacked(): string {
  const uid = process.getuid?.() ?? 0;
  const { version } = JSON.parse(readFileSync(join(packageFolder(), "package.json"), "utf8")) as { version: string };
  const folder = join(tmpdir(), `understudy-chromium-${version}-${uid}`);
  if (existsSync(folder)) {
    if (statSync(folder).uid !== uid) throw new Error(`${folder} is another user's: remove it, or set TMPDIR.`);
    return folder;
  }
  const aside = mkdtempSync(`${folder}.`);
  unpackInto(aside, folder);
  try {
    renameSync(aside, folder);
  } catch (error) {
    rmSync(aside, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

/** The package unpacks into the temporary folder of its process: so a process of its own gets one of its own. */
function unpackInto(aside: string, folder: string): void {
  const libraries = JSON.stringify(join(packageFolder(), "bin/al2023.tar.br"));
  const script = `
    import chromium, { inflate } from "@sparticuz/chromium";
    await chromium.executablePath();
    await inflate(${libraries});`;
  const env = { ...process.env, TMPDIR: aside };
  execFileSync(process.execPath, ["--input-type=module", "--eval", script], { cwd: import.meta.dirname, env });
  writeFileSync(join(aside, "fonts.conf"), fontsIn(join(folder, "fonts")));
}

function packageFolder(): string {
  return dirname(dirname(createRequire(import.meta.url).resolve("@sparticuz/chromium")));
}

/** The package's font before the system's, so that pictures of pages look alike everywhere. */
function fontsIn(folder: string): string {
  const preferred = ["sans-serif", "system-ui"].map(
    (family) => `<alias binding="strong"><family>${family}</family><prefer><family>Open Sans</family></prefer></alias>`,
  );
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${folder}-cache</cachedir>
  ${preferred.join("\n  ")}
</fontconfig>
`;
}
