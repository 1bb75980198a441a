import type { Pen } from "../studio.ts";
import { write } from "./text.ts";

const red = "#b3202e";

/** Across the whole picture: whoever sees it must not take it for a document. */
export function overprint(pen: Pen, width: number, height: number): void {
  pen.save();
  pen.translate(width / 2, height * 0.47);
  pen.rotate(-0.36);
  pen.globalAlpha = 0.15;
  write(pen, "SPECIMEN", 0, 52, { font: "bold", size: width * 0.15, colour: red, align: "center", spacing: 10 });
  pen.restore();
}

/** A stamp with its right upper corner here, above all else. */
export function stamp(pen: Pen, right: number, top: number, text: string): void {
  const [width, height] = [text.length * 13.4 + 26, 40];
  pen.beginPath();
  pen.roundRect(right - width, top, width, height, 8);
  pen.fillStyle = "rgba(255, 255, 255, 0.88)";
  pen.fill();
  pen.strokeStyle = red;
  pen.lineWidth = 2.5;
  pen.stroke();
  const style = { font: "bold", size: 17, colour: red, align: "center", spacing: 0.6, within: width - 20 } as const;
  write(pen, text, right - width / 2, top + 26.5, style);
}
