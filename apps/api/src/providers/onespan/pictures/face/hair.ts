import type { Pen } from "../studio.ts";
import { fill, oval, stroke } from "./shapes.ts";
import type { HairStyle, Traits } from "./traits.ts";

type Draw = (pen: Pen, traits: Traits) => void;

/** What of the hair is behind the head. */
export const drawHairBehind: Draw = (pen, traits) => behind[traits.style]?.(pen, traits);

/** What of it is in front of the forehead. */
export const drawHairInFront: Draw = (pen, traits) => inFront[traits.style](pen, traits);

const behind: Partial<Record<HairStyle, Draw>> = {
  bob: (pen, { cheek: w, hair }) =>
    fill(
      pen,
      hair,
      [0, -168],
      [
        [90, -170, w + 36, -100, w + 32, -10],
        [w + 36, 50, w + 34, 90, w + 12, 122],
        [60, 132, -60, 132, -w - 12, 122],
        [-w - 34, 90, -w - 36, 50, -w - 32, -10],
        [-w - 36, -100, -90, -170, 0, -168],
      ],
    ),
  long: (pen, { cheek: w, hair }) =>
    fill(
      pen,
      hair,
      [0, -170],
      [
        [90, -172, w + 34, -100, w + 30, -10],
        [w + 34, 90, w + 52, 160, w + 44, 268],
        [60, 292, -60, 292, -w - 44, 268],
        [-w - 52, 160, -w - 34, 90, -w - 30, -10],
        [-w - 34, -100, -90, -172, 0, -170],
      ],
    ),
  curly: (pen, { cheek: w, hair }) => {
    for (const [x, y, r] of curls(w)) oval(pen, hair, x, y, r);
  },
  bun: (pen, { hair, hairLight }) => {
    oval(pen, hair, 0, -176, 48, 42);
    stroke(pen, { colour: hairLight, width: 3 }, [-26, -186], [[-8, -206, 20, -204, 30, -182]]);
  },
};

/** A ring of curls from ear to ear. */
function curls(w: number): readonly (readonly [number, number, number])[] {
  return Array.from({ length: 13 }, (_, index) => {
    const angle = Math.PI * (0.93 + (index / 12) * 1.14);
    return [Math.cos(angle) * (w + 8), -42 + Math.sin(angle) * 104, 36 - (index % 2) * 5];
  });
}

const inFront: Readonly<Record<HairStyle, Draw>> = {
  short: (pen, { cheek: w, hair, hairLight }) => {
    fill(
      pen,
      hair,
      [-w - 3, 4],
      [
        [-w - 16, -60, -w - 8, -128, -40, -156],
        [0, -172, 70, -166, w - 6, -112],
        [w + 12, -80, w + 8, -36, w + 3, 4],
        [w - 6, -22, w - 8, -50, w - 20, -70],
        [50, -88, 0, -84, -w + 22, -82],
        [-w + 8, -54, -w + 6, -24, -w - 3, 4],
      ],
    );
    stroke(pen, { colour: hairLight, width: 4 }, [-52, -134], [[-20, -152, 30, -154, 62, -128]]);
    stroke(pen, { colour: hairLight, width: 3 }, [-40, -116], [[-14, -130, 24, -132, 50, -114]]);
  },
  parted: (pen, { cheek: w, hair, hairLight }) => {
    fill(
      pen,
      hair,
      [-w - 3, 8],
      [
        [-w - 18, -54, -w - 10, -124, -48, -152],
        [-10, -178, 78, -172, w, -110],
        [w + 14, -76, w + 8, -34, w + 3, 8],
        [w - 6, -18, w - 4, -44, w - 14, -62],
        [40, -66, -20, -76, -44, -112],
        [-58, -88, -w + 8, -50, -w - 3, 8],
      ],
    );
    stroke(pen, { colour: hairLight, width: 4 }, [-38, -130], [[0, -100, 40, -92, 78, -84]]);
    stroke(pen, { colour: hairLight, width: 3 }, [-26, -146], [[14, -126, 54, -122, 84, -106]]);
  },
  bob: (pen, { cheek: w, hair, hairLight }) => {
    fill(
      pen,
      hair,
      [-w - 12, 108],
      [
        [-w - 34, 40, -w - 34, -100, -60, -146],
        [-20, -172, 60, -170, w, -112],
        [w + 30, -70, w + 30, 50, w + 12, 108],
        [w - 2, 60, w + 2, 0, w - 12, -52],
        [40, -46, -40, -46, -w + 12, -52],
        [-w - 2, 0, -w + 2, 60, -w - 12, 108],
      ],
    );
    stroke(pen, { colour: hairLight, width: 4 }, [-64, -118], [[-20, -146, 30, -146, 72, -114]]);
    stroke(pen, { colour: hairLight, width: 3 }, [-w - 10, -40], [[-w - 18, 10, -w - 16, 50, -w - 12, 84]]);
  },
  long: (pen, { cheek: w, hair, hairLight }) => {
    fill(
      pen,
      hair,
      [-w - 14, 150],
      [
        [-w - 34, 40, -w - 34, -104, -56, -150],
        [-14, -176, 62, -172, w, -112],
        [w + 32, -64, w + 34, 60, w + 14, 150],
        [w + 4, 90, w + 6, 10, w - 8, -34],
        [60, -70, 24, -96, 8, -124],
        [-14, -88, -60, -60, -w + 8, -30],
        [-w - 6, 10, -w - 4, 90, -w - 14, 150],
      ],
    );
    stroke(pen, { colour: hairLight, width: 4 }, [20, -140], [[50, -118, 78, -84, 90, -44]]);
    stroke(pen, { colour: hairLight, width: 4 }, [-12, -136], [[-46, -108, -76, -78, -88, -40]]);
  },
  curly: (pen, { cheek: w, hair, hairLight }) => {
    for (let index = 0; index < 7; index++) {
      const x = -w + 16 + (index / 6) * (w - 16) * 2;
      oval(pen, hair, x, -100 - 22 * Math.cos((x / w) * 1.4), 29);
    }
    for (const [x, y] of [
      [-58, -126],
      [-14, -140],
      [34, -134],
      [74, -104],
    ] as const)
      stroke(pen, { colour: hairLight, width: 3 }, [x - 12, y], [[x - 8, y - 14, x + 10, y - 14, x + 13, y + 2]]);
  },
  bun: (pen, { cheek: w, hair, hairLight }) => {
    fill(
      pen,
      hair,
      [-w - 2, 2],
      [
        [-w - 12, -80, -64, -150, 0, -150],
        [64, -150, w + 12, -80, w + 2, 2],
        [w - 8, -40, 60, -92, 0, -96],
        [-60, -92, -w + 8, -40, -w - 2, 2],
      ],
    );
    stroke(pen, { colour: hairLight, width: 3 }, [-70, -84], [[-48, -118, -24, -132, 0, -136]]);
    stroke(pen, { colour: hairLight, width: 3 }, [70, -84], [[48, -118, 24, -132, 0, -136]]);
  },
};
