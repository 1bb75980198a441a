import fc from "fast-check";
import { expect, it } from "vitest";
import { parseBrCode } from "../tests/support/br-code-reader.ts";
import { brCode, crc16, referenceOf } from "./br-code.ts";

const key = "123e4567-e89b-12d3-a456-426655440000";
const sample = { key, amount: 15_000, name: "LOJA EXEMPLO", city: "SAO PAULO", reference: "TX778" };
const staticVector =
  "00020126580014BR.GOV.BCB.PIX0136123e4567-e89b-12d3-a456-4266554400005204000053039865406150.005802BR5912LOJA EXEMPLO6009SAO PAULO62090505TX77863042AB7";
const dynamicVector =
  "00020101021226760014BR.GOV.BCB.PIX2554pix.example.com/qr/v2/9d36b84fc70b478fb95c12729b90ca255204000053039865406150.005802BR5912LOJA EXEMPLO6009SAO PAULO62070503***63040D35";
const publicVector =
  "00020101021226770014BR.GOV.BCB.PIX2555pix.example.com/qr/93598be0-1bd0-4997-8318-81776a1d8a995204000053039865802BR5907EMPRESA6009SAO PAULO62070503***6304EEAB";

it("53: writes the dossier's static vector, which begins like the provider's sample", () => {
  expect(brCode(sample)).toBe(staticVector);
  expect(brCode(sample).slice(0, 28)).toBe("00020126580014BR.GOV.BCB.PIX");
});

it("53: reads the static, the dynamic and the published vector", () => {
  expect(parseBrCode(staticVector)).toEqual({ ...sample, url: undefined });
  expect(parseBrCode(dynamicVector)).toMatchObject({
    key: undefined,
    url: "pix.example.com/qr/v2/9d36b84fc70b478fb95c12729b90ca25",
    amount: 15_000,
    reference: "***",
  });
  expect(parseBrCode(publicVector)).toMatchObject({ amount: undefined, name: "EMPRESA" });
});

it("53: rejects a wrong length although the checksum is right", () => {
  const unsigned = staticVector.slice(0, -4).replace("62090505TX778", "62100505TX778");
  expect(() => parseBrCode(unsigned + crc16(unsigned))).toThrow("Not a PIX BR Code");
});

it("53: rejects any changed character", () => {
  fc.assert(
    fc.property(fc.nat(staticVector.length - 1), fc.constantFrom("0", "7", "A", "z", " "), (at, char) => {
      fc.pre(staticVector[at] !== char);
      const changed = staticVector.slice(0, at) + char + staticVector.slice(at + 1);
      expect(() => parseBrCode(changed)).toThrow("Not a PIX BR Code");
    }),
  );
});

it("pads a checksum that begins with zero", () => {
  expect(crc16("123456789")).toBe("29B1");
  expect(crc16(dynamicVector.slice(0, -4))).toBe("0D35");
});

it("unaccents and cuts names, and writes every amount to the cent", () => {
  const code = brCode({ ...sample, name: "Café São João da Conceição Ltda", city: "São José dos Campos", amount: 5 });
  expect(parseBrCode(code)).toMatchObject({ name: "Cafe Sao Joao da Conceica", city: "Sao Jose dos Ca", amount: 5 });
  expect(parseBrCode(brCode({ ...sample, name: "株式会社", city: "" }))).toMatchObject({
    name: "RECEBEDOR",
    city: "BRASIL",
  });
});

it("53: whatever is written can be read back", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 ** 31 - 1 }), fc.string({ unit: "grapheme" }), (amount, name) => {
      const read = parseBrCode(
        brCode({ ...sample, amount, name, reference: referenceOf("tx_01jdqz4xv7w8n9p0r1s2t3u4v5") }),
      );
      expect(read.amount).toBe(amount);
      expect(read.reference).toBe("1jdqz4xv7w8n9p0r1s2t3u4v5");
    }),
  );
});
