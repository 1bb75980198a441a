import { expect, it, test } from "vitest";
import { transactionId } from "../rules/scene.fixture.ts";
import { accessUrl, tokenOnlyToWire } from "./token.ts";

const world = { publicUrl: "https://idv.example.com", sandbox: { id: "sbx_1" } };

test.each([
  ["a089f718-f12d-4b13-b82e-e1d8b324337d", "a089f718-f12d-4b13-b82e-e1d8b324337d"],
  [null, "default"],
  ["My bank/loans?", "My%20bank%2Floans%3F"],
  [".", "default"],
  ["..", "default"],
])("21: the address of a transaction of the brand %j names it in one step of its path", (brandId, segment) => {
  const url = accessUrl("eyJ.e30.c2ln", { id: transactionId, brandId }, world);
  expect(url).toBe(
    `https://idv.example.com/pages/onespan/sbx_1/${segment}/esign/${transactionId}?access_token=eyJ.e30.c2ln`,
  );
  expect(new URL(url).href).toBe(url);
});

it("42: a token that is asked for by itself has its role and nothing else", () => {
  const token = { token: "eyJ.e30.c2ln", role: "signer1", version: 0 };
  expect(tokenOnlyToWire(token)).toEqual({ token: "eyJ.e30.c2ln", role: "signer1" });
});
