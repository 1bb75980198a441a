import type { Pen } from "../studio.ts";

/** Two or six numbers: a line's end, or a curve's two handles and its end. */
export type Segment = readonly number[];

export function trace(pen: Pen, [x, y]: readonly [number, number], segments: readonly Segment[]): void {
  pen.beginPath();
  pen.moveTo(x, y);
  for (const [a = 0, b = 0, c, d = 0, e = 0, f = 0] of segments)
    if (c === undefined) pen.lineTo(a, b);
    else pen.bezierCurveTo(a, b, c, d, e, f);
}

/** Fills a shape that is closed by its last point. */
export function fill(
  pen: Pen,
  colour: Pen["fillStyle"],
  from: readonly [number, number],
  segments: readonly Segment[],
) {
  trace(pen, from, segments);
  pen.closePath();
  pen.fillStyle = colour;
  pen.fill();
}

export function stroke(
  pen: Pen,
  { colour, width }: { readonly colour: string; readonly width: number },
  from: readonly [number, number],
  segments: readonly Segment[],
): void {
  trace(pen, from, segments);
  pen.strokeStyle = colour;
  pen.lineWidth = width;
  pen.lineCap = "round";
  pen.stroke();
}

export function oval(pen: Pen, colour: Pen["fillStyle"], x: number, y: number, width: number, height = width): void {
  pen.beginPath();
  pen.ellipse(x, y, width, height, 0, 0, Math.PI * 2);
  pen.fillStyle = colour;
  pen.fill();
}

/** Draws something as it is, and once more as a mirror shows it. */
export function onBothSides(pen: Pen, draw: (side: 1 | -1) => void): void {
  for (const side of [1, -1] as const) {
    pen.save();
    pen.scale(side, 1);
    draw(side);
    pen.restore();
  }
}
