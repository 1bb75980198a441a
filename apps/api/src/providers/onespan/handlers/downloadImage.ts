import type { Handler } from "../handler.ts";
import { readImage } from "../transactions/reading.ts";

export const downloadImage: Handler<"downloadImage"> = async ({ query }, ctx) => {
  const image = await readImage(ctx, query.url);
  return { status: 200, body: image, headers: { "Content-Type": image.mediaType } };
};
