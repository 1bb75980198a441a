import { seeOther } from "../../../pages/see-other.ts";
import type { Page, PageContext } from "../../../provider.ts";

/** Somebody who opens an execution by its token, on the hosted page or within somebody else's. */
export interface Visit {
  readonly ctx: PageContext;
  readonly token: string;
  /**
   * Where this page is, seen from itself, token included: `link?token=…`. Its forms go there, and all that was sent leads
   * back there.
   */
  readonly base: string;
  /** What the address says beyond its token: a bank that was chosen, a notice. */
  readonly query: URLSearchParams;
  /** Whether it stands in somebody else's page. */
  readonly isEmbedded: boolean;
  /** Addresses of scripts beside the kit's own. */
  readonly scripts?: readonly string[];
  /** In the place of what every page carries. */
  readonly headers?: Readonly<Record<string, string>>;
  /** `Accept-Language`, for whoever comes with a token of nothing. */
  readonly languages?: string | undefined;
}

/** The address of this page, with something to say there. */
export function addressOf({ base }: Visit, extra: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams(extra).toString();
  return query === "" ? base : `${base}${base.includes("?") ? "&" : "?"}${query}`;
}

/** Back to this page, which then shows where the execution stands. */
export function backTo(visit: Visit, extra?: Readonly<Record<string, string>>): Page {
  const page = seeOther(addressOf(visit, extra));
  return { ...page, headers: { ...visit.headers, ...page.headers } };
}
