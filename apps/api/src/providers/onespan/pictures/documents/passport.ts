import { passportZone } from "../mrz/zone.ts";
import { drawFields, printedDay } from "../paint/field.ts";
import { drawRosette, drawWaves } from "../paint/guilloche.ts";
import { overprint } from "../paint/label.ts";
import { palettes } from "../paint/palette.ts";
import { drawHeading, onPaper } from "../paint/paper.ts";
import { drawGhost, drawPhoto } from "../paint/photo.ts";
import { write } from "../paint/text.ts";
import { drawZone } from "../paint/zone.ts";
import type { Pen } from "../studio.ts";
import type { Print } from "./print.ts";

const palette = palettes.passport;
export const passportSize = { width: 1000, height: 700 } as const;

/** Where the names stand. */
export const passportNames = { x: 346, within: 586, size: 28, lastName: 196, firstName: 262 } as const;

/** The page with the data. */
export function drawPassport(pen: Pen, print: Print): void {
  const { width, height } = passportSize;
  onPaper(pen, passportSize, palette, () => {
    drawWaves(pen, { x: 0, y: 92, width, height: 484 }, { colours: palette.lines, alpha: 0.26 });
    drawRosette(pen, { x: 650, y: 330, radius: 200 }, { colours: palette.lines, alpha: 0.42 });
    overprint(pen, width, height);
    drawHeading(pen, passportSize, palette, "PASSPORT");
    drawPhoto(pen, print.traits, { x: 52, y: 128, width: 264, height: 340 });
    drawGhost(pen, print.traits, palette.paper[2], { x: 826, y: 400, width: 116, height: 140 });
    drawData(pen, print);
    const name = `${print.firstName} ${print.lastName}`;
    write(pen, name, 60, 526, { font: "script", size: 24, colour: "#22345e", within: 250 });
    drawZone(pen, passportZone(print.data), passportSize);
  });
}

function drawData(pen: Pen, { data, firstName, lastName, issued }: Print): void {
  const { x, within, size } = passportNames;
  drawFields(pen, palette, [
    { label: "Type", value: "P", x, y: 134, within: 60 },
    { label: "Code", value: data.issuingCountry, x: 440, y: 134, within: 100 },
    { label: "Passport no.", value: data.number, x: 640, y: 134, within: 290 },
    { label: "1  Surname", value: lastName, x, y: passportNames.lastName, within, size },
    { label: "2  Given names", value: firstName, x, y: passportNames.firstName, within, size },
    { label: "3  Nationality", value: data.issuingCountry, x, y: 328, within: 270 },
    { label: "4  Date of birth", value: printedDay(data.dateOfBirth), x: 640, y: 328, within: 290 },
    { label: "5  Sex", value: "X", x, y: 390, within: 120 },
    { label: "6  Authority", value: "SANDBOX", x: 640, y: 390, within: 170 },
    { label: "7  Date of issue", value: printedDay(issued), x, y: 452, within: 270 },
    { label: "8  Date of expiry", value: printedDay(data.dateOfExpiry), x: 640, y: 452, within: 180 },
  ]);
}
