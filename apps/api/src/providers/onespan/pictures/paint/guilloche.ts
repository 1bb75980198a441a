import type { Pen } from "../studio.ts";

/** The lines run from the first colour into the second and back. */
export interface Lines {
  readonly colours: readonly [string, string];
  readonly alpha: number;
}

export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

type Point = readonly [number, number];

/** Lines that swing through each other, all over an area. */
export function drawWaves(pen: Pen, { x, y, width, height }: Area, lines: Lines): void {
  const count = Math.round(height / 17);
  strokeLines(pen, lines, [x, y, x + width, y + height], () => {
    for (let line = 0; line < count * 2; line++) {
      const [row, turn] = [Math.floor(line / 2), line % 2 === 0 ? 1 : -1];
      const middle = y + ((row + 0.5) / count) * height;
      follow(pen, width / 14, (step) => {
        const along = step * width;
        return [
          x + along,
          middle + turn * Math.sin(along / 58 + row * 0.33) * 13 + Math.sin(along / 190 + row * 0.12) * 16,
        ];
      });
    }
  });
}

/** Rings that are woven of curves, each turned a little against the one before. */
export function drawRosette(pen: Pen, { x, y, radius }: { x: number; y: number; radius: number }, lines: Lines): void {
  strokeLines(pen, lines, [x - radius, y - radius, x + radius, y + radius], () => {
    for (const { from, to, petals, curves } of rings)
      for (let curve = 0; curve < curves; curve++)
        follow(pen, petals * 16, (step) => {
          const angle = step * Math.PI * 2;
          const swing = 0.5 + 0.5 * Math.cos(angle * petals + (curve / curves) * Math.PI * 2);
          const reach = radius * (from + (to - from) * swing);
          return [x + Math.cos(angle) * reach, y + Math.sin(angle) * reach];
        });
  });
}

const rings = [
  { from: 0.62, to: 1, petals: 16, curves: 6 },
  { from: 0.34, to: 0.7, petals: 12, curves: 5 },
  { from: 0.06, to: 0.4, petals: 8, curves: 4 },
];

/** Moves from 0 to 1 in so many steps. */
function follow(pen: Pen, steps: number, point: (step: number) => Point): void {
  const count = Math.ceil(steps);
  pen.moveTo(...point(0));
  for (let step = 1; step <= count; step++) pen.lineTo(...point(step / count));
}

function strokeLines(
  pen: Pen,
  { colours, alpha }: Lines,
  [x1, y1, x2, y2]: readonly [number, number, number, number],
  draw: () => void,
): void {
  const gradient = pen.createLinearGradient(x1, y1, x2, y2);
  [colours[0], colours[1], colours[0]].forEach((colour, index) => {
    gradient.addColorStop(index / 2, colour);
  });
  pen.save();
  pen.strokeStyle = gradient;
  pen.lineWidth = 0.9;
  pen.globalAlpha = alpha;
  pen.beginPath();
  draw();
  pen.stroke();
  pen.restore();
}
