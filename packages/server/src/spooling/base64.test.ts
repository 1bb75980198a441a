import { array, assert, nat, property, uint8Array } from "fast-check";
import { expect, test } from "vitest";
import { Base64 } from "./base64.ts";
import { Growing } from "./growing.ts";

/** What a text is, cut at these places; undefined where it is no base64. */
function decoded(text: string, cuts: readonly number[] = []): Buffer | undefined {
  const base64 = new Base64();
  const all = Buffer.from(text);
  const places = [0, ...cuts.map((cut) => Math.min(cut, all.length)).sort((a, b) => a - b), all.length];
  const bytes = new Growing();
  for (const [index, from] of places.slice(0, -1).entries()) {
    const piece = all.subarray(from, places[index + 1]);
    bytes.fill(Base64.most(piece.length), (target, start) => base64.decode(piece, target, start));
  }
  expect(base64.isWhole && base64.isBroken).toBe(false);
  return base64.isWhole ? bytes.part() : undefined;
}

test("bytes come out as they went in, wherever their text is cut", () => {
  assert(
    property(uint8Array({ maxLength: 200 }), array(nat(280), { maxLength: 8 }), (bytes, cuts) => {
      expect(decoded(Buffer.from(bytes).toString("base64"), cuts)).toEqual(Buffer.from(bytes));
    }),
  );
});

test("any of its characters may be escaped", () => {
  assert(
    property(
      uint8Array({ maxLength: 60 }),
      array(nat(5), { minLength: 1 }),
      array(nat(280)),
      (bytes, choices, cuts) => {
        let at = 0;
        const escaped = Buffer.from(bytes)
          .toString("base64")
          .replace(/./g, (character) => {
            const [choice = 0, code] = [choices[at++ % choices.length], character.charCodeAt(0).toString(16)];
            const spellings = [`\\u00${code}`, `\\u00${code.toUpperCase()}`, character === "/" ? "\\/" : character];
            return spellings[choice] ?? character;
          });
        expect(decoded(escaped, cuts)).toEqual(Buffer.from(bytes));
      },
    ),
  );
});

test("one wrong character is found wherever it stands", () => {
  const wrong = '-_ \n\t\\"%é\u0000=!';
  assert(
    property(uint8Array({ minLength: 12, maxLength: 60 }), nat(), nat(), nat(90), (bytes, at, which, cut) => {
      const text = Buffer.from(bytes).toString("base64").replaceAll("=", "A");
      const place = at % (text.length - 2);
      const broken = text.slice(0, place) + wrong[which % wrong.length] + text.slice(place + 1);
      expect(decoded(broken, [cut])).toBeUndefined();
    }),
  );
});

test.each([
  "A",
  "AA",
  "AAA",
  "AA=",
  "=",
  "====",
  "A===",
  "AAAA=",
  "AA==AAAA",
  "AA==AA==",
  "AAA=A",
  "AAAA A",
  "AAAAAAA",
  "€€€€",
])("%s is no base64", (text) => {
  for (let cut = 0; cut <= text.length; cut += 1) expect(decoded(text, [cut])).toBeUndefined();
});

test.each([
  ["", ""],
  ["AA==", "00"],
  ["AB==", "00"],
  ["+/+/", "fbffbf"],
  ["AAA=", "0000"],
  ["\\/\\u0041\\u003d\\u003D", "fc"],
])("%j is base64", (text, hex) => {
  for (let cut = 0; cut <= text.length; cut += 1) expect(decoded(text, [cut])?.toString("hex")).toBe(hex);
});
