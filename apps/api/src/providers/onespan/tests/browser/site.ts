import { expect } from "vitest";
import { testReceiver } from "../../../../testing/receiver.ts";
import type { Person } from "./person.ts";

const ids = [
  ...(["REDIRECT_DOCID_PASS", "REDIRECT_DOCID_FAIL", "REDIRECT_SESSION_TIMEOUT"] as const),
  ...(["REDIRECT_ERROR", "REDIRECT_DEFAULT_URL"] as const),
];
type RedirectId = (typeof ids)[number];

export type Site = Awaited<ReturnType<typeof testSite>>;

/** The place of whoever asks for the verification: people come back to it, and are welcomed. */
export async function testSite() {
  const body = "<!doctype html><html lang=en><title>Harbour Bank</title><h1>Welcome back</h1></html>";
  const { url, received } = await testReceiver({ status: 200, headers: { "Content-Type": "text/html" }, body });
  const { origin, host } = new URL(url);
  return {
    host,
    /** `opaque_id` and `configuration` of a transaction that leads here. */
    leading(opaque_id = opaque) {
      const query = "?user={{userRole}}&transaction={{transactionId}}&opaqueId={{opaqueId}}";
      const redirects = ids.map((id) => ({ id, url: `${origin}/${id}/{{userRole}}${query}` }));
      return { opaque_id, configuration: { redirects } };
    },
    /** What a redirect becomes: the templates are replaced wherever they stand, and nothing is added. */
    addressOf(id: RedirectId, role: string, transactionId: string, opaqueId = opaque) {
      return `${origin}/${id}/${role}?user=${role}&transaction=${transactionId}&opaqueId=${encodeURIComponent(opaqueId)}`;
    },
    /** The addresses at which people have come who were sent with this transaction. */
    visits: (transactionId: string) =>
      received
        .filter(({ path }) => path.includes(transactionId))
        .map(({ path, headers: { referer } }) => `${origin}${path}${referer === undefined ? "" : ` from ${referer}`}`),
  };
}

/** Nothing of it may be left to end the part of an address where it stands. */
const opaque = "order=17&result=pass/ü#1";

/** Takes the link that leads on, by way of a 303 to exactly this address. */
export async function expectToLead({ goOn, page }: Person, { host, visits }: Site, address: string): Promise<void> {
  const before = page.url();
  const transactionId = String(new URL(address).searchParams.get("transaction"));
  const arrived = await goOn(host);
  const way = await arrived.request().redirectedFrom()?.response();
  expect([way?.status(), way?.headers().location]).toEqual([303, address]);
  expect(new URL(String(way?.url())).origin).toBe(new URL(before).origin);
  expect(page.url()).toBe(address);
  expect(await page.getByRole("heading").textContent()).toBe("Welcome back");
  expect(visits(transactionId).at(-1)).toBe(address);
}
