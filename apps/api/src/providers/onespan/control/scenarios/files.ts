import { done, type Scenarios } from "@understudy/conformance";
import { expected, typed } from "../../scenarios/asking.ts";
import { nobodys, tenant } from "../../scenarios/given.ts";
import { pdf, upload } from "../../scenarios/papers.ts";
import { finish, givenFinished, givenTransaction } from "../../scenarios/playing.ts";
import { agreement, face } from "../../scenarios/requests.ts";
import { type Ask, asOwner, ofObject, ofSandbox, type Sandbox } from "./asking.ts";

const most = 10_485_760;

const send: Ask = (client, sandboxId) => client.uploadFile({ path: { sandboxId }, body: upload(pdf("Terms")) });
const get: Ask = async (client, sandboxId, sandbox) => client.getFile({ path: await pathOf(sandboxId, sandbox) });
const remove: Ask = async (client, sandboxId, sandbox) => client.deleteFile({ path: await pathOf(sandboxId, sandbox) });

/** Where a file would be in the sandbox with that id; it is in `sandbox`. */
async function pathOf(sandboxId: string, { id, control }: Sandbox) {
  const body = upload(pdf("Terms of the loan"));
  const { id: fileId } = await done(control.uploadFile({ path: { sandboxId: id }, body }));
  return { sandboxId, fileId };
}

/** Where a file is by its URL. */
function pathAt({ id: sandboxId }: Sandbox, url: string) {
  return { sandboxId, fileId: url.split("/").at(-1) ?? "" };
}

/** Where an agreement is that belongs to a transaction. */
async function pathOfAgreement(sandbox: Sandbox) {
  const path = await givenTransaction(sandbox, agreement(sandbox));
  const { documents } = await done(tenant(sandbox).getTransaction({ path }));
  return pathAt(sandbox, documents[0]?.content ?? "");
}

/** Where the pictures are that somebody has shown. */
async function pathsOfPictures(sandbox: Sandbox) {
  const path = await givenFinished(sandbox, face(sandbox));
  const query = { withVerifications: "true" };
  const { verifications = [] } = await done(tenant(sandbox).getTransaction({ path, query }));
  const of = { ...path, verification_id: verifications[0]?.vhub_verification_id ?? "" };
  const { verified_images } = await done(tenant(sandbox).listVerificationImages({ path: of }));
  return verified_images.flatMap((image) => Object.values(image)).map((url) => pathAt(sandbox, url));
}

export const files = {
  uploadFile: {
    // As little as can be, and as much.
    201: async (sandbox) => {
      const path = { sandboxId: sandbox.id };
      const needed = pdf("", most).length - most;
      for (const bytes of [Uint8Array.from(Buffer.from("%PDF-")), pdf("", most - needed)])
        await done(sandbox.as("owner").uploadFile({ path, body: upload(bytes) }));
      return asOwner(send)(sandbox);
    },
    400: async ({ as, id }) => {
      const path = { sandboxId: id };
      await expected(400, as("owner").uploadFile({ path, body: upload(new Uint8Array()) }));
      return as("owner").uploadFile({ path, body: upload(Uint8Array.from(Buffer.from("<html></html>"))) });
    },
    413: ({ as, id }) => as("owner").uploadFile({ path: { sandboxId: id }, body: upload(pdf("Terms", most)) }),
    ...ofSandbox(send),
  },
  getFile: {
    // Uploaded, an agreement's, and pictures.
    200: async (sandbox) => {
      const owner = sandbox.as("owner");
      for (const path of await pathsOfPictures(sandbox)) await typed("image/png", owner.getFile({ path }));
      await typed("application/pdf", owner.getFile({ path: await pathOfAgreement(sandbox) }));
      return asOwner(get)(sandbox);
    },
    ...ofObject(get),
  },
  deleteFile: {
    // What was made of it stays; it is gone itself.
    204: async (sandbox) => {
      const path = await pathOf(sandbox.id, sandbox);
      const content = `sfs://understudy/default/onespan/upload/${path.fileId}`;
      const body = { ...agreement(sandbox), documents: [{ id: "terms", content }] };
      const { id: transaction_id } = await done(tenant(sandbox).createTransaction({ body }));
      const outcome = await sandbox.as("owner").deleteFile({ path });
      await expected(404, sandbox.as("owner").getFile({ path }));
      await expected(400, tenant(sandbox).createTransaction({ body }));
      await finish(sandbox, { transaction_id });
      await done(tenant(sandbox).getDocument({ path: { transaction_id, document_id: "terms" } }));
      await expected(404, sandbox.as("owner").deleteFile({ path: { ...path, fileId: nobodys } }));
      return outcome;
    },
    // A transaction's, and a template's.
    409: async (sandbox) => {
      await expected(409, sandbox.as("owner").deleteFile({ path: await pathOfAgreement(sandbox) }));
      const path = await pathOf(sandbox.id, sandbox);
      const content = `sfs://understudy/default/onespan/upload/${path.fileId}`;
      const { id: sandboxId } = sandbox;
      await done(sandbox.control.createDocumentTemplate({ path: { sandboxId }, body: { title: "Terms", content } }));
      return sandbox.as("owner").deleteFile({ path });
    },
    ...ofObject(remove),
  },
} satisfies Partial<Scenarios<"onespan-control">>;
