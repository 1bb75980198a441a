import { drawPortrait, type Pose } from "../face/portrait.ts";
import { oval } from "../face/shapes.ts";
import type { Traits } from "../face/traits.ts";
import { pick, randomFrom } from "../random.ts";
import type { Pen } from "../studio.ts";

export const selfieSize = { width: 720, height: 960 } as const;

const walls: readonly [readonly [string, string], ...(readonly [string, string])[]] = [
  ["#dfe5e1", "#a9b8b4"],
  ["#e9e1d6", "#c2b09c"],
  ["#dde3ec", "#a8b4c6"],
];

/** A person at home in front of a wall; the light comes from a window on the left. */
export function drawSelfie(pen: Pen, traits: Traits): void {
  drawWall(pen, traits);
  const random = randomFrom(`pose ${traits.cheek}`);
  const pose: Pose = { x: 352 + random() * 24, y: 430, scale: 1.42, tilt: (random() - 0.5) * 0.1 };
  pen.save();
  pen.shadowColor = "rgba(30, 30, 40, 0.25)";
  pen.shadowBlur = 30;
  pen.shadowOffsetX = 18;
  drawBackdropOf(pen, pose);
  pen.restore();
  drawPortrait(pen, traits, pose);
  drawLight(pen);
}

/** Something for the shadow of the person to fall from; the person covers it. */
function drawBackdropOf(pen: Pen, { x, y, scale }: Pose): void {
  oval(pen, "rgba(60, 60, 70, 0.5)", x, y - 10 * scale, 92 * scale, 130 * scale);
  oval(pen, "rgba(60, 60, 70, 0.5)", x, y + 330 * scale, 220 * scale, 120 * scale);
}

function drawWall(pen: Pen, traits: Traits): void {
  const { width, height } = selfieSize;
  const [light, dark] = pick(randomFrom(`wall ${traits.jaw}`), walls);
  const ground = pen.createLinearGradient(0, 0, width, height * 0.8);
  ground.addColorStop(0, light);
  ground.addColorStop(1, dark);
  pen.fillStyle = ground;
  pen.fillRect(0, 0, width, height);
  // A shelf, out of focus.
  pen.fillStyle = "rgba(70, 60, 55, 0.28)";
  pen.fillRect(500, 190, 260, 16);
  for (const [x, bookHeight, colour] of books) {
    pen.fillStyle = colour;
    pen.fillRect(x, 190 - bookHeight, 26, bookHeight);
  }
}

const books = [
  [560, 110, "rgba(110, 60, 60, 0.42)"],
  [590, 126, "rgba(60, 80, 110, 0.42)"],
  [620, 98, "rgba(80, 110, 80, 0.42)"],
  [650, 118, "rgba(130, 110, 60, 0.42)"],
  [680, 104, "rgba(70, 70, 90, 0.42)"],
] as const;

function drawLight(pen: Pen): void {
  const { width, height } = selfieSize;
  const light = pen.createLinearGradient(0, 0, width, 0);
  light.addColorStop(0, "rgba(255, 246, 224, 0.26)");
  light.addColorStop(0.5, "rgba(255, 246, 224, 0)");
  light.addColorStop(1, "rgba(20, 24, 40, 0.14)");
  pen.fillStyle = light;
  pen.fillRect(0, 0, width, height);
}
