import { oval } from "../face/shapes.ts";
import type { Pen, Sheet } from "../studio.ts";
import { selfieSize } from "./portrait.ts";

const phone = { x: 120, y: 90, width: 480, height: 800, corner: 64, rim: 24 } as const;

/** A phone that shows a selfie, taken with a camera: its frame, the lines of its pixels and a reflection can be seen. */
export function drawScreen(pen: Pen, shown: Sheet): void {
  const { width, height } = selfieSize;
  pen.fillStyle = "#3b3c40";
  pen.fillRect(0, 0, width, height);
  pen.save();
  pen.translate(width / 2, height / 2);
  pen.rotate(-0.045);
  pen.translate(-width / 2, -height / 2);
  drawCase(pen);
  pen.beginPath();
  const { x, y, width: across, height: down, corner, rim } = phone;
  pen.roundRect(x + rim, y + rim, across - rim * 2, down - rim * 2, corner - rim);
  pen.clip();
  // What is taken of a sheet is told in its own pixels.
  const scale = shown.width / width;
  pen.drawImage(shown, 60 * scale, 0, 600 * scale, shown.height, x + rim, y + rim, across - rim * 2, down - rim * 2);
  drawMoire(pen);
  drawReflection(pen);
  oval(pen, "#0b0c0e", x + across / 2, y + rim + 30, 12);
  pen.restore();
}

function drawCase(pen: Pen): void {
  const { x, y, width, height, corner } = phone;
  pen.save();
  pen.shadowColor = "rgba(0, 0, 0, 0.7)";
  pen.shadowBlur = 40;
  pen.shadowOffsetY = 16;
  pen.beginPath();
  pen.roundRect(x, y, width, height, corner);
  pen.fillStyle = "#101215";
  pen.fill();
  pen.restore();
  pen.strokeStyle = "#6a7077";
  pen.lineWidth = 5;
  pen.beginPath();
  pen.roundRect(x + 3, y + 3, width - 6, height - 6, corner - 3);
  pen.stroke();
  pen.fillStyle = "#5a6067";
  pen.fillRect(x + width - 1, y + 200, 7, 90);
  pen.fillRect(x - 6, y + 180, 7, 60);
  pen.fillRect(x - 6, y + 256, 7, 60);
}

/** Two rows of lines that almost agree: where they meet there are bands. */
function drawMoire(pen: Pen): void {
  const { x, y, width, height } = phone;
  pen.fillStyle = "rgba(20, 30, 60, 0.2)";
  for (let line = 0; line < height; line += 6) pen.fillRect(x, y + line, width, 2.4);
  pen.save();
  pen.translate(x + width / 2, y + height / 2);
  pen.rotate(0.03);
  pen.fillStyle = "rgba(230, 240, 255, 0.2)";
  for (let line = -height; line < height; line += 6.3) pen.fillRect(-width, line, width * 2, 2.6);
  pen.restore();
}

function drawReflection(pen: Pen): void {
  const { x, y, width, height } = phone;
  const glare = pen.createLinearGradient(x, y, x + width, y + height);
  glare.addColorStop(0.12, "rgba(255, 255, 255, 0)");
  glare.addColorStop(0.22, "rgba(255, 255, 255, 0.34)");
  glare.addColorStop(0.34, "rgba(255, 255, 255, 0.2)");
  glare.addColorStop(0.36, "rgba(255, 255, 255, 0)");
  pen.fillStyle = glare;
  pen.fillRect(x, y, width, height);
}
