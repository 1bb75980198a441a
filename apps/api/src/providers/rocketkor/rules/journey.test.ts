import { Refusal } from "@understudy/domain";
import { describe, expect, test } from "vitest";
import { by, draft, hoursLater, start } from "./journey.fixture.ts";
import {
  begin,
  cancel,
  completeStep,
  currentStep,
  decline,
  expire,
  extend,
  failStep,
  passIntroduction,
  remind,
  resend,
} from "./journey.ts";
import type { StepName } from "./step.ts";
import type { Change, Scene } from "./workflow.ts";

const daily = 24;

function begun(names?: readonly StepName[]): Scene {
  return after(draft(names), begin(draft(names), daily, start));
}

function after({ steps }: Scene, { workflow, steps: changed }: Change): Scene {
  return { workflow, steps: steps.map((step) => changed.find(({ number }) => number === step.number) ?? step) };
}

const statuses = ({ steps }: Scene) => steps.map(({ status }) => status);

describe("a new workflow", () => {
  test("what needs nobody is done at once, up to the first step that needs the customer", () => {
    const scene = begun();
    expect(scene.workflow).toMatchObject({ status: "ACTIVE", currentStep: 3 });
    expect(statuses(scene)).toEqual(["COMPLETED", "COMPLETED", "ACTIVE", "CREATED", "CREATED", "CREATED"]);
  });

  test("52. its notification is the first, by whoever made it", () => {
    const { notification, workflow } = begin(draft(), daily, start);
    expect(notification).toEqual({ serial: 0, channel: "SMS", origin: "INITIAL", notifiedBy: by, notifiedAt: start });
    expect(workflow.notifications).toBe(1);
  });

  test("61. each step that changed is told once, between the one before and the one behind it", () => {
    const { told } = begin(draft(), daily, start);
    expect(
      told.map(({ previous, current, next }) => [previous?.status, current.name, current.status, next?.status]),
    ).toEqual([
      [undefined, "notification", "COMPLETED", "ACTIVE"],
      ["COMPLETED", "lookup-profile", "COMPLETED", "ACTIVE"],
    ]);
  });

  test("14. one that asks for nothing waits at its last step until the customer says yes", () => {
    const scene = begun(["notification", "lookup-profile"]);
    expect(scene.workflow).toMatchObject({ status: "ACTIVE", currentStep: 2 });
    expect(currentStep(scene)).toMatchObject({ name: "lookup-profile", status: "ACTIVE" });
    const done = completeStep(scene, {}, {}, hoursLater(1));
    expect(done.workflow).toMatchObject({ status: "COMPLETED", completedAt: hoursLater(1) });
  });

  test("its first reminder is a day later, if it still lives then", () => {
    expect(begin(draft(), daily, start).workflow.nextNotificationAt).toEqual(hoursLater(24));
    expect(begin(draft(), 48, start).workflow.nextNotificationAt).toBeNull();
  });
});

describe("going on", () => {
  test("a step that is done makes the next one the current one, and does what needs nobody on the way", () => {
    const scene = begun();
    const change = completeStep(scene, { entered: 1 }, { customerId: "c" }, hoursLater(1));
    const next = after(scene, change);
    expect(next.workflow).toMatchObject({ currentStep: 5, customerId: "c", status: "ACTIVE" });
    expect(statuses(next)).toEqual(["COMPLETED", "COMPLETED", "COMPLETED", "COMPLETED", "ACTIVE", "CREATED"]);
    expect(change.told.map(({ current }) => current.name)).toEqual(["enhance-profile", "lookup-financial-account"]);
    expect(next.steps[2]?.data).toEqual({ entered: 1 });
  });

  test("58. the last step that is done completes the workflow", () => {
    let scene = begun();
    for (let step = 0; step < 3; step++) scene = after(scene, completeStep(scene, {}, {}, hoursLater(step)));
    expect(scene.workflow).toMatchObject({ status: "COMPLETED", completedAt: hoursLater(2), currentStep: 6 });
    expect(scene.workflow.nextNotificationAt).toBeNull();
  });

  test("a step that has failed is told so, and stays to be tried again", () => {
    const scene = begun();
    const change = failStep(scene, { transactionId: "t" }, { transactionId: "t" }, hoursLater(1));
    expect(change.told.map(({ current }) => [current.name, current.status])).toEqual([["enhance-profile", "FAILED"]]);
    expect(after(scene, change)).toMatchObject({ workflow: { status: "ACTIVE", currentStep: 3, transactionId: "t" } });
    const step = currentStep(after(scene, change));
    expect(step).toMatchObject({ status: "ACTIVE", data: { transactionId: "t" }, updatedAt: hoursLater(1) });
    const again = after(after(scene, change), completeStep(after(scene, change), { transactionId: "u" }, {}, start));
    expect(again.steps[2]).toMatchObject({ status: "COMPLETED", data: { transactionId: "u" } });
  });

  test("a new customer's address stands in the notification from then on, which is as it was in all else", () => {
    const scene = begun(["notification", "customer-account", "enhance-profile"]);
    const links = { customerId: "c", email: "ana@example.com" };
    const { workflow, steps } = after(scene, completeStep(scene, {}, links, hoursLater(1)));
    expect(workflow).not.toHaveProperty("email");
    expect(steps[0]).toEqual({ ...scene.steps[0], data: { email: "ana@example.com" } });
    expect(steps.map(({ status }) => status)).toEqual(["COMPLETED", "COMPLETED", "ACTIVE"]);
  });

  test("57. declining ends the workflow at its step", () => {
    const scene = begun();
    const change = decline(scene, "DONT_KNOW_BUSINESS_SENDER", hoursLater(1));
    expect(change.workflow).toMatchObject({ status: "DECLINED", declineReason: "DONT_KNOW_BUSINESS_SENDER" });
    expect(statuses(after(scene, change))).toEqual([
      "COMPLETED",
      "COMPLETED",
      "DECLINED",
      "CREATED",
      "CREATED",
      "CREATED",
    ]);
    expect(change.told.map(({ current }) => current.status)).toEqual(["DECLINED"]);
  });
});

describe("time", () => {
  test("56. a reminder counts, and sets the time of the next one, as long as there is one", () => {
    const scene = after(begun(), extend(begun(), 24, daily, start));
    const first = remind(scene, daily, hoursLater(24));
    expect(first.notification).toMatchObject({
      serial: 1,
      origin: "REMINDER",
      notifiedBy: { id: "", type: "internal" },
    });
    expect(first.workflow.nextNotificationAt).toEqual(hoursLater(48));
    expect(remind(after(scene, first), daily, hoursLater(48)).workflow.nextNotificationAt).toBeNull();
  });

  test("55. at its end the customer is told, and steps stay as they are", () => {
    const change = expire(begun(), hoursLater(48));
    expect(change.workflow).toMatchObject({ status: "EXPIRED", nextNotificationAt: null });
    expect(change.notification).toMatchObject({ origin: "EXPIRY", notifiedBy: { id: "", type: "internal" } });
    expect(change.steps).toEqual([]);
  });

  test("54. more hours put off the end, and may bring another reminder", () => {
    const { workflow } = extend(begun(), 24, daily, hoursLater(30));
    expect(workflow.expireAt).toEqual(hoursLater(72));
    expect(workflow.nextNotificationAt).toEqual(hoursLater(48));
  });

  test("53. what is sent again by hand leaves the reminders alone", () => {
    const change = resend(begun(), by, hoursLater(3));
    expect(change.notification).toMatchObject({ serial: 1, origin: "MANUAL", notifiedBy: by });
    expect(change.workflow.nextNotificationAt).toEqual(hoursLater(24));
  });
});

const ended = after(begun(), cancel(begun(), hoursLater(1)));

test.each([
  ["opened", () => passIntroduction(ended, start)],
  ["completed", () => completeStep(ended, {}, {}, start)],
  ["failed", () => failStep(ended, {}, {}, start)],
  ["declined", () => decline(ended, "OTHER", start)],
  ["cancelled", () => cancel(ended, start)],
  ["expired", () => expire(ended, start)],
  ["extended", () => extend(ended, 1, daily, start)],
  ["reminded of", () => remind(ended, daily, start)],
  ["sent again", () => resend(ended, by, start)],
])("one that has ended is not %s", (_, act) => {
  expect(act).toThrow(Refusal);
  expect(act).toThrow("CANCELLED");
});
