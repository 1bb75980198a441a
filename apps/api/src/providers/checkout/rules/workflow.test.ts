import { expect, it } from "vitest";
import {
  codesOf,
  forChannels,
  forEntities,
  forEvents,
  given,
  givenAction,
  idMaker,
  refusalOf,
  workflow,
} from "./testing.ts";
import {
  addAction,
  addCondition,
  createWorkflow,
  patchWorkflow,
  removeAction,
  removeCondition,
  updateAction,
  updateCondition,
} from "./workflow.ts";

const entity = "ent_axclravnqf5u5ejkweijnp5zc4";
const channel = "pc_axclravnqf5u5ejkweijnp5zc4";
const events = { gateway: ["payment_approved"] };
const create = (changes = {}) => createWorkflow(given(changes), idMaker());

it("11. a workflow is active unless it says otherwise", () => {
  expect(workflow().isActive).toBe(true);
  expect(workflow({ isActive: null }).isActive).toBe(true);
  expect(workflow({ isActive: false }).isActive).toBe(false);
});

it("12. a workflow without conditions is refused, and one without actions is", () => {
  expect(codesOf(() => create({ actions: [givenAction()] }))).toEqual(["conditions_required"]);
  expect(codesOf(() => create({ conditions: [forEvents(events)] }))).toEqual(["actions_required"]);
  expect(codesOf(() => create())).toEqual(["conditions_required", "actions_required"]);
  expect(codesOf(() => create({ conditions: [], actions: [] }))).toEqual(["conditions_required", "actions_required"]);
});

it("13. two conditions of one type are refused", () => {
  const conditions = [forEvents(events), forEntities([entity]), forEvents({ dispute: ["dispute_won"] })];
  const refusal = refusalOf(() => workflow({ conditions }));
  expect(refusal.details.codes).toEqual(["condition_type_duplicated"]);
  expect(Object.keys(refusal.details.fields ?? {})).toEqual(["conditions.2.type"]);
});

it("tells all that is wrong in one answer, each code once", () => {
  const refusal = refusalOf(() =>
    create({
      name: 5,
      isActive: "yes",
      conditions: [forEvents({ a: ["b"] }), forEntities([])],
      actions: [givenAction({ url: "ftp://x" }), givenAction({ url: "y", type: "slack" })],
    }),
  );
  expect(refusal.code).toBe("invalid");
  expect(refusal.details.codes).toEqual([
    ...["name_invalid", "active_invalid", "events_invalid", "entities_required"],
    ...["action_url_invalid", "action_type_invalid"],
  ]);
  expect(Object.keys(refusal.details.fields ?? {})).toContain("actions.1.url");
});

it("takes a name of 255 characters, and none at all", () => {
  expect(workflow({ name: "😀".repeat(255) }).name).toHaveLength(510);
  expect(codesOf(() => workflow({ name: "x".repeat(256) }))).toEqual(["name_invalid"]);
  expect(codesOf(() => workflow({ name: "a\0b" }))).toEqual(["name_invalid"]);
  expect(workflow().name).toBeUndefined();
});

it("16. every condition and action has an id of its own", () => {
  const { id, conditions, actions } = workflow({ conditions: [forEvents(events), forEntities([entity])] });
  expect(id).toMatch(/^wf_[a-z2-7]{26}$/);
  for (const condition of conditions) expect(condition.id).toMatch(/^wfc_[a-z2-7]{26}$/);
  for (const action of actions) expect(action.id).toMatch(/^wfa_[a-z2-7]{26}$/);
  expect(new Set(conditions.map((condition) => condition.id)).size).toBe(2);
});

it("19. conditions keep the order in which they came", () => {
  const made = workflow({ conditions: [forEvents(events), forEntities([entity])] });
  const grown = addCondition(made, forChannels([channel]), idMaker());
  expect(grown.conditions.map(({ type }) => type)).toEqual(["event", "entity", "processing_channel"]);
  const changed = updateCondition(grown, made.conditions[0]?.id ?? "", forEvents({ dispute: ["dispute_won"] }));
  expect(changed.conditions.map(({ type }) => type)).toEqual(["event", "entity", "processing_channel"]);
});

it("a condition of a type that the workflow has is not added", () => {
  expect(codesOf(() => addCondition(workflow(), forEvents(events), idMaker()))).toEqual(["condition_type_duplicated"]);
});

it("21. 22. a patch leaves what it does not name", () => {
  const made = workflow({ name: "before", isActive: false });
  expect(patchWorkflow(made, given({ name: "after" }), idMaker())).toEqual({ ...made, name: "after" });
  expect(patchWorkflow(made, given({ isActive: true }), idMaker())).toEqual({ ...made, isActive: true });
  expect(patchWorkflow(made, given(), idMaker())).toEqual(made);
});

it("a patch with empty lists leaves both, since Java's SDK always sends them", () => {
  const made = workflow();
  expect(patchWorkflow(made, given({ conditions: [], actions: [] }), idMaker())).toEqual(made);
});

it("a patched list replaces the whole list, and only a present child's id is kept", () => {
  const made = workflow({ actions: [givenAction({ signature: { key: "secret" } }), givenAction()] });
  const [first] = made.actions;
  const url = "https://example.com/other";
  const stranger = "wfa_axclravnqf5u5ejkweijnp5zc4";
  const newId = (prefix: string) => `${prefix}_new`;
  const patched = patchWorkflow(
    made,
    given({
      actions: [
        givenAction({ id: stranger, url }),
        givenAction({ id: first?.id, url }),
        givenAction({ id: first?.id }),
      ],
    }),
    newId,
  );
  expect(patched.actions.map(({ id }) => id)).toEqual(["wfa_new", first?.id, "wfa_new"]);
  expect(patched.actions[1]).toMatchObject({ url, signature: { key: "secret" } });
  expect(patched.actions[0]).not.toHaveProperty("signature");
  expect(patched.conditions).toEqual(made.conditions);
});

it("a patch is refused like a creation", () => {
  const conditions = [forEntities([entity]), forEntities([entity])];
  const patch = () => patchWorkflow(workflow(), given({ conditions, actions: [givenAction({ url: 1 })] }), idMaker());
  expect(codesOf(patch)).toEqual(["condition_type_duplicated", "action_url_invalid"]);
});

it("24. a changed action keeps its id and nothing that was not sent again", () => {
  const made = workflow({ actions: [givenAction({ signature: { key: "k" }, headers: { A: "b" } }), givenAction()] });
  const [first, second] = made.actions;
  const changed = updateAction(made, first?.id ?? "", givenAction({ url: "http://localhost/new" }));
  expect(changed.actions).toEqual([{ id: first?.id, url: "http://localhost/new", headers: {} }, second]);
});

it("25. a changed condition keeps its id, and there are as many as before", () => {
  const made = workflow({ conditions: [forEvents(events), forEntities([entity])] });
  const [first, second] = made.conditions;
  const changed = updateCondition(made, first?.id ?? "", forEvents({ dispute: ["dispute_won"] }));
  expect(changed.conditions).toEqual([{ id: first?.id, type: "event", events: { dispute: ["dispute_won"] } }, second]);
});

it("a condition may become one of another type that the workflow does not have yet", () => {
  const made = workflow({ conditions: [forEvents(events), forEntities([entity])] });
  const id = made.conditions[1]?.id ?? "";
  const changed = updateCondition(made, id, forChannels([channel]));
  expect(changed.conditions[1]).toEqual({ id, type: "processing_channel", processingChannels: [channel] });
  expect(codesOf(() => updateCondition(made, id, forEvents(events)))).toEqual(["condition_type_duplicated"]);
});

it("26. a removed child is gone, and removing it again finds nothing", () => {
  const made = addAction(
    workflow({ conditions: [forEvents(events), forEntities([entity])] }),
    givenAction(),
    idMaker(),
  );
  const conditionId = made.conditions[0]?.id ?? "";
  const actionId = made.actions[1]?.id ?? "";
  const smaller = removeAction(removeCondition(made, conditionId), actionId);
  expect(smaller.conditions.map(({ type }) => type)).toEqual(["entity"]);
  expect(smaller.actions).toHaveLength(1);
  expect(refusalOf(() => removeCondition(smaller, conditionId)).code).toBe("absent");
  expect(refusalOf(() => removeAction(smaller, actionId)).code).toBe("absent");
  expect(refusalOf(() => updateAction(smaller, actionId, givenAction())).code).toBe("absent");
  expect(refusalOf(() => updateCondition(smaller, conditionId, forEvents(events))).code).toBe("absent");
});

it("the last condition and the last action stay", () => {
  const made = workflow();
  expect(codesOf(() => removeCondition(made, made.conditions[0]?.id ?? ""))).toEqual(["conditions_required"]);
  expect(codesOf(() => removeAction(made, made.actions[0]?.id ?? ""))).toEqual(["actions_required"]);
});
