import { PNG } from "pngjs";
import { expect } from "vitest";
import { parsed } from "../../papers/tests/parsed.ts";
import { got, type Opened } from "../support/sandbox.ts";

/** What the API says of a transaction, whatever a browser was told. */
export function recordsOf({ api, send, settle }: Opened) {
  const read = async (transaction_id: string) =>
    got(await api.getTransaction({ path: { transaction_id }, query: { withVerifications: "true" } }));
  const textAt = async (path: string) => {
    const { status, headers, bytes } = await send("GET", path, { headers: { Accept: "application/pdf" } });
    expect([status, headers.get("content-type")]).toEqual([200, "application/pdf"]);
    return (await parsed(bytes)).pages.join(" ");
  };
  return {
    read,
    /** `Passed Completed`, once everything is done that goes on by itself. */
    async verdict(transaction_id: string) {
      await settle();
      const { result, status } = got(await api.getDetailedVerificationReport({ path: { transaction_id } }));
      return `${result} ${status}`;
    },
    /** Of each attempt. */
    async verifications(transaction_id: string) {
      const { verifications = [] } = await read(transaction_id);
      return verifications.map(({ id, name, status }) => `${id} ${name} ${status}`);
    },
    /** The pictures of the last attempt by their names; those that are PNGs can be opened. */
    async pictures(transaction_id: string): Promise<Readonly<Record<string, Buffer>>> {
      const { verifications = [] } = await read(transaction_id);
      const path = { transaction_id, verification_id: String(verifications.at(-1)?.vhub_verification_id) };
      const { verified_images } = got(await api.listVerificationImages({ path }));
      const pictures: Record<string, Buffer> = {};
      for (const [name, url] of verified_images.flatMap((image) => Object.entries(image))) {
        const { status, headers, bytes } = await send("GET", `/api/sfs?url=${encodeURIComponent(url)}`);
        expect([name, status]).toEqual([name, 200]);
        if (headers.get("content-type") === "image/png") expect(PNG.sync.read(bytes).width).toBeGreaterThanOrEqual(200);
        pictures[name] = bytes;
      }
      return pictures;
    },
    evidence: (id: string) => textAt(`/api/transaction/${id}/document/AuditTrailDocument/pdf`),
    document: (id: string, documentId: string) => textAt(`/api/transaction/${id}/document/${documentId}/pdf`),
  };
}
