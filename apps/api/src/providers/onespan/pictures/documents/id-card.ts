import { cardZone } from "../mrz/zone.ts";
import { drawCode } from "../paint/code.ts";
import { drawFields, printedDay } from "../paint/field.ts";
import { drawRosette, drawWaves } from "../paint/guilloche.ts";
import { overprint } from "../paint/label.ts";
import { palettes } from "../paint/palette.ts";
import { drawHeading, onPaper } from "../paint/paper.ts";
import { drawGhost, drawPhoto } from "../paint/photo.ts";
import { write } from "../paint/text.ts";
import { drawZone } from "../paint/zone.ts";
import type { Pen } from "../studio.ts";
import { cardSize } from "./card.ts";
import type { Print } from "./print.ts";

const palette = palettes.idCard;
const { width, height } = cardSize;

export function drawIdCardFront(pen: Pen, { data, firstName, lastName, traits }: Print): void {
  onPaper(pen, cardSize, palette, () => {
    drawWaves(pen, { x: 0, y: 92, width, height: height - 92 }, { colours: palette.lines, alpha: 0.28 });
    drawRosette(pen, { x: 720, y: 350, radius: 220 }, { colours: palette.lines, alpha: 0.4 });
    overprint(pen, width, height);
    drawHeading(pen, cardSize, palette, "IDENTITY CARD");
    drawPhoto(pen, traits, { x: 52, y: 126, width: 280, height: 360 });
    drawGhost(pen, traits, palette.paper[1], { x: 816, y: 420, width: 126, height: 154 });
    drawFields(pen, palette, [
      { label: "Surname", value: lastName, x: 366, y: 142, within: 566, size: 30 },
      { label: "Given names", value: firstName, x: 366, y: 216, within: 566, size: 30 },
      { label: "Sex", value: "X", x: 366, y: 290, within: 60 },
      { label: "Nationality", value: data.issuingCountry, x: 470, y: 290, within: 130 },
      { label: "Date of birth", value: printedDay(data.dateOfBirth), x: 640, y: 290, within: 290 },
      { label: "Card no.", value: data.number, x: 366, y: 360, within: 250 },
      { label: "Date of expiry", value: printedDay(data.dateOfExpiry), x: 640, y: 360, within: 290 },
      { label: "Signature", value: "", x: 366, y: 462, within: 200 },
    ]);
    write(pen, `${firstName} ${lastName}`, 366, 504, { font: "script", size: 28, colour: "#22345e", within: 400 });
    write(pen, data.issuingCountry, 52, 560, {
      font: "bold",
      size: 40,
      colour: palette.accent,
      spacing: 6,
      within: 280,
    });
  });
}

export function drawIdCardBack(pen: Pen, { data, issued }: Print): void {
  onPaper(pen, cardSize, palette, () => {
    drawWaves(pen, { x: 0, y: 0, width, height: 430 }, { colours: palette.lines, alpha: 0.28 });
    drawRosette(pen, { x: 300, y: 250, radius: 170 }, { colours: palette.lines, alpha: 0.36 });
    overprint(pen, width, height);
    drawFields(pen, palette, [
      { label: "Card no.", value: data.number, x: 60, y: 110, within: 250 },
      { label: "Nationality", value: data.issuingCountry, x: 340, y: 110, within: 200 },
      { label: "Date of issue", value: printedDay(issued), x: 60, y: 184, within: 250 },
      { label: "Authority", value: "SANDBOX", x: 340, y: 184, within: 200 },
    ]);
    const style = { font: "narrow", size: 17, colour: palette.label, within: 480 } as const;
    write(pen, "Drawn by the Understudy sandbox, for tests only.", 60, 284, style);
    write(pen, "It proves nothing about anybody.", 60, 308, style);
    drawCode(pen, data.number, { x: 620, y: 110, width: 320, height: 190 });
    drawZone(pen, cardZone(data), cardSize);
  });
}
