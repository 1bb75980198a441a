import { done, type Scenarios } from "@understudy/conformance";
import { expected } from "../../scenarios/asking.ts";
import { type ControlSchemas, nobodys } from "../../scenarios/given.ts";
import { givenFinished, givenUpload } from "../../scenarios/playing.ts";
import { agreement } from "../../scenarios/requests.ts";
import { type Ask, asOwner, ofObject, ofSandbox, type Sandbox } from "./asking.ts";

type Template = ControlSchemas["NewDocumentTemplate"];

const list: Ask = (client, sandboxId) => client.listDocumentTemplates({ path: { sandboxId }, query: { limit: 1 } });
const create: Ask = (client, sandboxId) =>
  client.createDocumentTemplate({ path: { sandboxId }, body: { title: "Terms", content: nowhere } });
const get: Ask = async (client, sandboxId, sandbox) =>
  client.getDocumentTemplate({ path: await pathOf(sandboxId, sandbox) });

/** Where an upload could be, and none is. */
const nowhere = `sfs://understudy/default/onespan/upload/${nobodys}`;

async function plain(sandbox: Sandbox): Promise<Template> {
  return { title: "Terms of the loan", content: await givenUpload(sandbox) };
}

/** With all that can be said of one. */
async function whole(sandbox: Sandbox): Promise<Template> {
  const groups = ["signer1", "visible"];
  return { ...(await plain(sandbox)), description: "What is lent, for how long, and at what price.", groups };
}

/** Where a template would be in the sandbox with that id; it is in `sandbox`. */
async function pathOf(sandboxId: string, sandbox: Sandbox, body?: Template) {
  const template = body ?? (await whole(sandbox));
  const path = { sandboxId: sandbox.id };
  const { id: documentTemplateId } = await done(sandbox.control.createDocumentTemplate({ path, body: template }));
  return { sandboxId, documentTemplateId };
}

export const documentTemplates = {
  listDocumentTemplates: {
    // The one that every sandbox comes with; then a page, and the one behind it.
    200: async (sandbox) => {
      const owner = sandbox.as("owner");
      const path = { sandboxId: sandbox.id };
      await done(owner.listDocumentTemplates({ path }));
      for (const body of [await plain(sandbox), await whole(sandbox)]) await pathOf(sandbox.id, sandbox, body);
      const { next_cursor: cursor } = await done(owner.listDocumentTemplates({ path, query: { limit: 2 } }));
      return owner.listDocumentTemplates({ path, query: { limit: 2, cursor: String(cursor) } });
    },
    400: async ({ as, id }) => {
      await expected(400, as("owner").listDocumentTemplates({ path: { sandboxId: id }, query: { limit: 101 } }));
      return as("owner").listDocumentTemplates({ path: { sandboxId: id }, query: { cursor: "never answered" } });
    },
    ...ofSandbox(list),
  },
  createDocumentTemplate: {
    // With little and with everything; each can be signed at once.
    201: async (sandbox) => {
      for (const body of [await plain(sandbox), await whole(sandbox)]) {
        const { documentTemplateId: document_template_id } = await pathOf(sandbox.id, sandbox, body);
        await givenFinished(sandbox, { ...agreement(sandbox), documents: [{ document_template_id }] });
      }
      const path = { sandboxId: sandbox.id };
      return sandbox.as("owner").createDocumentTemplate({ path, body: await plain(sandbox) });
    },
    400: async (sandbox) => {
      const owner = sandbox.as("owner");
      const path = { sandboxId: sandbox.id };
      const title = "Terms of the loan";
      const broken = { title: "", description: "", groups: ["a", "a"], content: "terms.pdf", price: 1 };
      await expected(400, owner.createDocumentTemplate({ path, body: broken }));
      const other = await givenUpload(await sandbox.elsewhere());
      // Nobody's, somebody else's, one of no file, and a template's, which is no upload's.
      const [{ content: template = "" } = {}] = (await done(owner.listDocumentTemplates({ path }))).data;
      for (const none of [nowhere, other, "sfs://elsewhere/terms", template])
        await expected(400, owner.createDocumentTemplate({ path, body: { title, content: none } }));
      return owner.createDocumentTemplate({ path, body: { title } as Template });
    },
    ...ofSandbox(create),
  },
  getDocumentTemplate: {
    200: async (sandbox) => {
      const owner = sandbox.as("owner");
      const { data } = await done(owner.listDocumentTemplates({ path: { sandboxId: sandbox.id } }));
      for (const { id: documentTemplateId } of data)
        await done(owner.getDocumentTemplate({ path: { sandboxId: sandbox.id, documentTemplateId } }));
      return asOwner(get)(sandbox);
    },
    ...ofObject(get),
  },
} satisfies Partial<Scenarios<"onespan-control">>;
