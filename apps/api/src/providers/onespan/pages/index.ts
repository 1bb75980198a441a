import { Refusal } from "@understudy/domain";
import { assetsIn } from "../../../pages/assets.ts";
import type { Asset, PageHandler, PageMethods } from "../../../provider.ts";
import { unlessDropped } from "../unless-dropped.ts";
import { acceptAgreement, showAgreement } from "./agreements/agreement.ts";
import { agreementFile } from "./agreements/file.ts";
import { leave } from "./endings/leave.ts";
import { enter } from "./entrance/esign.ts";
import { neutralSpecimen, ownSpecimen } from "./pictures/files.ts";
import { showSession } from "./show.ts";
import { submitSession } from "./submit.ts";

const all: Readonly<Record<string, PageMethods>> = {
  "/:brand/esign/:transactionId": { get: enter },
  "/session/:key": { get: showSession, post: submitSession },
  "/session/:key/leave": { get: leave },
  // The ids of documents hold no dot.
  "/session/:key/documents/:documentId.pdf": { get: agreementFile },
  "/session/:key/documents/:documentId": { get: showAgreement, post: acceptAgreement },
  "/session/:key/specimens/:name.png": { get: ownSpecimen },
  "/specimens/:name.png": { get: neutralSpecimen },
};

/** A sandbox that is dropped while somebody is in it has no pages any more. */
function unlessGone(handler: PageHandler): PageHandler {
  const absent = () => new Refusal("absent", "There is no such page.");
  return (request, ctx) => unlessDropped(ctx, absent, () => handler(request, ctx));
}

export const pages: Readonly<Record<string, PageMethods>> = Object.fromEntries(
  Object.entries(all).map(([path, { get, post }]) => [
    path,
    { ...(get && { get: unlessGone(get) }), ...(post && { post: unlessGone(post) }) },
  ]),
);

export const assets: Readonly<Record<string, Asset>> = assetsIn(new URL("./assets/", import.meta.url));
