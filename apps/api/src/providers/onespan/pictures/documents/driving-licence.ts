import { drawCode } from "../paint/code.ts";
import { drawFields, printedDay } from "../paint/field.ts";
import { drawRosette, drawWaves } from "../paint/guilloche.ts";
import { overprint } from "../paint/label.ts";
import { palettes } from "../paint/palette.ts";
import { drawHeading, onPaper } from "../paint/paper.ts";
import { drawGhost, drawPhoto } from "../paint/photo.ts";
import { write } from "../paint/text.ts";
import { drawVehicle, vehicles } from "../paint/vehicles.ts";
import type { Pen } from "../studio.ts";
import { cardSize } from "./card.ts";
import type { Print } from "./print.ts";

const palette = palettes.drivingLicence;
const { width, height } = cardSize;

export function drawLicenceFront(pen: Pen, { data, firstName, lastName, issued, traits }: Print): void {
  onPaper(pen, cardSize, palette, () => {
    drawWaves(pen, { x: 0, y: 92, width, height: height - 92 }, { colours: palette.lines, alpha: 0.28 });
    drawRosette(pen, { x: 640, y: 360, radius: 230 }, { colours: palette.lines, alpha: 0.36 });
    overprint(pen, width, height);
    drawHeading(pen, cardSize, palette, "DRIVING LICENCE");
    drawPhoto(pen, traits, { x: 52, y: 126, width: 264, height: 340 });
    drawGhost(pen, traits, palette.paper[2], { x: 816, y: 404, width: 126, height: 154 });
    drawFields(pen, palette, [
      { label: "1  Surname", value: lastName, x: 350, y: 138, within: 582, size: 28 },
      { label: "2  Given names", value: firstName, x: 350, y: 204, within: 582, size: 28 },
      { label: "3  Date of birth", value: printedDay(data.dateOfBirth), x: 350, y: 270, within: 260 },
      { label: "Issued in", value: data.issuingCountry, x: 640, y: 270, within: 290 },
      { label: "4a  Date of issue", value: printedDay(issued), x: 350, y: 334, within: 260 },
      { label: "4b  Date of expiry", value: printedDay(data.dateOfExpiry), x: 640, y: 334, within: 290 },
      { label: "4c  Authority", value: "SANDBOX", x: 350, y: 398, within: 260 },
      { label: "5  Licence no.", value: data.number, x: 560, y: 398, within: 240 },
      { label: "9  Categories", value: "AM  A1  B", x: 350, y: 462, within: 260 },
      { label: "7  Signature", value: "", x: 350, y: 526, within: 200 },
    ]);
    write(pen, `${firstName} ${lastName}`, 350, 564, { font: "script", size: 26, colour: "#22345e", within: 430 });
    write(pen, data.issuingCountry, 52, 540, {
      font: "bold",
      size: 40,
      colour: palette.accent,
      spacing: 6,
      within: 280,
    });
  });
}

export function drawLicenceBack(pen: Pen, { data, issued }: Print): void {
  onPaper(pen, cardSize, palette, () => {
    drawWaves(pen, { x: 0, y: 0, width, height }, { colours: palette.lines, alpha: 0.26 });
    overprint(pen, width, height);
    drawTable(pen, [printedDay(issued), printedDay(data.dateOfExpiry)]);
    drawCode(pen, data.number, { x: 690, y: 120, width: 240, height: 140 });
    const style = { font: "narrow", size: 16, colour: palette.label, within: 250 } as const;
    write(pen, "Drawn by the Understudy sandbox,", 690, 320, style);
    write(pen, "for tests only. It proves nothing", 690, 343, style);
    write(pen, "about anybody.", 690, 366, style);
    drawFields(pen, palette, [{ label: "5  Licence no.", value: data.number, x: 690, y: 420, within: 240 }]);
  });
}

/** Which vehicles may be driven, and from when until when. */
function drawTable(pen: Pen, days: readonly [string, string]): void {
  const [left, top, right, step] = [52, 122, 650, 66];
  const titles = ["9", "", "10", "11"];
  const columns = [left + 14, left + 110, left + 236, left + 424];
  titles.forEach((title, index) => {
    write(pen, title, columns[index] ?? left, top - 10, { font: "narrow", size: 16, colour: palette.label });
  });
  vehicles.forEach(({ category, isAllowed, shape }, row) => {
    const y = top + row * step;
    pen.fillStyle = row % 2 === 0 ? "rgba(255, 255, 255, 0.5)" : "rgba(255, 255, 255, 0.22)";
    pen.fillRect(left, y, right - left, step);
    write(pen, category, columns[0] ?? left, y + 43, { font: "bold", size: 26, colour: palette.ink, within: 70 });
    drawVehicle(pen, shape, left + 110, y + 46, palette.accent);
    const texts = isAllowed ? days : ["—", "—"];
    texts.forEach((text, index) => {
      write(pen, text, columns[index + 2] ?? left, y + 42, {
        font: "sans",
        size: 21,
        colour: palette.ink,
        within: 170,
      });
    });
  });
}
