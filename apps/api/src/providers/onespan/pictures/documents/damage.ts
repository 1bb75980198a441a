import { palettes } from "../paint/palette.ts";
import { write } from "../paint/text.ts";
import type { Pen, Sheet } from "../studio.ts";
import { passportNames, passportSize } from "./passport.ts";
import type { Print } from "./print.ts";

/** A strip of other paper with the names in other letters is glued over them, not quite straight. */
export function pasteOver(pen: Pen, { firstName, lastName }: Print): void {
  const { x, within, size } = passportNames;
  const { ink } = palettes.passport;
  pen.save();
  pen.translate(x - 16, passportNames.lastName + 8);
  pen.rotate(-0.014);
  pen.shadowColor = "rgba(20, 25, 30, 0.55)";
  pen.shadowBlur = 9;
  pen.shadowOffsetX = 3;
  pen.shadowOffsetY = 4;
  pen.fillStyle = "#fbf7ea";
  tear(pen, 560, 104);
  pen.fill();
  pen.shadowColor = "transparent";
  pen.strokeStyle = "rgba(120, 110, 90, 0.5)";
  pen.lineWidth = 1;
  pen.stroke();
  write(pen, lastName, 18, 38, { font: "serif", size: size + 2, colour: ink, within: within - 66 });
  write(pen, firstName, 22, 88, { font: "serif", size: size - 1, colour: ink, within: within - 66 });
  pen.restore();
}

/** A strip whose right edge was torn. */
function tear(pen: Pen, width: number, height: number): void {
  const steps = 13;
  pen.beginPath();
  pen.moveTo(0, 0);
  pen.lineTo(width, 0);
  for (let step = 1; step <= steps; step++)
    pen.lineTo(width + (step % 2 === 0 ? 0 : 9) - (step % 3) * 4, (height * step) / steps);
  pen.lineTo(2, height);
  pen.closePath();
}

/** The picture as a hand takes it that does not hold still. */
export function drawBlurred(pen: Pen, sharp: Sheet, scale: number): void {
  const { width, height } = passportSize;
  const moved = sharp.getContext("2d");
  moved.globalAlpha = 0.45;
  moved.drawImage(sharp, 13, -6, width, height);
  // Nothing is outside of the picture, and that would show at its edges: it is drawn larger than it is.
  const bleed = 24;
  // A filter knows nothing of the pen's scale.
  pen.filter = `blur(${8 * scale}px)`;
  pen.drawImage(sharp, -bleed, -bleed, width + bleed * 2, height + bleed * 2);
  pen.filter = "none";
}
