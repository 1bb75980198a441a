import { createHash } from "node:crypto";
import type { Verification, VerifiedImage } from "../../rules/verification.ts";
import { attach } from "../drawing/attached.ts";
import { colors } from "../drawing/colors.ts";
import { marked } from "../drawing/contents.ts";
import { gap, type Look, look, margins, measure, type Paper, room, widthOf, writeAt } from "../drawing/paper.ts";
import { fitted, openPicture, type Picture } from "../drawing/picture.ts";
import { fileSize, moment, spoken } from "../drawing/words.ts";
import type { EvidencePack } from "./pack.ts";

/** An image that was sent for a verification. */
export interface Captured {
  readonly verification: Verification;
  readonly image: VerifiedImage;
}

/** One that has been read: its bytes are in the PDF by now, and are not held any longer. */
export interface Shown extends Captured {
  /** Undefined for what cannot be drawn. */
  readonly picture: Picture | undefined;
  /** The name of the attached file; null where the bytes are gone. */
  readonly file: string | null;
  readonly size: number;
  readonly sha256: string;
}

export function capturedIn({ verifications }: EvidencePack): readonly Captured[] {
  return verifications.flatMap((verification) => verification.images.map((image) => ({ verification, image })));
}

/** Where an image is drawn first. */
export function imagePlace({ number }: Verification, { name }: VerifiedImage): string {
  return `image-${number}-${name}`;
}

/** `Document front` for `image_submitted_document_front`. */
export function imageTitle({ image }: Captured): string {
  return spoken(shortName(image));
}

function shortName({ name }: VerifiedImage): string {
  return name.replace(/^image_(submitted_)?/, "");
}

export function captionOf(captured: Captured): string {
  const { role, attempt, at } = captured.verification;
  return `${role}, attempt ${attempt}, ${moment(at)}`;
}

/** Reads an image and attaches it as it was sent. */
export async function bringIn(
  { pdf }: Paper,
  captured: Captured,
  read: EvidencePack["read"],
  nameFile: (stem: string, extension: string) => string,
): Promise<Shown> {
  const { verification, image } = captured;
  const bytes = await read(image.fileId);
  if (bytes === undefined) return { ...captured, picture: undefined, file: null, size: 0, sha256: "" };
  const isJpeg = bytes[0] === 0xff && bytes[1] === 0xd8;
  const file = nameFile(`verification-${verification.number + 1}-${shortName(image)}`, isJpeg ? "jpg" : "png");
  const mediaType = isJpeg ? "image/jpeg" : "image/png";
  attach(pdf, { name: file, mediaType, description: captionOf(captured), bytes, at: verification.at });
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return { ...captured, picture: await openPicture(pdf, bytes), file, size: bytes.byteLength, sha256 };
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The image in the middle of a frame, or what stands in its place. */
export function drawFramed(paper: Paper, { picture, file }: Shown, box: Box): void {
  const { pdf } = paper;
  pdf.roundedRect(box.x, box.y, box.width, box.height, 4).lineWidth(0.7).fillAndStroke(colors.shade, colors.line);
  if (picture) {
    const inner = { x: box.x + 5, y: box.y + 5, width: box.width - 10, height: box.height - 10 };
    const { x, y, ...size } = fitted(picture, inner);
    pdf.image(picture.image, x, y, size);
    return;
  }
  const words = file === null ? "This file is no longer kept" : "This file cannot be drawn";
  const style = { size: 9, color: colors.soft };
  writeAt(paper, words, box.x + (box.width - widthOf(paper, words, style)) / 2, box.y + box.height / 2 - 6, style);
}

const space = 19.28;
const frame = { width: (measure - space) / 2, height: 142 };
const captionHeight = 50;

/** Two images beside each other, so often as it takes; each is read when its turn comes. */
export async function* gallery(
  paper: Paper,
  captured: readonly Captured[],
  bring: (each: Captured) => Promise<Shown>,
): AsyncGenerator<void, void, void> {
  for (const [index, each] of captured.entries()) {
    const isLeft = index % 2 === 0;
    if (isLeft) room(paper, frame.height + captionHeight);
    const y = paper.pdf.y;
    const x = margins.left + (isLeft ? 0 : frame.width + space);
    marked(paper, imagePlace(each.verification, each.image));
    const shown = await bring(each);
    drawFramed(paper, shown, { x, y, ...frame });
    drawCaption(paper, shown, x, y + frame.height + 5);
    paper.pdf.y = y;
    if (!isLeft || index === captured.length - 1) gap(paper, frame.height + captionHeight);
    yield;
  }
  gap(paper, 8);
}

function drawCaption(paper: Paper, shown: Shown, x: number, y: number): void {
  const soft = { size: 7.4, color: colors.soft } as const;
  writeAt(paper, imageTitle(shown), x, y, { face: "bold", size: 8.5 });
  writeWithin(paper, captionOf(shown), x, y + 12, soft);
  if (shown.file === null) return;
  writeWithin(paper, `${shown.file}, ${fileSize(shown.size)}`, x, y + 21.5, soft);
  writeAt(paper, shown.sha256, x, y + 31.5, { face: "mono", size: 5.8, color: colors.soft });
}

/** On one line, which is cut short where it is longer than the frame above it. */
function writeWithin(paper: Paper, text: string, x: number, y: number, style: Look): void {
  const letters = look(paper, text, style);
  paper.pdf.text(letters, x, y, { width: frame.width, height: 9, ellipsis: true });
}
