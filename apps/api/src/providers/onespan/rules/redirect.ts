import type { Transaction } from "./transaction.ts";
import type { Redirect, Workflow } from "./workflow.ts";

/** How a person's visit may end for good, or be cut short; `other` for all that no redirect is named for. */
export type Ending = "passed" | "signed" | "failed" | "timeout" | "error" | "other";

/** What the templates of a redirect stand for. */
interface Values {
  readonly userRole: string;
  readonly transactionId: string;
  readonly opaqueId: string;
}

/** The templates that are replaced, in words. */
export const templateNames = "{{userRole}}, {{transactionId}} or {{opaqueId}}";

const fallback = "REDIRECT_DEFAULT_URL";

const ids = {
  passed: "REDIRECT_DOCID_PASS",
  signed: "REDIRECT_DOCID_PASS",
  failed: "REDIRECT_DOCID_FAIL",
  timeout: "REDIRECT_SESSION_TIMEOUT",
  error: "REDIRECT_ERROR",
  other: fallback,
} as const satisfies Record<Ending, string>;

/** All that says where the people of a transaction are led. */
interface Leading extends Pick<Transaction, "id" | "opaqueId" | "configuration"> {
  readonly workflow: Pick<Workflow, "redirects">;
}

/**
 * Where a person is led who comes to this end, with the templates replaced and nothing appended; null where no address is
 * given for it. The transaction's own redirect comes before the workflow's of the same id, and the one for this ending
 * before the fallback, which is also taken where an empty `{{opaqueId}}` leaves no address.
 */
export function redirectFor(transaction: Leading, role: string, ending: Ending): Redirect | null {
  const { id: transactionId, opaqueId, configuration, workflow } = transaction;
  const known = [...redirectsIn(configuration), ...workflow.redirects];
  const values = { userRole: role, transactionId, opaqueId: opaqueId ?? "" };
  const candidates = [ids[ending], fallback].flatMap((wanted) => known.find(({ id }) => id === wanted) ?? []);
  const filled = candidates.map(({ id, url }) => ({ id, url: inLetters(replaced(url, values)) }));
  return filled.find(({ url }) => isAddress(url)) ?? null;
}

/** What the caller sent is kept as it came, judged when it did. */
function redirectsIn(configuration: Transaction["configuration"]): readonly Redirect[] {
  const redirects = configuration?.redirects;
  return Array.isArray(redirects) ? (redirects as readonly Redirect[]) : [];
}

/** The templates may stand anywhere in an address, so that nothing of a value may be left to end the part where it stands. */
export function replaced(url: string, values: Values): string {
  return url.replace(/\{\{(userRole|transactionId|opaqueId)\}\}/g, (_, name: keyof Values) =>
    encodeURIComponent(values[name]),
  );
}

/** In ASCII alone, as a header carries it: a browser takes it for the same address. */
export function inLetters(url: string): string {
  return url.replace(/[^\x21-\x7e]+/g, encodeURIComponent);
}

/** What a browser would run, or show as if it were ours. */
const unsafe: ReadonlySet<string> = new Set([
  ...["javascript", "data", "vbscript", "file", "blob", "about", "filesystem", "view-source"],
]);

/** The scheme of an address that nobody is led to; undefined for any other. */
export function unsafeScheme(url: string): string | undefined {
  const [, scheme = ""] = /^\s*([a-z][a-z0-9+.-]*):/i.exec(url) ?? [];
  return unsafe.has(scheme.toLowerCase()) ? scheme : undefined;
}

/** Whether somebody can be led there: to a host of the web, or into an app by a scheme of its own, such as `myapp://back`. */
export function isAddress(url: string): boolean {
  const [, scheme] = /^([a-z][a-z0-9+.-]+):\//i.exec(url) ?? [];
  const address = URL.parse(url);
  if (scheme === undefined || !address || unsafeScheme(url) !== undefined) return false;
  // Of `https:///x` and `https:/x` a browser takes x for the host.
  return !isWeb(address) || (/^https?:\/\/[^/?#\\]/i.test(url) && !/^\.|\.\./.test(address.hostname));
}

/** What people know the place by to which an address leads: the host, or the scheme of an app. */
export function placeOf(url: string): string {
  const address = new URL(url);
  return isWeb(address) ? address.host : address.protocol.slice(0, -1);
}

function isWeb({ protocol }: URL): boolean {
  return protocol === "https:" || protocol === "http:";
}
