import { readDocument } from "../../journeys/agreeing.ts";
import { readFile } from "../../store/files.ts";
import { doerOf } from "../steps/step-form.ts";
import { act } from "../submit.ts";
import { atAgreement } from "./at-agreement.ts";

/** An agreement as the lender sent it, to be kept. */
export const agreementFile = atAgreement((reading) => {
  const { ctx, document } = reading;
  return act(
    reading,
    () => readDocument(ctx, doerOf(reading), document.id, "downloaded"),
    async () => {
      const { bytes, mediaType } = await readFile(ctx, document.fileId);
      // Its title may be in any alphabet, and its id is not.
      const headers = {
        "Content-Disposition": `inline; filename="${document.id}.pdf"`,
        // Browsers show a PDF in a page of their own, for which the policy of ours has no place.
        "Content-Security-Policy": "frame-ancestors 'none'",
      };
      return { status: 200, type: mediaType, body: bytes, headers };
    },
  );
});
