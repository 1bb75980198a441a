import { expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { look } from "./support/journeys.ts";
import { tokenOf } from "./support/records.ts";
import { got, openSandbox } from "./support/sandbox.ts";
import { refusalIn, resultIn } from "./support/send.ts";

const world = await openSandbox(await testServer());
const parameters = { phoneNumber: "+16475550123", customerId: world.customerId };
const told = ["400 INVALID_REQUEST", "FIELD_INVALID expireInHours"];

it("31: a workflow expires before the year 9999, whoever says when", async () => {
  const definition = { steps: [...look] };
  const template = { displayName: "Ten years", defaultExpiryDays: 3650, definition };
  const { templateId } = got(await world.api.createLinxTemplate({ body: template }));
  await world.goTo("9998-12-30T23:00:00Z");
  const { authorization } = await tokenOf(world, "owner");
  const send = (method: string, path: string, json?: object) =>
    world.send(method, `/v2/linx/workflows${path}`, { json, authorization });
  const own = { title: "x", ...definition, parameters };
  expect(resultIn(await send("POST", "", own))).toEqual(told);
  expect(resultIn(await send("POST", "", { ...own, expireInHours: 25 }))).toEqual(told);
  expect(resultIn(await send("POST", "", { title: "x", templateId, parameters }))).toEqual(told);
  const { status, body } = await send("POST", "", { ...own, expireInHours: 24 });
  expect(status).toBe(201);
  const refused = await send("PUT", `/${body.workflowId}/extend`, { expireInHours: 1 });
  expect(refusalIn(refused)).toEqual(told);
  expect(refused.body.errors[0].message).toBe("expireInHours must put the expiry before the year 9999; give fewer.");
  expect((await send("GET", `/${body.workflowId}`)).body.expireAt).toBe("9998-12-31T23:00:00.000000Z");
});
