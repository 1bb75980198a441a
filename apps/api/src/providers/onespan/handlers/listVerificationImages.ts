import { json } from "../answers/answering.ts";
import type { Handler } from "../handler.ts";
import { imagesOf } from "../transactions/reading.ts";
import { imagesToWire } from "../wire/verification/images.ts";

export const listVerificationImages: Handler<"listVerificationImages"> = async ({ path }, ctx) => {
  const id = path.transaction_id.toLowerCase();
  const verification = await imagesOf(ctx, id, path.verification_id);
  return json(ctx, imagesToWire({ id }, verification));
};
