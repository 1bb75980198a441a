import type { Pdf } from "./paper.ts";

declare global {
  namespace PDFKit.Mixins {
    /** pdfkit documents `openImage`; its types lack it. */
    interface PDFImage {
      openImage(source: Buffer): OpenedImage & PDFKit.Mixins.ImageSrc;
    }
    interface OpenedImage {
      readonly width: number;
      readonly height: number;
    }
  }
}

/** A picture that can be drawn on any page of its PDF, and stands in the file once. */
export interface Picture {
  readonly image: PDFKit.Mixins.OpenedImage & PDFKit.Mixins.ImageSrc;
  /** Of the picture as it was sent, upright. */
  readonly width: number;
  readonly height: number;
}

/** More than is seen on a printed page helps nobody. */
const longestSide = 1600;
const mostPixels = 100_000_000;

/**
 * Made smaller, upright and into a JPEG, the one kind that pdfkit takes over as it is: of other kinds it decodes some
 * itself, where a broken one would end the process. Undefined for what is no picture.
 */
export async function openPicture(pdf: Pdf, bytes: Uint8Array): Promise<Picture | undefined> {
  const { createCanvas, loadImage } = await import("@napi-rs/canvas");
  const source = await loadImage(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)).catch(() => undefined);
  if (source === undefined) return undefined;
  const { width, height } = source;
  if (width < 1 || height < 1 || width * height > mostPixels) return undefined;
  const scale = Math.min(1, longestSide / Math.max(width, height));
  const canvas = createCanvas(Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale)));
  const context = canvas.getContext("2d");
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(source, 0, 0, canvas.width, canvas.height);
  return { image: pdf.openImage(await canvas.encode("jpeg", 90)), width, height };
}

/** The largest that a picture can be drawn in a box, and where it then stands in its middle. */
export function fitted(
  { width, height }: Pick<Picture, "width" | "height">,
  box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
): { readonly x: number; readonly y: number; readonly width: number; readonly height: number } {
  const scale = Math.min(box.width / width, box.height / height);
  const [drawnWidth, drawnHeight] = [width * scale, height * scale];
  return {
    x: box.x + (box.width - drawnWidth) / 2,
    y: box.y + (box.height - drawnHeight) / 2,
    width: drawnWidth,
    height: drawnHeight,
  };
}
