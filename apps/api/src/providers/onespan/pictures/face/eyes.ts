import type { Pen } from "../studio.ts";
import { fill, onBothSides, oval, stroke, trace } from "./shapes.ts";
import type { Traits } from "./traits.ts";

export function drawEyes(pen: Pen, traits: Traits): void {
  const { eyeGap: x, skin, hair, browTilt: tilt } = traits;
  onBothSides(pen, (side) => {
    pen.globalAlpha = 0.4;
    oval(pen, skin.shade, x, -3, 26, 16);
    pen.globalAlpha = 1;
    drawEye(pen, traits, side);
    fill(
      pen,
      hair,
      [x - 24, -24 + tilt],
      [
        [x - 8, -38, x + 14, -38, x + 27, -24 - tilt],
        [x + 12, -31, x - 8, -30, x - 23, -17 + tilt],
      ],
    );
  });
  if (traits.hasGlasses) drawGlasses(pen, x);
}

function drawEye(pen: Pen, { eyeGap: x, iris, skin }: Traits, side: 1 | -1): void {
  pen.save();
  trace(
    pen,
    [x - 20, 2],
    [
      [x - 10, -12, x + 10, -13, x + 20, -1],
      [x + 10, 11, x - 10, 11, x - 20, 2],
    ],
  );
  pen.closePath();
  pen.fillStyle = "#fbfaf7";
  pen.fill();
  pen.clip();
  oval(pen, iris, x, -1, 10.5);
  oval(pen, "#14100e", x, -1, 5);
  // Light comes from one side, in both eyes.
  oval(pen, "rgba(255, 255, 255, 0.9)", x - 3.5 * side, -5, 2.8);
  fill(
    pen,
    "rgba(0, 0, 0, 0.18)",
    [x - 22, -14],
    [
      [x + 22, -14],
      [x + 22, -4],
      [x + 8, -9, x - 8, -9, x - 22, 0],
    ],
  );
  pen.restore();
  stroke(pen, { colour: "#2a1c17", width: 3.2 }, [x - 20, 2], [[x - 10, -12, x + 10, -13, x + 21, -1]]);
  stroke(pen, { colour: skin.shade, width: 2 }, [x - 16, 8], [[x - 8, 13, x + 8, 13, x + 17, 6]]);
  stroke(pen, { colour: skin.shade, width: 2 }, [x - 19, -9], [[x - 8, -19, x + 10, -19, x + 20, -9]]);
}

function drawGlasses(pen: Pen, x: number): void {
  const frame = { colour: "#26272c", width: 4 };
  onBothSides(pen, () => {
    pen.beginPath();
    pen.roundRect(x - 31, -23, 62, 48, 18);
    pen.fillStyle = "rgba(225, 238, 248, 0.16)";
    pen.fill();
    pen.strokeStyle = frame.colour;
    pen.lineWidth = frame.width;
    pen.stroke();
    stroke(pen, frame, [x + 31, -8], [[x + 56, -12]]);
  });
  stroke(pen, frame, [-x + 31, -6], [[-4, -12, 4, -12, x - 31, -6]]);
}
