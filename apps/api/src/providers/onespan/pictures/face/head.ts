import type { Pen } from "../studio.ts";
import { fill, onBothSides, oval, type Segment, stroke, trace } from "./shapes.ts";
import type { Traits } from "./traits.ts";

/** The head with ears, beard and face; the eyes are at the height 0, left and right of (0, 0). */
export function drawHead(pen: Pen, traits: Traits): void {
  const { cheek, skin } = traits;
  onBothSides(pen, () => {
    oval(pen, skin.base, cheek + 2, 14, 15, 26);
    stroke(pen, { colour: skin.shade, width: 3 }, [cheek + 4, 0], [[cheek + 13, 2, cheek + 11, 22, cheek + 5, 26]]);
  });
  trace(pen, ...outline(traits));
  pen.fillStyle = skinOf(pen, traits);
  pen.fill();
  pen.save();
  pen.clip();
  shade(pen, traits);
  if (traits.hasBeard) drawBeard(pen, traits);
  pen.restore();
  drawNose(pen, traits);
  drawMouth(pen, traits);
}

function outline({ cheek: w, jaw }: Traits): [readonly [number, number], readonly Segment[]] {
  return [
    [-w, -15],
    [
      [-w, -100, -58, -138, 0, -138],
      [58, -138, w, -100, w, -15],
      [w, 42, jaw + 14, 84, jaw - 8, 110],
      [42, 138, 20, 148, 0, 148],
      [-20, 148, -42, 138, -jaw + 8, 110],
      [-jaw - 14, 84, -w, 42, -w, -15],
    ],
  ];
}

function skinOf(pen: Pen, { skin, cheek }: Traits): CanvasGradient {
  const gradient = pen.createRadialGradient(-20, -30, 30, 0, 10, cheek * 1.75);
  gradient.addColorStop(0, skin.light);
  gradient.addColorStop(0.55, skin.base);
  gradient.addColorStop(1, skin.shade);
  return gradient;
}

function shade(pen: Pen, { skin, cheek: w }: Traits): void {
  const blush = pen.createRadialGradient(54, 54, 2, 54, 54, 36);
  blush.addColorStop(0, `${skin.lip}55`);
  blush.addColorStop(1, `${skin.lip}00`);
  onBothSides(pen, () => oval(pen, blush, 54, 54, 36));
  pen.globalAlpha = 0.35;
  fill(
    pen,
    skin.shade,
    [w + 4, -60],
    [
      [w - 26, 0, w - 20, 70, 44, 132],
      [w + 30, 130],
    ],
  );
  pen.globalAlpha = 1;
}

function drawBeard(pen: Pen, { hair, cheek: w, jaw }: Traits): void {
  pen.globalAlpha = 0.88;
  fill(
    pen,
    hair,
    [-w - 4, 14],
    [
      [-w + 18, 60, -jaw + 14, 72, -34, 70],
      [-20, 62, 20, 62, 34, 70],
      [jaw - 14, 72, w - 18, 60, w + 4, 14],
      [w + 10, 160],
      [-w - 10, 160],
    ],
  );
  pen.globalAlpha = 1;
}

function drawNose(pen: Pen, { skin, noseLength: y }: Traits): void {
  const line = { colour: skin.shade, width: 4 };
  stroke(pen, line, [10, 4], [[12, y - 18, 20, y - 8, 17, y]]);
  stroke(pen, line, [-15, y + 1], [[-10, y + 9, 10, y + 9, 17, y]]);
  pen.globalAlpha = 0.55;
  oval(pen, skin.light, -3, y - 10, 5, 9);
  pen.globalAlpha = 1;
}

function drawMouth(pen: Pen, { skin, mouthWidth: w, smile, hasBeard, noseLength }: Traits): void {
  const y = noseLength + 40;
  if (hasBeard) oval(pen, skin.base, 0, y + 1, w + 4, 11);
  fill(
    pen,
    skin.lip,
    [-w, y - smile],
    [
      [-w + 14, y - 7, -8, y - 11, 0, y - 7],
      [8, y - 11, w - 14, y - 7, w, y - smile],
      [w - 12, y + 13, -w + 12, y + 13, -w, y - smile],
    ],
  );
  stroke(
    pen,
    { colour: "rgba(60, 20, 20, 0.55)", width: 2.4 },
    [-w, y - smile],
    [[-w + 16, y + 2, w - 16, y + 2, w, y - smile]],
  );
  pen.globalAlpha = 0.3;
  oval(pen, "#ffffff", -2, y + 4, w * 0.36, 1.8);
  pen.globalAlpha = 1;
}
