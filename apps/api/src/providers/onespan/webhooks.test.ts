import type { ToldEvent } from "@understudy/engine";
import { expect, test } from "vitest";
import { webhooks } from "./webhooks.ts";

const event: ToldEvent = {
  ...{ id: "e1", provider: "onespan", type: "transaction_created", subject: "t1" },
  data: { "@timestamp": "2020-01-17 00:08:31.118 +0000", type: "notification", fields: [] },
  facets: { workflow: "w1" },
  occurredAt: new Date("2020-01-17T00:08:31.118Z"),
};

test("a notification is the record itself, and carries no signature", () => {
  expect(webhooks.request(event, { url: "http://127.0.0.1:9/told" })).toEqual({
    url: "http://127.0.0.1:9/told",
    headers: { "Content-Type": "application/json", "User-Agent": "understudy" },
    body: '{"@timestamp":"2020-01-17 00:08:31.118 +0000","type":"notification","fields":[]}',
  });
});

test("2xx alone is an arrival, and there are three attempts", () => {
  expect([199, 200, 204, 299, 300, 404, 500].filter(webhooks.isSuccess)).toEqual([200, 204, 299]);
  expect([1, 2, 3].map(webhooks.retryAfterMs)).toEqual([60_000, 300_000, undefined]);
});
