import type { Pen } from "../studio.ts";
import type { Palette } from "./palette.ts";
import { write } from "./text.ts";

const margin = 18;
const corner = 30;

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** What is drawn lies on a table, with a shadow and round corners, and ends at its edge. */
export function onPaper(pen: Pen, size: Size, { paper }: Palette, draw: () => void): void {
  const { width, height } = size;
  pen.fillStyle = "#c9cdd2";
  pen.fillRect(0, 0, width, height);
  pen.save();
  pen.shadowColor = "rgba(20, 28, 38, 0.45)";
  pen.shadowBlur = 14;
  pen.shadowOffsetY = 4;
  outline(pen, size);
  pen.fillStyle = paper[0];
  pen.fill();
  pen.restore();
  pen.save();
  outline(pen, size);
  pen.clip();
  const ground = pen.createLinearGradient(0, 0, width, height);
  paper.forEach((colour, index) => {
    ground.addColorStop(index / 2, colour);
  });
  pen.fillStyle = ground;
  pen.fillRect(0, 0, width, height);
  draw();
  pen.restore();
}

/** A band at the head with the document's name. */
export function drawHeading(pen: Pen, { width }: Size, { accent }: Palette, title: string): void {
  pen.fillStyle = accent;
  pen.fillRect(0, 0, width, 92);
  write(pen, title, 52, 70, { font: "serif", size: 30, colour: "#f6eedb", spacing: 3, within: 330 });
  write(pen, "Understudy sandbox", 408, 69, { font: "narrow", size: 19, colour: "#ffffff", within: 190 });
}

function outline(pen: Pen, { width, height }: Size): void {
  pen.beginPath();
  pen.roundRect(margin, margin, width - margin * 2, height - margin * 2, corner);
}
