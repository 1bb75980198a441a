import { expect, test } from "vitest";
import type { Operation } from "./document.ts";
import { readQuery } from "./parameters.ts";

const list = { in: "query", required: false, style: "form", isJson: false, schema: { type: "array" } } as const;
const operation = {
  parameters: [
    { ...list, name: "sort", explode: true },
    { ...list, name: "ids", explode: false },
    { ...list, name: "search", explode: true, schema: { type: "string" } },
  ],
} as unknown as Operation;

test("a list that is sent empty is still a list, and a text is still a text", () => {
  const query = (text: string) => ({ ...readQuery(operation, text) });
  expect(query("sort=&search=")).toEqual({ sort: [""], search: "" });
  expect(query("sort=&sort=a")).toEqual({ sort: ["", "a"] });
  expect(query("sort=a")).toEqual({ sort: "a" });
  expect(query("ids=a&ids=b,c")).toEqual({ ids: "a,b,c" });
  expect(query("")).toEqual({});
});
