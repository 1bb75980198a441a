import { drawPortrait } from "../face/portrait.ts";
import type { Traits } from "../face/traits.ts";
import type { Pen } from "../studio.ts";
import type { Area } from "./guilloche.ts";

/** The holder's picture in a frame. */
export function drawPhoto(pen: Pen, traits: Traits, { x, y, width, height }: Area): void {
  pen.save();
  pen.beginPath();
  pen.roundRect(x, y, width, height, 10);
  pen.clip();
  const ground = pen.createLinearGradient(x, y, x, y + height);
  ground.addColorStop(0, "#e7ebee");
  ground.addColorStop(1, "#c8d0d6");
  pen.fillStyle = ground;
  pen.fillRect(x, y, width, height);
  drawPortrait(pen, traits, { x: x + width / 2, y: y + height * 0.5, scale: height / 500 });
  pen.restore();
  pen.strokeStyle = "rgba(30, 40, 50, 0.35)";
  pen.lineWidth = 1.5;
  pen.beginPath();
  pen.roundRect(x, y, width, height, 10);
  pen.stroke();
}

/** The holder's picture once more, small, grey and faint, as a guard against another photo. */
export function drawGhost(pen: Pen, traits: Traits, paper: string, { x, y, width, height }: Area): void {
  pen.save();
  pen.beginPath();
  pen.ellipse(x + width / 2, y + height / 2, width / 2, height / 2, 0, 0, Math.PI * 2);
  pen.clip();
  const fill = (colour: string) => {
    pen.fillStyle = colour;
    pen.fillRect(x, y, width, height);
  };
  fill(paper);
  drawPortrait(pen, traits, { x: x + width / 2, y: y + height * 0.5, scale: height / 500 });
  pen.globalCompositeOperation = "saturation";
  fill("#808080");
  pen.globalCompositeOperation = "source-over";
  pen.globalAlpha = 0.6;
  fill(paper);
  pen.restore();
  pen.beginPath();
  pen.ellipse(x + width / 2, y + height / 2, width / 2, height / 2, 0, 0, Math.PI * 2);
  pen.strokeStyle = "rgba(60, 70, 90, 0.22)";
  pen.lineWidth = 1.5;
  pen.stroke();
}
