import type { Pen } from "../studio.ts";
import type { Palette } from "./palette.ts";
import { write } from "./text.ts";

export interface Field {
  readonly label: string;
  readonly value: string;
  readonly x: number;
  /** Of the label; the value is below it. */
  readonly y: number;
  readonly within: number;
  readonly size?: number;
}

export function drawFields(pen: Pen, { ink, label: colour }: Palette, fields: readonly Field[]): void {
  for (const { label, value, x, y, within, size = 24 } of fields) {
    write(pen, label, x, y, { font: "narrow", size: 14, colour, within });
    write(pen, value, x, y + size + 5, { font: "bold", size, colour: ink, within });
  }
}

const months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

/** `yyyy-mm-dd` as documents tell it: 04 JUN 1990. */
export function printedDay(day: string): string {
  const [year, month, date] = day.split("-");
  return `${date} ${months[Number(month) - 1]} ${year}`;
}
