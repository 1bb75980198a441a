import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { person } from "./support/records.ts";
import { openSandbox } from "./support/sandbox.ts";

const { send } = await openSandbox(await testServer());
for (const firstName of ["Bob", "Ann", "Cyd"])
  await send("POST", "/v1/customers", { json: { ...person, firstName, lastName: "Zuse" } });
const ask = (query: string) => send("GET", `/v1/customers?search=zuse&${query}`);
const names = async (query: string) =>
  (await ask(query)).body.content.map(({ firstName }: { firstName: string }) => firstName);

describe("sort", () => {
  it.each(["firstName", "firstName,ASC", "firstName,asc", "firstName,Asc", "firstName,", "firstName%2Casc"])(
    "goes upwards by %s",
    async (sort) => {
      expect(await names(`sort=${sort}`)).toEqual(["Ann", "Bob", "Cyd"]);
    },
  );

  it.each(["firstName,DESC", "firstName,desc", "firstName,dEsC", "firstName,%20desc"])(
    "goes downwards by %s",
    async (sort) => {
      expect(await names(`sort=${sort}`)).toEqual(["Cyd", "Bob", "Ann"]);
    },
  );

  it.each(["sort=", "sort=&sort=", "sort=%20", "sort=,"])("is as if it were left out: %s", async (query) => {
    expect(await names(query)).toEqual(["Cyd", "Ann", "Bob"]);
  });

  it("passes over what is empty between others", async () => {
    expect(await names("sort=&sort=lastName,desc&sort=&sort=firstName")).toEqual(["Ann", "Bob", "Cyd"]);
  });

  it.each([
    ["/v1/customers", "createdAt, updatedAt, firstName or lastName"],
    ["/v1/financial-accounts", "createdAt, updatedAt or name"],
    ["/v1/acceptances", "createdAt or respondedAt"],
    ["/v2/linx/workflows", "createdAt, updatedAt, expireAt, status or title"],
    ["/v2/linx/templates", "createdAt, name or displayName"],
  ])("of %s names the fields that there are", async (list, fields) => {
    for (const field of ["createdat", "price"]) {
      const { status, body } = await send("GET", `${list}?sort=${field},ASC`);
      const message = `sort cannot be by \`${field}\`; use ${fields}.`;
      expect([status, body.errors]).toEqual([400, [{ path: "sort", message, errorCode: "FIELD_INVALID" }]]);
    }
  });
});
