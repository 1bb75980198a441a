import { type Person, somebodyElse } from "../rules/judging/person.ts";
import type { Specimen, SpecimenName } from "../rules/specimens.ts";
import { cardSize } from "./documents/card.ts";
import { drawBlurred, pasteOver } from "./documents/damage.ts";
import { drawLicenceBack, drawLicenceFront } from "./documents/driving-licence.ts";
import { drawIdCardBack, drawIdCardFront } from "./documents/id-card.ts";
import { drawPassport, passportSize } from "./documents/passport.ts";
import { faceOf, printOf } from "./documents/print.ts";
import { unlike } from "./face/traits.ts";
import { stamp } from "./paint/label.ts";
import type { Size } from "./paint/paper.ts";
import type { Side } from "./png/mark.ts";
import { drawSelfie, selfieSize } from "./selfies/portrait.ts";
import { drawRoom } from "./selfies/room.ts";
import { drawScreen } from "./selfies/screen.ts";
import type { Pen, Sheet, Studio } from "./studio.ts";

/** What is to be drawn, for whom, when and how large. */
interface Order extends Pick<Studio, "createCanvas"> {
  readonly specimen: Specimen;
  readonly person: Person;
  readonly now: Date;
  readonly side: Side;
  /** How large it is drawn: 1 is the size that it has. */
  readonly scale: number;
}

interface Work {
  readonly size: Size;
  readonly draw: (pen: Pen, order: Order) => void;
}

const passport = document(passportSize, (pen, order) => drawPassport(pen, printIn(order)));
const idCard = document(cardSize, (pen, order) =>
  order.side === "back" ? drawIdCardBack(pen, printIn(order)) : drawIdCardFront(pen, printIn(order)),
);

/** How each specimen is drawn. */
export const works: Readonly<Record<SpecimenName, Work>> = {
  passport,
  "passport-expired": passport,
  "id-card": idCard,
  "id-card-other-person": idCard,
  "driving-licence": document(cardSize, (pen, order) =>
    order.side === "back" ? drawLicenceBack(pen, printIn(order)) : drawLicenceFront(pen, printIn(order)),
  ),
  "passport-tampered": document(passportSize, (pen, order) => {
    const print = printIn(order);
    // It was somebody else's, and whoever pasted the name over could not change what machines read.
    const { firstName, lastName } = somebodyElse(order.person);
    drawPassport(pen, { ...print, firstName, lastName, data: { ...print.data, firstName, lastName } });
    pasteOver(pen, print);
  }),
  "passport-blurred": document(passportSize, (pen, order) => {
    drawBlurred(
      pen,
      sheetOf(order, passportSize, (sharp) => drawPassport(sharp, printIn(order))),
      order.scale,
    );
  }),
  portrait: selfie((pen, { person }) => drawSelfie(pen, faceOf(person))),
  "portrait-other-person": selfie((pen, { person }) => drawSelfie(pen, unlike(faceOf(person), "selfie"))),
  "portrait-of-a-screen": selfie((pen, order) =>
    drawScreen(
      pen,
      sheetOf(order, selfieSize, (shown) => drawSelfie(shown, faceOf(order.person))),
    ),
  ),
  "portrait-without-face": selfie((pen) => drawRoom(pen)),
};

function document(size: Size, draw: Work["draw"]): Work {
  return {
    size,
    draw: (pen, order) => {
      draw(pen, order);
      stamp(pen, size.width - 50, 34, "SPECIMEN · NO DOCUMENT");
    },
  };
}

function selfie(draw: Work["draw"]): Work {
  return {
    size: selfieSize,
    draw: (pen, order) => {
      draw(pen, order);
      stamp(pen, selfieSize.width - 24, selfieSize.height - 64, "SPECIMEN · NO PERSON");
    },
  };
}

function printIn({ specimen, person, now }: Order) {
  return printOf(specimen, person, now);
}

/** A sheet of this size, before it is scaled, with what is drawn there. */
export function sheetOf(
  { createCanvas, scale }: Pick<Order, "createCanvas" | "scale">,
  { width, height }: Size,
  draw: (pen: Pen) => void,
): Sheet {
  const sheet = createCanvas(Math.round(width * scale), Math.round(height * scale));
  const pen = sheet.getContext("2d");
  pen.scale(scale, scale);
  draw(pen);
  return sheet;
}
