import { expect, it } from "vitest";
import { ibanOf } from "./iban.ts";

it("makes the check digits of published examples", () => {
  expect(ibanOf("GB", "NWBK60161331926819")).toBe("GB29NWBK60161331926819");
  expect(ibanOf("PL", "109010140000071219812874")).toBe("PL61109010140000071219812874");
  expect(ibanOf("DE", "370400440532013000")).toBe("DE89370400440532013000");
});
