import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { nobodys, openSandbox } from "./support/sandbox.ts";
import { refusalIn } from "./support/send.ts";
import { jane, transactionsOf } from "./support/transactions.ts";

const world = await openSandbox(await testServer());
const { send, documentWorkflowId } = world;
const { begin, beginSigning, finish, finished, read, send: trigger } = transactionsOf(world);

const list = (id: string, verificationId = nobodys) =>
  send("GET", `/api/transactions/${id}/verifications/${verificationId}/verification-images`);
const download = (url: string) => send("GET", `/api/sfs?url=${encodeURIComponent(url)}`);
const idIn = ({ verifications = [] }: Awaited<ReturnType<typeof read>>, index = 0) =>
  verifications[index]?.vhub_verification_id ?? "";
const rootOf = (id: string) => `sfs://understudy/default/onespan/transaction/${id}/`;

describe("48: images", () => {
  it("are told by name, each with its address, and are the bytes that were sent", async () => {
    for (const [document, names] of [
      ["passport", ["document_front", "selfie"]],
      ["id-card", ["document_front", "document_back", "selfie"]],
    ] as const) {
      const transaction = await finished({}, { values: { document } });
      const { id } = transaction;
      const { status, body } = await list(id, idIn(transaction));
      expect(status).toBe(200);
      expect(body).toEqual({
        ...{ transaction_id: id, verification_id: idIn(transaction) },
        verified_images: names.map((name) => ({ [`image_submitted_${name}`]: expect.stringContaining(rootOf(id)) })),
      });
      for (const url of body.verified_images.flatMap((image: object) => Object.values(image))) {
        const picture = await download(url);
        expect([picture.status, picture.headers.get("content-type")]).toEqual([200, "image/png"]);
        expect(picture.bytes.subarray(1, 4).toString()).toBe("PNG");
        expect((await send("GET", `/api/sfs?url=${url}`)).bytes.equals(picture.bytes)).toBe(true);
      }
    }
  });

  it("16: are asked for by ids in letters of any case, by the plural path alone", async () => {
    const transaction = await finished();
    const { text } = await list(transaction.id, idIn(transaction));
    expect((await list(transaction.id.toUpperCase(), idIn(transaction).toUpperCase())).text).toBe(text);
    const singular = `/api/transaction/${transaction.id}/verifications/${idIn(transaction)}/verification-images`;
    expect(refusalIn(await send("GET", singular))).toMatch(/^404 /);
  });

  it("13: are of a verification, by its vhub_verification_id", async () => {
    const [one, other] = [await finished(), await finished()];
    for (const id of [nobodys, idIn(other), one.verifications?.[0]?.revision_id ?? "", one.id])
      expect(refusalIn(await list(one.id, id))).toBe(
        `404 The transaction ${one.id} has no verification ${id}: it is the vhub_verification_id that is asked for.`,
      );
    expect(refusalIn(await list(one.id, "document_face_verification"))).toBe("400 verification_id must be a UUID.");
    expect(refusalIn(await list("x", idIn(one)))).toBe("400 transaction_id must be a UUID.");
    expect(refusalIn(await list(nobodys, idIn(one)))).toBe(`404 There is no transaction ${nobodys}.`);
  });

  it("are there only of a verification that is SUCCESS, in a transaction that is completed", async () => {
    const users = [jane, { role: "oss" }];
    const { id } = await begin({ users, workflow_id: documentWorkflowId });
    await finish(id, { role: "signer1" });
    const early = (status: string) => `400 There are images only of a completed transaction; ${id} is ${status}.`;
    const passed = idIn(await read(id));
    const [, url] = /(sfs:[^"]+)/.exec((await report(id)).text) ?? [];
    expect(refusalIn(await list(id, passed))).toBe(early("new"));
    expect(refusalIn(await download(String(url)))).toBe(early("new"));
    await finish(id, { role: "oss", outcome: "fail" });
    expect([(await list(id, passed)).status, (await download(String(url))).status]).toEqual([200, 200]);
    const failed = idIn(await read(id), 1);
    const urls = [...(await report(id)).text.matchAll(/sfs:[^"]+/g)].map(([each]) => each);
    const refused = `400 There are images only of a verification that is SUCCESS; ${failed} is FAILED.`;
    expect(refusalIn(await list(id, failed))).toBe(refused);
    expect([urls[0], refusalIn(await download(urls[1] ?? ""))]).toEqual([url, refused]);
  });

  it("are none of a transaction that is cancelled", async () => {
    const { id } = await begin({ users: [jane, { role: "oss" }], workflow_id: documentWorkflowId });
    await finish(id, { role: "oss" });
    await trigger(id, "transaction_cancelled");
    expect(refusalIn(await list(id, idIn(await read(id))))).toContain(`${id} is cancelled.`);
  });

  async function report(id: string) {
    return send("GET", `/api/transactions/${id}/detailed-verification-report`);
  }
});

describe("an address that is downloaded", () => {
  const absent = (url: string) =>
    `404 There is no image at ${url}: take an address that verification-images has answered.`;

  it("is one of an image, and of no other file", async () => {
    const { documents, id: signing } = await beginSigning();
    await finish(signing);
    const transaction = await finished();
    const { verified_images } = (await list(transaction.id, idIn(transaction))).body;
    const image = String(Object.values(verified_images[0])[0]);
    const foreign = image.replace(transaction.id, (await finished()).id);
    for (const url of [
      ...[documents[0]?.content ?? "", foreign, `${rootOf(transaction.id)}${nobodys}`, `${image}/`, `${image}x`],
      ...["sfs://x", "sfs://understudy/default/onespan/upload/x", image.replace("/transaction/", "/upload/")],
    ])
      expect(refusalIn(await download(url))).toBe(absent(url));
    expect(refusalIn(await download(image.replace(transaction.id, nobodys)))).toMatch(/^404 /);
    expect((await download(image.replace(transaction.id, transaction.id.toUpperCase()))).status).toBe(200);
  });

  it("is an sfs:// URL, and there", async () => {
    expect(refusalIn(await send("GET", "/api/sfs"))).toBe("400 url is required.");
    for (const url of ["", "x", "https://bank.example/", "sfs://", " sfs://x"])
      expect(refusalIn(await download(url))).toBe("400 url must be an sfs:// URL, as verification-images answers it.");
    expect(refusalIn(await download(`sfs://${"x".repeat(2048)}`))).toBe("400 url must have at most 2048 characters.");
    expect(refusalIn(await send("GET", "/api/sfs?url=sfs://a&url=sfs://b"))).toMatch(/^400 url /);
  });
});
