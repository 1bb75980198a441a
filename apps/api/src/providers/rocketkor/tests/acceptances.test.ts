import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { person } from "./support/records.ts";
import { nobodys, openSandbox } from "./support/sandbox.ts";
import { refusalIn } from "./support/send.ts";

const server = await testServer();

const documents = { consent: ["ebt-communication-consent", "1.1"], privacy: ["fncl-privacy-policy", "2.0"] } as const;

/** A sandbox in which accounts are issued to customers who have accepted something. */
const opened = async () => {
  const world = await openSandbox(server);
  const respondedAt = new Date(world.start.getTime() - 60_000).toISOString();
  return {
    ...{ ...world, respondedAt },
    accept: async (accountHolderId: string, ...accepted: readonly (keyof typeof documents)[]) => {
      const acceptanceAgreements = accepted.map((name) => {
        const [documentId, documentVersion] = documents[name];
        return { documentId, documentVersion, accepted: true, respondedAt };
      });
      const json = {
        name: "A",
        accountHolderId,
        accountHolderType: "CUSTOMER",
        subtype: "SAVING",
        acceptanceAgreements,
      };
      return String((await world.send("POST", "/v1/integrated-bank-accounts", { json })).body.id);
    },
    list: async (query = "") => (await world.send("GET", `/v1/acceptances?${query}`)).body,
  };
};

describe("the list", () => {
  it("shows who accepted what, newest first, with where the document is", async () => {
    const { accept, list, customerId, respondedAt, start, publicUrl } = await opened();
    const account = await accept(customerId, "consent", "privacy");
    const { content, ...page } = await list();
    expect(page).toEqual({ totalElements: 2, totalPages: 1, number: 0, numberOfElements: 2, hasNext: false });
    expect(content.map(({ documentId }: { documentId: string }) => documentId)).toEqual([
      ...["fncl-privacy-policy", "ebt-communication-consent"],
    ]);
    const [{ id, businessAccountId, createdBy }] = content;
    expect(content[0]).toEqual({
      ...{ id, documentId: "fncl-privacy-policy", documentVersion: "2.0", acceptorType: "CUSTOMER" },
      ...{ acceptorId: customerId, businessAccountId, scopes: { FINANCIAL_ACCOUNT_ID: account }, accepted: true },
      ...{ respondedAt, createdBy: { id: createdBy.id, type: "service-account" }, createdAt: start.toISOString() },
      downloadUrl: `${publicUrl}/rocketkor/api/download/v1/documents/acceptance/${id}`,
    });
  });

  it("is narrowed by each filter, sorted and paged", async () => {
    const { accept, list, send, customerId } = await opened();
    const { id: other } = (await send("POST", "/v1/customers", { json: person })).body;
    const account = await accept(customerId, "consent");
    await accept(other, "consent", "privacy");
    const count = async (query: string) => (await list(query)).totalElements;
    expect(await count(`financialAccountId=${account}`)).toBe(1);
    expect(await count(`acceptorId=${other}`)).toBe(2);
    expect(await count("documentId=ebt-communication-consent")).toBe(2);
    expect(await count(`documentId=ebt-communication-consent&acceptorId=${other}`)).toBe(1);
    expect(await count(`financialAccountId=${nobodys}`)).toBe(0);
    expect(await list("size=2&page=1")).toMatchObject({ number: 1, numberOfElements: 1, hasNext: false });
    expect((await list("sort=respondedAt,ASC")).totalElements).toBe(3);
    const answer = await send("GET", "/v1/acceptances?financialAccountId=x");
    expect(refusalIn(answer)).toEqual(["400 INVALID_REQUEST", "FIELD_INVALID financialAccountId"]);
  });
});

describe("the document", () => {
  it("is a PDF that its digest vouches for, the same each time", async () => {
    const { accept, list, customerId, accessToken } = await opened();
    await accept(customerId, "consent");
    const [{ downloadUrl }] = (await list()).content;
    const load = async () => {
      const answer = await fetch(downloadUrl, { headers: { Authorization: `Bearer ${accessToken}` } });
      return { answer, bytes: Buffer.from(await answer.arrayBuffer()) };
    };
    const [{ answer, bytes }, again] = [await load(), await load()];
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "application/pdf"]);
    expect(bytes.subarray(0, 5).toString()).toBe("%PDF-");
    expect(answer.headers.get("digest")).toBe(`sha-256=${createHash("sha256").update(bytes).digest("base64")}`);
    expect(answer.headers.get("content-length")).toBe(String(bytes.length));
    expect(answer.headers.get("kor-document-version")).toBe("1.1");
    expect(again.bytes.equals(bytes)).toBe(true);
  });

  it("takes a token, and is nobody else's", async () => {
    const [{ accept, list, send, customerId }, other] = [await opened(), await opened()];
    await accept(customerId, "consent");
    const [{ id }] = (await list()).content;
    const at = (documentId: string) => `/api/download/v1/documents/acceptance/${documentId}`;
    expect(refusalIn(await send("GET", at(id), { authorization: null }))).toEqual(["401 UNAUTHORIZED"]);
    expect(refusalIn(await other.send("GET", at(id)))).toEqual(["404 RESOURCE_NOT_FOUND"]);
    for (const none of [nobodys, "x", "%00"])
      expect(refusalIn(await send("GET", at(none)))).toEqual(["404 RESOURCE_NOT_FOUND"]);
  });
});
