import { done, type Scenarios } from "@understudy/conformance";
import { type Ask, as, refusedReads, refusedWrites } from "./asking.ts";
import { companies, givenAttachment, givenRecord, newFile, nobodys, record } from "./given.ts";

const create: Ask = (_, client) => client.createRecord({ path: { tableId: companies }, body: record });
const get: Ask = async (sandbox, client) => client.getRecord({ path: await givenRecord(sandbox) });
const attach: Ask = async (sandbox, client) =>
  client.createAttachment({ path: await givenRecord(sandbox), body: newFile() });
const list: Ask = async (sandbox, client) => client.listAttachments({ path: await givenAttachment(sandbox) });
const getLink: Ask = async (sandbox, client) => client.getAttachmentLink({ path: await givenAttachment(sandbox) });

const malformed = { tableId: companies, id: "62a1c7f4", recordId: "62a1c7f4", attachmentId: "e93d5b08" };

export const records = {
  createRecord: {
    201: as("owner", create),
    400: ({ as }) => as("owner").createRecord({ path: { tableId: companies }, body: { name: 1, foundedOn: "soon" } }),
    404: ({ as }) => as("owner").createRecord({ path: { tableId: nobodys }, body: record }),
    ...refusedWrites(create),
  },
  getRecord: {
    200: as("reader", get),
    400: ({ as }) => as("owner").getRecord({ path: malformed }),
    404: as("stranger", get),
    ...refusedReads(get),
  },
  createAttachment: {
    201: as("owner", attach),
    400: async (sandbox) =>
      sandbox.as("owner").createAttachment({
        path: await givenRecord(sandbox),
        body: { tags: ["register"] } as ReturnType<typeof newFile>,
      }),
    404: as("stranger", attach),
    ...refusedWrites(attach),
  },
  listAttachments: {
    200: async (sandbox) => {
      await done(sandbox.as("owner").listAttachments({ path: await givenRecord(sandbox) }));
      return list(sandbox, sandbox.as("reader"));
    },
    400: ({ as }) => as("owner").listAttachments({ path: malformed }),
    404: as("stranger", list),
    ...refusedReads(list),
  },
  getAttachmentLink: {
    200: as("reader", getLink),
    400: ({ as }) => as("owner").getAttachmentLink({ path: malformed }),
    404: as("stranger", getLink),
    ...refusedReads(getLink),
  },
} satisfies Partial<Scenarios<"transactionlink">>;
