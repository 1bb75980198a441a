import document from "@understudy/contracts/rocketkor-control.json" with { type: "json" };
import { expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { journeysOf } from "./support/journeys.ts";
import { moneyOf } from "./support/money.ts";
import { got, openSandbox } from "./support/sandbox.ts";
import type { Received } from "./support/send.ts";
import { step } from "./support/workflows.ts";

const world = await openSandbox(await testServer());
const { control } = world;
const { begin, finish } = journeysOf(world);
const { InvalidValues, Conflict } = document.components.responses;
const { ended, poor } = Conflict.content["application/problem+json"].examples;

const welcome = () =>
  begin({
    title: "x",
    steps: [{ name: "notification" }, step.customer],
    parameters: { phoneNumber: "+16475550123" },
  });
const complete = (id: string, values: object) =>
  control("POST", `/workflows/${id}/step/complete`, { json: { values } });

/** All but what is another one each time: the ids of the request, and of what a test has made. */
function timeless(body: unknown): unknown {
  const text = JSON.stringify(body, (key, value) => (key === "request_id" ? "…" : value));
  return JSON.parse(text.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "<id>"));
}
const expectSaid = ({ body }: Received, example: unknown) => expect(timeless(body)).toEqual(timeless(example));

it("the example of values that do not fit is what the server says", async () => {
  const answer = await complete(await welcome(), { firstName: "John", email: "john" });
  expectSaid(answer, InvalidValues.content["application/problem+json"].example);
});

it("so is that of a workflow that is over", async () => {
  const id = await welcome();
  got(await finish(id));
  expectSaid(await complete(id, {}), ended.value);
});

it("so is that of an account that holds too little", async () => {
  const id = await moneyOf(world).open("10.00");
  expectSaid(await control("POST", `/financial-accounts/${id}/adjust`, { json: { amount: "-12.50" } }), poor.value);
});
