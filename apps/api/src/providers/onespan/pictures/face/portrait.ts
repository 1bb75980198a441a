import type { Pen } from "../studio.ts";
import { drawBody } from "./body.ts";
import { drawEyes } from "./eyes.ts";
import { drawHairBehind, drawHairInFront } from "./hair.ts";
import { drawHead } from "./head.ts";
import type { Traits } from "./traits.ts";

/** Where the point between the eyes is, and how large the head is: 1 makes it 290 high. */
export interface Pose {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
  /** In radians. */
  readonly tilt?: number;
}

/** A head and shoulders, which reach 420 below the eyes. */
export function drawPortrait(pen: Pen, traits: Traits, { x, y, scale, tilt = 0 }: Pose): void {
  pen.save();
  pen.translate(x, y);
  pen.scale(scale, scale);
  pen.rotate(tilt);
  drawHairBehind(pen, traits);
  drawBody(pen, traits);
  drawHead(pen, traits);
  drawEyes(pen, traits);
  drawHairInFront(pen, traits);
  pen.restore();
}
