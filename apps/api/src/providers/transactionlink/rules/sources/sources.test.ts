import { expect, it } from "vitest";
import { lookUp, sourceNames } from "./index.ts";

const output = (source: string, number: unknown) => {
  const answer = lookUp(source, { number });
  if ("error" in answer) throw new Error(answer.error.message);
  return answer.output as Record<string, unknown>;
};
const codeOf = (source: string, input: Record<string, unknown>) => {
  const answer = lookUp(source, input);
  return "error" in answer ? answer.error.code : "none";
};

it("knows three sources and no other", () => {
  expect(sourceNames).toEqual(["company-registry", "credit-bureau", "vat-register"]);
  expect(codeOf("constructor", { number: "1" })).toBe("unknown_source");
});

it.each(sourceNames)("%s answers by the number alone, and differently for another", (source) => {
  expect(output(source, "5260250274")).toEqual(output(source, " 5260250274 "));
  expect(output(source, 5260250274)).toEqual(output(source, "5260250274"));
  expect(output(source, "5260250271")).not.toEqual(output(source, "5260250274"));
});

it.each(sourceNames)(
  "%s does not know a number that ends in 404, and is out of order for one that ends in 500",
  (source) => {
    expect(codeOf(source, { number: "123404" })).toBe("not_found");
    expect(codeOf(source, { number: "123500" })).toBe("source_unavailable");
  },
);

it.each(sourceNames)("%s must be asked by a number", (source) => {
  for (const input of [{}, { number: null }, { number: " " }, { number: ["1"] }, { name: "Amber" }])
    expect(codeOf(source, input)).toBe("invalid_input");
});

it("tells by its last figure which company is in liquidation", () => {
  expect(output("company-registry", "526025029")).toMatchObject({ status: "liquidated" });
  expect(output("company-registry", "526025028")).toMatchObject({ number: "526025028", status: "active" });
});

it("has a company owned in full, by officers who were appointed after it was founded", () => {
  for (let number = 100; number < 200; number++) {
    const { officers, personsWithSignificantControl, incorporatedOn } = output("company-registry", number) as {
      officers: { appointedOn: string }[];
      personsWithSignificantControl: { sharePercent: number }[];
      incorporatedOn: string;
    };
    expect(personsWithSignificantControl.reduce((sum, { sharePercent }) => sum + sharePercent, 0)).toBe(100);
    expect(officers.length).toBeGreaterThan(0);
    expect(officers.every(({ appointedOn }) => appointedOn >= incorporatedOn)).toBe(true);
  }
});

it("gives a low score and debts to a number that ends in 7, and to no other", () => {
  const low = output("credit-bureau", "1237") as { score: number; totalOverdue: number };
  expect(low.score).toBeLessThan(300);
  expect(low.totalOverdue).toBeGreaterThan(0);
  expect(output("credit-bureau", "1236")).toMatchObject({ obligations: [], totalOverdue: 0 });
  expect(output("credit-bureau", "1236").score).toBeGreaterThan(600);
});

it("asks the bureau for a person by the personal number", () => {
  expect(lookUp("credit-bureau", { personalNumber: "44051401359" })).toMatchObject({
    output: { number: "44051401359" },
  });
});

it("takes a number that ends in 0 from the register of VAT", () => {
  expect(output("vat-register", "5260250270")).toMatchObject({ isActive: false, bankAccounts: [] });
  expect(output("vat-register", "5260250274")).toMatchObject({ isActive: true, removedOn: null });
});

it("names the same company in both registers, however its number is written", () => {
  const { name } = output("company-registry", "5260250274");
  expect(output("vat-register", "PL 526-025-02-74").name).toBe(name);
});
