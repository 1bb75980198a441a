import { expect, it } from "vitest";
import { demandShortMetadata } from "./customer.ts";
import { refusalOf } from "./testing.ts";

it("lets metadata have 5 KB as JSON, counted in bytes", () => {
  const around = '{"a":""}'.length;
  expect(() => demandShortMetadata({ a: "x".repeat(5120 - around) })).not.toThrow();
  expect(() => demandShortMetadata(undefined)).not.toThrow();
  for (const text of ["x".repeat(5121 - around), "ã".repeat(2557)])
    expect(refusalOf(() => demandShortMetadata({ a: text }))).toMatchObject({
      code: "invalid",
      details: { field: "metadata" },
    });
});
