import type { Pen } from "../studio.ts";
import { fill, onBothSides, stroke } from "./shapes.ts";
import type { Garment, Traits } from "./traits.ts";

const shadow = "rgba(0, 0, 0, 0.22)";
const gleam = "rgba(255, 255, 255, 0.16)";

/** Neck, shoulders and what they wear, below a face around (0, 0). */
export function drawBody(pen: Pen, { skin, garment, cloth }: Traits): void {
  fill(
    pen,
    skin.base,
    [-50, 80],
    [
      [50, 80],
      [52, 130, 56, 172, 84, 196],
      [0, 240, 0, 240, -84, 196],
      [-56, 172, -52, 130, -50, 80],
    ],
  );
  // The chin throws its shadow on the neck.
  fill(
    pen,
    skin.shade,
    [-49, 92],
    [
      [49, 92],
      [51, 120, 52, 140, 54, 152],
      [30, 172, -26, 172, -53, 156],
      [-52, 140, -51, 120, -49, 92],
    ],
  );
  const cut = pen.createLinearGradient(0, 170, 0, 360);
  cut.addColorStop(0, cloth);
  cut.addColorStop(1, darker(cloth));
  fill(
    pen,
    cut,
    [-66, 178],
    [
      [-40, 226, 40, 226, 66, 178],
      [110, 200, 196, 206, 226, 270],
      [244, 312, 250, 360, 252, 420],
      [-252, 420],
      [-250, 360, -244, 312, -226, 270],
      [-196, 206, -110, 200, -66, 178],
    ],
  );
  onBothSides(pen, () => stroke(pen, { colour: shadow, width: 4 }, [158, 300], [[168, 340, 170, 380, 170, 420]]));
  collars[garment](pen, cloth);
}

const collars: Readonly<Record<Garment, (pen: Pen, cloth: string) => void>> = {
  crew: (pen) => {
    stroke(pen, { colour: gleam, width: 9 }, [-68, 182], [[-42, 234, 42, 234, 68, 182]]);
    stroke(pen, { colour: shadow, width: 2.5 }, [-74, 184], [[-46, 244, 46, 244, 74, 184]]);
  },
  shirt: (pen, cloth) => {
    onBothSides(pen, () =>
      fill(
        pen,
        "#f3f4f6",
        [60, 168],
        [
          [34, 206, 14, 222, 0, 228],
          [36, 268],
          [70, 240, 84, 214, 86, 188],
        ],
      ),
    );
    onBothSides(pen, () =>
      stroke(
        pen,
        { colour: shadow, width: 2 },
        [0, 228],
        [
          [36, 268],
          [70, 240, 84, 214, 86, 188],
        ],
      ),
    );
    stroke(pen, { colour: darker(cloth), width: 3 }, [0, 232], [[0, 420]]);
  },
  turtleneck: (pen, cloth) => {
    fill(
      pen,
      cloth,
      [-62, 146],
      [
        [-30, 166, 30, 166, 62, 146],
        [66, 170, 70, 186, 80, 200],
        [30, 232, -30, 232, -80, 200],
        [-70, 186, -66, 170, -62, 146],
      ],
    );
    stroke(pen, { colour: shadow, width: 3 }, [-76, 200], [[-30, 230, 30, 230, 76, 200]]);
    stroke(pen, { colour: gleam, width: 3 }, [-61, 150], [[-30, 169, 30, 169, 61, 150]]);
  },
  jacket: (pen, cloth) => {
    fill(
      pen,
      "#eceff2",
      [-66, 180],
      [
        [-36, 230, 36, 230, 66, 180],
        [40, 270],
        [0, 420],
        [-40, 270],
      ],
    );
    onBothSides(pen, () =>
      fill(
        pen,
        darker(cloth),
        [64, 176],
        [
          [50, 220, 24, 250, 4, 420],
          [60, 420],
          [96, 330],
          [78, 318],
          [104, 300],
          [104, 240, 92, 206, 84, 190],
        ],
      ),
    );
    onBothSides(pen, () => stroke(pen, { colour: gleam, width: 2 }, [64, 178], [[50, 222, 26, 252, 8, 400]]));
  },
};

/** Two thirds as bright. */
function darker(colour: string): string {
  const parts = [1, 3, 5].map((at) => Math.round(Number.parseInt(colour.slice(at, at + 2), 16) * 0.66));
  return `rgb(${parts.join(", ")})`;
}
