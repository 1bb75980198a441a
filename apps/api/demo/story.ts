export function tell(line: string): void {
  process.stdout.write(`${line}\n`);
}

const titles: Readonly<Record<string, string>> = {
  cascade: "A charge that falls back, and its replay",
  pixPaid: "A PIX that is paid",
  pixExpired: "A PIX that nobody pays",
  partialCapture: "A hold, captured in part",
  signedWebhook: "A workflow, and a webhook that is signed",
  failingEndpoint: "An endpoint that fails, retried for as long as the provider does",
  reflow: "The same event once more",
  background: "A workflow of six steps that needs nobody",
  onboarded: "A workflow with a person in it",
  rebate: "An SMS, and money that moves because of it",
  expired: "An SMS that nobody follows",
  verified: "A person who is verified by document and face",
  erased: "A person of whom nothing is left",
};

export function chapter(name: string): void {
  tell(`\n${titles[name] ?? name}`);
}

/** What a client's call answered, told with the time that it took; an error ends the tour. */
export async function timed<T>(
  what: string,
  call: () => Promise<{ data?: T; error?: unknown; response: Response }>,
): Promise<T> {
  const startedAt = performance.now();
  const { data, error, response } = await call();
  const ms = (performance.now() - startedAt).toFixed(1).padStart(6);
  tell(`  ${ms} ms  ${response.status}  ${what}`);
  if (data === undefined) throw new Error(`${what}: ${JSON.stringify(error)}`);
  return data;
}
