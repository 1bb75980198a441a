import fc from "fast-check";
import { expect, it } from "vitest";
import { maskedAccountNumber, maskedRoutingNumber, routingNumberProblem, tailOf } from "./bank-number.ts";

it("takes routing numbers of the US by their check digit", () => {
  for (const sound of ["011000015", "021000021", "121000358", "322271627"])
    expect(routingNumberProblem(sound, "USD"), sound).toBeUndefined();
  for (const broken of ["011000016", "021000012", "000000000", "02100002", "0210000210", "02100002a", "", "021 00021"])
    expect(routingNumberProblem(broken, "USD"), broken).toMatch(/^must be .*021000021/);
});

it("finds every wrong digit", () => {
  const routingNumber = "021000021";
  fc.assert(
    fc.property(fc.nat(8), fc.integer({ min: 1, max: 9 }), (place, by) => {
      const digit = (Number(routingNumber[place]) + by) % 10;
      const broken = `${routingNumber.slice(0, place)}${digit}${routingNumber.slice(place + 1)}`;
      expect(routingNumberProblem(broken, "USD")).toBeDefined();
    }),
  );
});

it("takes routing numbers of Canada by their form alone", () => {
  expect(routingNumberProblem("000312345", "CAD")).toBeUndefined();
  for (const broken of ["100312345", "00312345", "0003123456", "0003-1234", "12345-003"])
    expect(routingNumberProblem(broken, "CAD"), broken).toMatch(/^must be nine digits .*branch/);
});

it("shows four digits of a number and not how long it is", () => {
  expect(maskedAccountNumber("987654321004523")).toBe("******4523");
  expect(maskedAccountNumber("14523")).toBe("******4523");
  expect(tailOf("987654321004523")).toBe("4523");
  expect(maskedRoutingNumber("021000021")).toBe("*****0021");
});
