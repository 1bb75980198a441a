import type { Page } from "../../../../provider.ts";
import { downloadDocument } from "../../journeys/agreeing.ts";
import { openFile } from "../../store/files/files.ts";
import { doerOf } from "../steps/step-form.ts";
import { act } from "../submit.ts";
import { atAgreement, type Reading } from "./at-agreement.ts";

/** An agreement as the lender sent it, to be kept. */
export const agreementFile = atAgreement((reading, { method }) => {
  const page = () => pdfOf(reading);
  if (method === "HEAD") return page();
  return act(reading, () => downloadDocument(reading.ctx, doerOf(reading), reading.document.id), page);
});

async function pdfOf({ ctx, document }: Reading): Promise<Page> {
  const file = await openFile(ctx, document.fileId);
  // Its title may be in any alphabet, and its id is not.
  const headers = {
    "Content-Disposition": `inline; filename="${document.id}.pdf"`,
    // Browsers show a PDF in a page of their own, for which the policy of ours has no place.
    "Content-Security-Policy": "frame-ancestors 'none'",
  };
  return { status: 200, type: file.mediaType, body: file, headers };
}
