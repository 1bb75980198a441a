import { done, type Scenarios } from "@understudy/conformance";
import { type Ask, expected, inJavascript, narrowly, refusedOf, typed } from "./asking.ts";
import { type ControlSchemas, nobodys, type Sandbox, tenant } from "./given.ts";
import {
  finish,
  givenAgreements,
  givenEach,
  givenFinished,
  givenTransaction,
  givenVerified,
  type TransactionPath,
} from "./playing.ts";
import { document, face, twoDocuments, whole } from "./requests.ts";

interface VerificationPath extends TransactionPath {
  readonly verification_id: string;
}
interface Picture extends TransactionPath {
  readonly url: string;
}

const given = (sandbox: Sandbox) => givenTransaction(sandbox);
const getResults: Ask<TransactionPath> = (client, path, header) => client.getTransactionVerification({ path, header });
const getReport: Ask<TransactionPath> = (client, path, header) =>
  client.getDetailedVerificationReport({ path, header });
const listImages: Ask<VerificationPath> = (client, path, header) => client.listVerificationImages({ path, header });
const download: Ask<Picture> = (client, { url }, header) => client.downloadImage({ query: { url }, header });

const malformed: TransactionPath = { transaction_id: "dcaad720" };
const others = ["evidence_access", "session_access"];
const withoutEvidence = ["transaction_access", "session_access"];

/** Where transactions are with verifications, or without any yet: of all kinds and in all statuses. */
async function givenAll(sandbox: Sandbox): Promise<readonly TransactionPath[]> {
  const known = await givenTransaction(sandbox, whole(sandbox));
  const each = Object.values(await givenEach(sandbox));
  return [known, await givenAgreements(sandbox), ...each, ...(await givenVerified(sandbox))];
}

/** Where the last verification of a transaction is. */
async function verificationOf(sandbox: Sandbox, path: TransactionPath): Promise<VerificationPath> {
  const query = { withVerifications: "true" };
  const { verifications = [] } = await done(tenant(sandbox).getTransaction({ path, query }));
  return { ...path, verification_id: verifications.at(-1)?.vhub_verification_id ?? "" };
}

/** Where a verification is of somebody who has gone through; a document's that passed, unless another is wanted. */
async function givenVerification(sandbox: Sandbox, body = document(sandbox), how: ControlSchemas["Finish"] = {}) {
  return verificationOf(sandbox, await givenFinished(sandbox, body, how));
}

/** Where a verification is that passed, in a transaction in which somebody is left. */
async function givenEarly(sandbox: Sandbox) {
  const path = await givenTransaction(sandbox, twoDocuments(sandbox));
  await finish(sandbox, path, { role: "signer1" });
  return verificationOf(sandbox, path);
}

/** The pictures of a verification. */
async function picturesOf(sandbox: Sandbox, path: VerificationPath): Promise<readonly Picture[]> {
  const { verified_images } = await done(tenant(sandbox).listVerificationImages({ path }));
  const { transaction_id } = path;
  return verified_images.flatMap((image) => Object.values(image)).map((url) => ({ transaction_id, url }));
}

/** The picture that the report of a transaction names last. */
async function pictureInReport(sandbox: Sandbox, { transaction_id }: TransactionPath): Promise<string> {
  const { stages } = await done(tenant(sandbox).getDetailedVerificationReport({ path: { transaction_id } }));
  return stages.at(-1)?.details.imageUrl ?? "";
}

async function givenPicture(sandbox: Sandbox): Promise<Picture> {
  const [picture] = await picturesOf(sandbox, await givenVerification(sandbox));
  if (!picture) throw new Error("A verification that passed has no picture.");
  return picture;
}

/** Verifications that passed, with one picture, two, and three. */
async function givenPassed(sandbox: Sandbox): Promise<readonly VerificationPath[]> {
  return [
    await givenVerification(sandbox),
    await givenVerification(sandbox, document(sandbox), { values: { document: "id-card" } }),
    await givenVerification(sandbox, face(sandbox), { values: { document: "driving-licence" } }),
  ];
}

export const verifications = {
  getTransactionVerification: {
    200: async (sandbox) => {
      const reader = sandbox.as("reader");
      for (const path of await givenAll(sandbox)) {
        await done(reader.getTransactionVerification({ path }));
        await typed("text/javascript", reader.getTransactionVerification({ path, ...inJavascript }));
      }
      return narrowly("transaction_access", given, getResults)(sandbox);
    },
    400: (sandbox) => getResults(sandbox.as("owner"), malformed, {}),
    ...refusedOf(given, getResults, others),
  },
  getDetailedVerificationReport: {
    200: async (sandbox) => {
      const reader = sandbox.as("reader");
      for (const path of await givenAll(sandbox)) {
        await done(reader.getDetailedVerificationReport({ path }));
        await typed("text/javascript", reader.getDetailedVerificationReport({ path, ...inJavascript }));
      }
      return narrowly("transaction_access", given, getReport)(sandbox);
    },
    400: (sandbox) => getReport(sandbox.as("owner"), malformed, {}),
    ...refusedOf(given, getReport, others),
  },
  listVerificationImages: {
    200: async (sandbox) => {
      const owner = sandbox.as("owner");
      const counts: number[] = [];
      for (const path of await givenPassed(sandbox)) counts.push((await picturesOf(sandbox, path)).length);
      if (counts.join() !== "1,2,3") throw new Error(`The verifications have ${counts.join(", ")} pictures.`);
      const path = await givenVerification(sandbox);
      await typed("text/javascript", owner.listVerificationImages({ path, ...inJavascript }));
      return narrowly("evidence_access", givenVerification, listImages)(sandbox);
    },
    // Of one that failed, and too early; then ids that are none.
    400: async (sandbox) => {
      const owner = sandbox.as("owner");
      const failed = await givenVerification(sandbox, face(sandbox), { outcome: "fail" });
      for (const path of [failed, await givenEarly(sandbox), { ...malformed, verification_id: failed.verification_id }])
        await expected(400, listImages(owner, path, {}));
      return listImages(owner, { ...failed, verification_id: "document_id_authentication" }, {});
    },
    ...refusedOf((sandbox) => givenVerification(sandbox), listImages, withoutEvidence),
  },
  downloadImage: {
    // Each picture, all of them PNGs.
    200: async (sandbox) => {
      const owner = sandbox.as("owner");
      for (const path of await givenPassed(sandbox))
        for (const picture of await picturesOf(sandbox, path)) await typed("image/png", download(owner, picture, {}));
      return narrowly("evidence_access", givenPicture, download)(sandbox);
    },
    // None and another one; and those that are not listed, which only the report tells of.
    400: async (sandbox) => {
      const owner = sandbox.as("owner");
      await expected(400, owner.downloadImage({ query: {} as { url: string } }));
      const failed = await givenFinished(sandbox, document(sandbox), { outcome: "fail" });
      for (const path of [failed, await givenEarly(sandbox)])
        await expected(400, owner.downloadImage({ query: { url: await pictureInReport(sandbox, path) } }));
      return owner.downloadImage({ query: { url: "https://bank.example/passport.png" } });
    },
    ...refusedOf(givenPicture, download, withoutEvidence),
    // Of a transaction that is gone or somebody else's, and of one that has another picture.
    404: async (sandbox) => {
      const { url } = await givenPicture(sandbox);
      await expected(404, sandbox.as("owner").downloadImage({ query: { url: url.replace(/[^/]+$/, nobodys) } }));
      return refusedOf(givenPicture, download, [])[404](sandbox);
    },
  },
} satisfies Partial<Scenarios<"onespan">>;
