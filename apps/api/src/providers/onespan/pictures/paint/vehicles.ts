import { fill, oval, type Segment, stroke } from "../face/shapes.ts";
import type { Pen } from "../studio.ts";

interface Shape {
  /** From (0, 0) at the left on the ground, y grows downwards. */
  readonly body: readonly (readonly [readonly [number, number], readonly Segment[]])[];
  /** Left, top, width and height. */
  readonly panes: readonly (readonly [number, number, number, number])[];
  readonly wheels: readonly number[];
  readonly wheel: number;
}

const car: Shape = {
  body: [
    [
      [0, -8],
      [
        [0, -20],
        [12, -22],
        [24, -36],
        [54, -36],
        [66, -22],
        [80, -18],
        [80, -8],
      ],
    ],
  ],
  panes: [
    [25, -33, 13, 9],
    [41, -33, 12, 9],
  ],
  wheels: [18, 62],
  wheel: 8,
};
const lorry: Shape = {
  body: [
    [
      [0, -8],
      [
        [0, -40],
        [56, -40],
        [56, -8],
      ],
    ],
    [
      [59, -8],
      [
        [59, -32],
        [74, -32],
        [82, -20],
        [82, -8],
      ],
    ],
  ],
  panes: [[62, -29, 10, 9]],
  wheels: [14, 32, 70],
  wheel: 8,
};
const bike: Shape = {
  body: [
    [
      [14, -14],
      [
        [28, -28],
        [46, -26],
        [54, -34],
        [58, -32],
        [66, -12],
        [60, -12],
        [52, -22],
        [40, -10],
        [24, -10],
      ],
    ],
  ],
  panes: [],
  wheels: [14, 64],
  wheel: 10,
};
const bus: Shape = {
  body: [
    [
      [0, -8],
      [
        [0, -36],
        [4, -40],
        [78, -40],
        [82, -36],
        [82, -8],
      ],
    ],
  ],
  panes: [6, 21, 36, 51, 66].map((x) => [x, -34, 12, 11] as const),
  wheels: [18, 64],
  wheel: 8,
};
const trailer: Shape = {
  body: [
    [
      [0, -8],
      [
        [0, -18],
        [8, -20],
        [16, -30],
        [34, -30],
        [42, -20],
        [50, -16],
        [50, -8],
      ],
    ],
    [
      [50, -12],
      [
        [58, -12],
        [58, -10],
        [50, -10],
      ],
    ],
    [
      [58, -8],
      [
        [58, -22],
        [84, -22],
        [84, -8],
      ],
    ],
  ],
  panes: [
    [17, -27, 7, 7],
    [26, -27, 7, 7],
  ],
  wheels: [11, 38, 71],
  wheel: 6,
};

/** The rows of a licence's back. */
export const vehicles = [
  { category: "AM", shape: bike, isAllowed: true },
  { category: "A1", shape: bike, isAllowed: true },
  { category: "B", shape: car, isAllowed: true },
  { category: "BE", shape: trailer, isAllowed: false },
  { category: "C", shape: lorry, isAllowed: false },
  { category: "D", shape: bus, isAllowed: false },
] as const;

const glass = "#fbf3f6";

export function drawVehicle(
  pen: Pen,
  { body, panes, wheels, wheel }: Shape,
  x: number,
  y: number,
  colour: string,
): void {
  pen.save();
  pen.translate(x, y);
  for (const [from, segments] of body) fill(pen, colour, from, segments);
  pen.fillStyle = glass;
  for (const pane of panes) pen.fillRect(...pane);
  for (const at of wheels) {
    oval(pen, glass, at, -wheel, wheel + 2);
    oval(pen, colour, at, -wheel, wheel);
    oval(pen, glass, at, -wheel, wheel * 0.4);
  }
  stroke(pen, { colour, width: 1 }, [-4, 0], [[88, 0]]);
  pen.restore();
}
