import fc from "fast-check";
import { parse } from "mrz";
import { expect, test } from "vitest";
import type { DocumentData } from "../../rules/verification.ts";
import { checkDigit } from "./check-digit.ts";
import { latin } from "./latin.ts";
import { cardZone, passportZone } from "./zone.ts";

const data: DocumentData = {
  ...{ type: "passport", number: "P01234567", issuingCountry: "POL" },
  ...{ firstName: "Łucja Maria", lastName: "Wójcik-Öz", dateOfBirth: "1990-05-06", dateOfExpiry: "2031-02-28" },
};

test("check digits are those of the specimen in ICAO Doc 9303", () => {
  expect(["L898902C3", "740812", "120415", "ZE184226B<<<<<"].map(checkDigit)).toEqual(["6", "2", "9", "1"]);
});

test("a passport's lines are read by another's parser, digits and all", () => {
  const read = parse([...passportZone(data)]);
  expect(read).toMatchObject({ valid: true, format: "TD3", documentNumber: "P01234567" });
  expect(read.fields).toMatchObject({
    ...{ firstName: "LUCJA MARIA", lastName: "WOJCIK OEZ", issuingState: "POL", nationality: "POL" },
    ...{ birthDate: "900506", expirationDate: "310228", sex: "nonspecified" },
  });
});

const card: DocumentData = { ...data, number: "K01234567", type: "id_card" };

test("so are a card's", () => {
  const read = parse([...cardZone(card)]);
  expect(read).toMatchObject({ valid: true, format: "TD1", documentNumber: "K01234567" });
  expect(read.fields).toMatchObject({ firstName: "LUCJA MARIA", lastName: "WOJCIK OEZ" });
});

test("Germany has a code of its own, and Utopia's is no country's", () => {
  const both = (issuingCountry: string) => [
    parse([...passportZone({ ...data, issuingCountry })]),
    parse([...cardZone({ ...card, issuingCountry })]),
  ];
  for (const read of both("DEU")) expect(read).toMatchObject({ valid: true, fields: { issuingState: "D" } });
  for (const { details } of both("UTO"))
    expect(details.flatMap(({ valid, field }) => (valid ? [] : [field]))).toEqual(["issuingState", "nationality"]);
});

test.each([
  ["Müller-O’Neill", "MUELLER ONEILL"],
  ["Åse Ærø", "AASE AEROE"],
  ["Straße", "STRASSE"],
  ["İbrahim Iğdır", "IBRAHIM IGDIR"],
  ["Þórður Đorđević", "THORDUR DORDEVIC"],
  ["Щербаков Юрий", "SHCHERBAKOV IURII"],
  ["Олексій Їжак", "OLEKSII IZHAK"],
  ["Παπαδόπουλος", "PAPADOPOYLOS"],
  ["王 小明", "WANG XIAOMING"],
  ["e\u0301lodie", "ELODIE"],
  ["  van  der   Berg ", "VAN DER BERG"],
  ["R2-D2 😀 <b>", "R D B"],
])("%s is read as %s by machines", (name, spelled) => {
  expect(latin(name)).toBe(spelled);
});

test("names that are too long are cut, and the first names keep a part of the room", () => {
  const [line] = passportZone({ ...data, lastName: "Wolfeschlegelsteinhausenbergerdorff", firstName: "Hubert Blaine" });
  expect(line).toBe("P<POLWOLFESCHLEGELSTEINHAUSENB<<HUBERT<BLAIN");
  const [, , names] = cardZone({ ...data, lastName: "Li", firstName: "Maximiliana Alexandrina Victoria" });
  expect(names).toBe("LI<<MAXIMILIANA<ALEXANDRINA<VI");
});

test("whoever has one name only has it as the last name", () => {
  expect(passportZone({ ...data, firstName: "", lastName: "Cher" })[0]).toMatch(/^P<POLCHER<+$/);
  expect(passportZone({ ...data, firstName: "Cher", lastName: "☃" })[0]).toMatch(/^P<POLCHER<+$/);
});

test("whatever the names are, the lines are as long as they must be and their digits are right", () => {
  const name = fc.oneof(fc.string({ unit: "grapheme" }), fc.string({ unit: "binary" }), fc.string());
  fc.assert(
    fc.property(name, name, (firstName, lastName) => {
      for (const lines of [
        passportZone({ ...data, firstName, lastName }),
        cardZone({ ...data, firstName, lastName }),
      ]) {
        expect(lines.join("\n")).toMatch(lines.length === 2 ? /^([A-Z0-9<]{44}\n?){2}$/ : /^([A-Z0-9<]{30}\n?){3}$/);
        const wrong = parse([...lines]).details.filter(({ valid }) => !valid);
        expect(wrong.map(({ field }) => field)).toEqual([]);
      }
    }),
    { numRuns: 50 },
  );
});
