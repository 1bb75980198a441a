import { Refusal } from "@understudy/domain";
import { type Action, type GivenAction, readAction } from "./action.ts";
import { type Condition, type GivenCondition, readCondition } from "./condition.ts";
import { demand, type ErrorCode, type Find, isMissing, isStorable } from "./problems.ts";

/** What is sent where, and when; children stand in the order in which they were added (providers/checkout.md 4.5). */
export interface Workflow {
  readonly id: string;
  readonly name?: string | undefined;
  readonly isActive: boolean;
  readonly conditions: readonly Condition[];
  readonly actions: readonly Action[];
}

/** A workflow as a client gave it: anything may be wrong with it. */
export interface GivenWorkflow {
  readonly name: unknown;
  readonly isActive: unknown;
  readonly conditions: readonly GivenCondition[] | null | undefined;
  readonly actions: readonly GivenAction[] | null | undefined;
}

export type NewId = (prefix: "wf" | "wfc" | "wfa") => string;

/** Active unless it says otherwise, and with at least one condition and one action (4.4). */
export function createWorkflow(given: GivenWorkflow, newId: NewId): Workflow {
  return demand((find) => {
    const { name, isActive = true } = readLabels(given, find);
    if (!given.conditions?.length)
      find("conditions_required", "conditions", "A workflow needs at least one condition.");
    if (!given.actions?.length) find("actions_required", "actions", "A workflow needs at least one action.");
    const conditions = readConditions(given.conditions ?? [], [], newId, find);
    const actions = readActions(given.actions ?? [], [], newId, find);
    return { id: newId("wf"), name, isActive, conditions, actions };
  });
}

/**
 * What is absent stays. A list replaces the whole list; an element with the id of a present child keeps it, any other
 * gets a new one (9.2). An empty list counts as absent, since Java's SDK always sends both (9.3).
 */
export function patchWorkflow(workflow: Workflow, given: GivenWorkflow, newId: NewId): Workflow {
  return demand((find) => {
    const { name = workflow.name, isActive = workflow.isActive } = readLabels(given, find);
    const conditions = given.conditions?.length
      ? readConditions(given.conditions, workflow.conditions, newId, find)
      : workflow.conditions;
    const actions = given.actions?.length
      ? readActions(given.actions, workflow.actions, newId, find)
      : workflow.actions;
    return { ...workflow, name, isActive, conditions, actions };
  });
}

/** The new condition is the last one. */
export function addCondition(workflow: Workflow, given: GivenCondition, newId: NewId): Workflow {
  return { ...workflow, conditions: [...workflow.conditions, acceptCondition(workflow, given, newId("wfc"))] };
}

/** Replaces all of it but its id and its place; even its type, unless another condition has that one (9.6). */
export function updateCondition(workflow: Workflow, conditionId: string, given: GivenCondition): Workflow {
  demandChild(workflow.conditions, conditionId);
  const changed = acceptCondition(workflow, given, conditionId);
  return { ...workflow, conditions: workflow.conditions.map((old) => (old.id === conditionId ? changed : old)) };
}

export function removeCondition(workflow: Workflow, conditionId: string): Workflow {
  return { ...workflow, conditions: without(workflow.conditions, conditionId, "conditions_required") };
}

/** The new action is the last one. */
export function addAction(workflow: Workflow, given: GivenAction, newId: NewId): Workflow {
  const webhook = demand((find) => readAction(given, "", find));
  return { ...workflow, actions: [...workflow.actions, { id: newId("wfa"), ...webhook }] };
}

/** Replaces all of it but its id and its place: what is not sent is gone. */
export function updateAction(workflow: Workflow, actionId: string, given: GivenAction): Workflow {
  demandChild(workflow.actions, actionId);
  const changed = { id: actionId, ...demand((find) => readAction(given, "", find)) };
  return { ...workflow, actions: workflow.actions.map((old) => (old.id === actionId ? changed : old)) };
}

export function removeAction(workflow: Workflow, actionId: string): Workflow {
  return { ...workflow, actions: without(workflow.actions, actionId, "actions_required") };
}

function readLabels(given: GivenWorkflow, find: Find): { name?: string; isActive?: boolean } {
  const { name, isActive } = given;
  const isName = isStorable(name) && [...name].length <= 255;
  if (!isMissing(name) && !isName) find("name_invalid", "name", "name is a text of at most 255 characters.");
  if (!isMissing(isActive) && typeof isActive !== "boolean")
    find("active_invalid", "active", "active is true or false.");
  return { ...(isName && { name }), ...(typeof isActive === "boolean" && { isActive }) };
}

function readConditions(given: readonly GivenCondition[], old: readonly Condition[], newId: NewId, find: Find) {
  const idOf = keeping(old, () => newId("wfc"));
  const types = new Set<string>();
  return given.flatMap((one, index): Condition[] => {
    const criterion = readCondition(one, `conditions.${index}`, find);
    if (!criterion) return [];
    if (types.has(criterion.type)) duplicate(criterion.type, `conditions.${index}.type`, find);
    types.add(criterion.type);
    return [{ id: idOf(one.id), ...criterion }];
  });
}

function readActions(given: readonly GivenAction[], old: readonly Action[], newId: NewId, find: Find): Action[] {
  const idOf = keeping(old, () => newId("wfa"));
  return given.map((one, index) => {
    const id = idOf(one.id);
    const kept = old.find((action) => action.id === id);
    return { id, ...readAction(one, `actions.${index}`, find, kept) };
  });
}

/** An id of a present child may be kept once; nobody chooses a new one. */
function keeping(old: readonly { readonly id: string }[], make: () => string): (id: unknown) => string {
  const free = new Set(old.map(({ id }) => id));
  return (id) => (typeof id === "string" && free.delete(id) ? id : make());
}

function acceptCondition(workflow: Workflow, given: GivenCondition, id: string): Condition {
  const criterion = demand((find) => {
    const read = readCondition(given, "", find);
    const others = workflow.conditions.filter((other) => other.id !== id);
    if (read && others.some(({ type }) => type === read.type)) duplicate(read.type, "type", find);
    return read;
  });
  if (!criterion) throw new Error("A condition that could not be read was not refused.");
  return { id, ...criterion };
}

function duplicate(type: string, field: string, find: Find): void {
  find("condition_type_duplicated", field, `A workflow has one condition of the type ${type} at most.`);
}

function demandChild(children: readonly { readonly id: string }[], id: string): void {
  if (!children.some((child) => child.id === id)) throw new Refusal("absent", `The workflow has no ${id}.`);
}

/** A workflow keeps at least one child of each kind; the conditions' part of that is not public (9.8). */
function without<Child extends { readonly id: string }>(
  children: readonly Child[],
  id: string,
  code: ErrorCode,
): readonly Child[] {
  demandChild(children, id);
  const rest = children.filter((child) => child.id !== id);
  if (rest.length > 0) return rest;
  throw new Refusal("invalid", `${id} is the last of its kind in its workflow.`, { codes: [code] });
}
