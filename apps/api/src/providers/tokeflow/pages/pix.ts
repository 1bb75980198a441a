import { Refusal } from "@understudy/domain";
import QRCode from "qrcode";
import type { PageHandler } from "../../../provider.ts";
import { get } from "../store/transactions.ts";

/** The picture behind `qr_code_url`: the PIX code as any banking app reads it. */
export const pixPicture: PageHandler = async ({ path: { id = "" } }, ctx) => {
  const { paymentInstructions } = await get(ctx, id, undefined);
  if (paymentInstructions?.type !== "pix") throw new Refusal("absent", "There is no such page.");
  const body = await QRCode.toBuffer(paymentInstructions.qrCodeText, { width: 480, margin: 2 });
  return { status: 200, type: "image/png", body };
};
