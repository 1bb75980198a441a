import { fill, oval, stroke } from "../face/shapes.ts";
import type { Pen } from "../studio.ts";
import { selfieSize } from "./portrait.ts";

const { width, height } = selfieSize;
const floor = 690;

/** A room in which nobody is. */
export function drawRoom(pen: Pen): void {
  box(pen, "#dcd8cd", 0, 0, width, floor);
  box(pen, "#b08d6a", 0, floor, width, height - floor);
  for (let line = 0; line < 5; line++) box(pen, "rgba(90, 62, 40, 0.35)", 0, floor + 30 + line * line * 14, width, 3);
  box(pen, "#f2efe8", 0, floor - 22, width, 22);
  drawWindow(pen);
  drawPicture(pen);
  drawLamp(pen);
  drawSofa(pen);
  drawPlant(pen);
}

function box(pen: Pen, colour: string, x: number, y: number, across: number, down: number, corner = 0): void {
  pen.beginPath();
  pen.roundRect(x, y, across, down, corner);
  pen.fillStyle = colour;
  pen.fill();
}

function drawWindow(pen: Pen): void {
  box(pen, "#f6f4ee", 70, 110, 260, 340, 6);
  const sky = pen.createLinearGradient(0, 120, 0, 440);
  sky.addColorStop(0, "#a9c8e4");
  sky.addColorStop(1, "#e3eef4");
  pen.fillStyle = sky;
  pen.fillRect(86, 126, 228, 308);
  oval(pen, "rgba(255, 255, 255, 0.8)", 160, 210, 44, 16);
  oval(pen, "rgba(255, 255, 255, 0.8)", 190, 222, 52, 14);
  fill(
    pen,
    "#8fae8a",
    [86, 400],
    [
      [140, 350, 210, 430, 314, 372],
      [314, 434],
      [86, 434],
    ],
  );
  box(pen, "#f6f4ee", 194, 126, 12, 308);
  box(pen, "#f6f4ee", 86, 270, 228, 12);
  for (const [x, turn] of [
    [40, 1],
    [360, -1],
  ] as const)
    fill(
      pen,
      "#9c4f45",
      [x, 84],
      [
        [x + 70 * turn, 84],
        [x + 66 * turn, 260, x + 50 * turn, 420, x + 22 * turn, 600],
        [x - 10 * turn, 600],
      ],
    );
  box(pen, "#6d5138", 20, 76, 360, 12, 6);
}

function drawPicture(pen: Pen): void {
  box(pen, "#5b4636", 446, 150, 210, 160, 4);
  box(pen, "#f4efe2", 458, 162, 186, 136);
  fill(
    pen,
    "#7f9bb0",
    [470, 286],
    [
      [530, 200],
      [566, 250],
      [592, 222],
      [634, 286],
    ],
  );
  oval(pen, "#e2b354", 612, 194, 15);
}

function drawLamp(pen: Pen): void {
  const glow = pen.createRadialGradient(640, 420, 20, 640, 420, 170);
  glow.addColorStop(0, "rgba(255, 226, 160, 0.6)");
  glow.addColorStop(1, "rgba(255, 226, 160, 0)");
  oval(pen, glow, 640, 420, 170);
  stroke(pen, { colour: "#4a423c", width: 7 }, [640, 440], [[640, 730]]);
  oval(pen, "#4a423c", 640, 734, 50, 10);
  fill(
    pen,
    "#f0dfb8",
    [606, 372],
    [
      [674, 372],
      [704, 452],
      [576, 452],
    ],
  );
}

function drawSofa(pen: Pen): void {
  oval(pen, "rgba(40, 28, 20, 0.3)", 330, 806, 270, 20);
  box(pen, "#41616c", 90, 520, 480, 200, 40);
  box(pen, "#4c6f7b", 120, 640, 206, 100, 22);
  box(pen, "#4c6f7b", 334, 640, 206, 100, 22);
  box(pen, "#385560", 76, 720, 508, 70, 18);
  box(pen, "#466874", 56, 600, 76, 190, 34);
  box(pen, "#466874", 528, 600, 76, 190, 34);
  for (const x of [100, 546]) box(pen, "#3a2c22", x, 788, 16, 24, 4);
  pen.save();
  pen.translate(200, 610);
  pen.rotate(-0.2);
  box(pen, "#d8a24a", -52, -46, 104, 92, 18);
  pen.restore();
}

function drawPlant(pen: Pen): void {
  for (const [toX, toY] of [
    [-96, -150],
    [-50, -220],
    [0, -250],
    [54, -214],
    [92, -140],
  ] as const)
    fill(
      pen,
      toX % 4 === 0 ? "#4d7a52" : "#5c8c60",
      [660, 830],
      [
        [660 + toX * 0.2 - 30, 830 + toY * 0.5, 660 + toX - 10, 830 + toY + 30, 660 + toX, 830 + toY],
        [660 + toX + 24, 830 + toY + 40, 660 + toX * 0.3 + 30, 830 + toY * 0.4, 660, 830],
      ],
    );
  fill(
    pen,
    "#c06a45",
    [612, 820],
    [
      [708, 820],
      [694, 920],
      [626, 920],
    ],
  );
  box(pen, "#ad5c3a", 604, 806, 112, 24, 6);
}
