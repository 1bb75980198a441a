import type { Config } from "./config.ts";
import { providers } from "./services.ts";

/** What a newcomer needs first: where everything is, the keys of the default sandbox, one command to try. */
export function banner(publicUrl: string, config: Config, database: string): string {
  const lines = [
    "",
    `  Understudy is ready at ${publicUrl}`,
    "",
    ...providers.map(({ name }) => `  ${name.padEnd(16)}${publicUrl}/${name}`),
    `  ${"control API".padEnd(16)}${publicUrl}/control/sandboxes`,
    `  ${"docs".padEnd(16)}${publicUrl}/docs/`,
    `  ${"database".padEnd(16)}${database}`,
    ...(config.sms ? [`  ${"text messages".padEnd(16)}go to ${config.sms.url}`] : []),
    "",
  ];
  if (!config.isLoopback)
    return [...lines, "  Make a sandbox: POST /control/sandboxes with the control token.", "", ""].join("\n");
  for (const { name, example } of providers) {
    if (!example) continue;
    lines.push(`  The default sandbox's keys for ${name}:`, "");
    const width = Math.max(...Object.keys(example.credentials).map((credential) => credential.length)) + 2;
    for (const [credential, value] of Object.entries(example.credentials))
      lines.push(`    ${credential.padEnd(width)}${value}`);
    lines.push(
      "",
      "  Try it:",
      "",
      ...example
        .command(publicUrl)
        .split("\n")
        .map((line) => `    ${line}`),
      "",
    );
  }
  return `${lines.join("\n")}\n`;
}
