import { expect, it } from "vitest";
import { subscriptionsOf } from "./subscription.ts";
import { forChannels, forEntities, forEvents, givenAction, workflow } from "./testing.ts";

const entity = "ent_axclravnqf5u5ejkweijnp5zc4";
const channel = "pc_axclravnqf5u5ejkweijnp5zc4";

it("a workflow's conditions become one filter, all of which must hold", () => {
  const events = { gateway: ["payment_captured", "payment_approved"], dispute: ["dispute_won"] };
  const made = workflow({ conditions: [forEvents(events), forEntities([entity]), forChannels([channel])] });
  expect(subscriptionsOf(made).map(({ filter }) => filter)).toEqual([
    {
      source_type: ["gateway.payment_approved", "gateway.payment_captured", "dispute.dispute_won"],
      entity: [entity],
      processing_channel: [channel],
    },
  ]);
});

it("a kind of condition that a workflow does not have does not filter", () => {
  const [subscription] = subscriptionsOf(workflow({ conditions: [forEntities([entity])] }));
  expect(subscription?.filter).toEqual({ entity: [entity] });
});

it("every action is told, each by its own configuration", () => {
  const actions = [
    givenAction({ headers: { Authorization: "abc" }, signature: { key: "secret" } }),
    givenAction({ url: "http://localhost/2", retryEnabled: false }),
  ];
  const made = workflow({ actions });
  const [first, second] = made.actions;
  expect(subscriptionsOf(made)).toMatchObject([
    {
      provider: "checkout",
      endpointId: first?.id,
      groupId: made.id,
      target: {
        headers: { Authorization: "abc" },
        signatureKey: "secret",
        retries: true,
      },
    },
    { endpointId: second?.id, target: { url: "http://localhost/2", retries: false } },
  ]);
  expect(subscriptionsOf(made)[1]?.target).not.toHaveProperty("signatureKey");
});

it("51. an inactive workflow is told of nothing", () => {
  expect(subscriptionsOf(workflow({ isActive: false }))).toEqual([]);
});
