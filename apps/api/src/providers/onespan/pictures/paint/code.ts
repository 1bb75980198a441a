import { randomFrom } from "../random.ts";
import type { Pen } from "../studio.ts";
import type { Area } from "./guilloche.ts";

/** Something that looks like a stacked bar code and holds nothing. */
export function drawCode(pen: Pen, text: string, { x, y, width, height }: Area): void {
  const random = randomFrom(`code ${text}`);
  const [cell, rows] = [4, 16];
  const columns = Math.floor(width / cell);
  pen.fillStyle = "#f8f9fa";
  pen.fillRect(x - 10, y - 10, width + 20, height + 20);
  pen.fillStyle = "#1c2024";
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const isEdge = column < 3 || column >= columns - 3;
      const isBar = isEdge ? column !== 2 && column !== columns - 3 : random() < 0.5;
      if (isBar) pen.fillRect(x + column * cell, y + (row * height) / rows, cell, height / rows);
    }
}
