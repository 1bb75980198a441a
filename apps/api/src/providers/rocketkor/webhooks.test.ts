import { createHmac } from "node:crypto";
import { expect, it } from "vitest";
import { webhooks } from "./webhooks.ts";

const event = {
  ...{
    id: "e51a8c07-9f36-4d2b-b7e0-42c6d3a5f918",
    provider: "rocketkor",
    type: "customer.status-updated",
    subject: "c",
  },
  ...{ data: { z: 1, a: "ż" }, facets: {}, occurredAt: new Date("2023-11-10T09:15:22.418Z") },
};
const url = "http://127.0.0.1:9/";

it("an event is its id, type, time and data, in that order", () => {
  const { body, headers } = webhooks.request(event, { url, secret: null });
  expect(body).toBe(
    `{"id":"${event.id}","type":"customer.status-updated","createdAt":"2023-11-10T09:15:22.418Z","data":{"z":1,"a":"ż"}}`,
  );
  expect(headers).toEqual({ "Content-Type": "application/json", "User-Agent": "understudy" });
});

it("with a secret it is signed over the bytes of its body, the same each time", () => {
  const [one, again] = [webhooks.request(event, { url, secret: "s" }), webhooks.request(event, { url, secret: "s" })];
  const signature = createHmac("sha256", "s").update(Buffer.from(one.body)).digest("hex");
  expect(one.headers["X-Understudy-Signature"]).toBe(signature);
  expect(again).toEqual(one);
});

it("what fails is tried five times more, later each time", () => {
  const minutes = [1, 2, 3, 4, 5, 6].map((attempts) => webhooks.retryAfterMs(attempts)).map((ms) => ms && ms / 60_000);
  expect(minutes).toEqual([1, 5, 30, 120, 720, undefined]);
  expect([199, 200, 299, 300, 404].map(webhooks.isSuccess)).toEqual([false, true, true, false, false]);
});
