import type { Fault } from "@understudy/domain";
import { fault, objectIn } from "./reading.ts";
import { type StepName, stepNames } from "./step.ts";
import { inWords } from "./suggestion.ts";

/** A step of which the name may be trusted. */
interface NamedStep {
  /** Where it stands in the request. */
  readonly index: number;
  readonly name: StepName;
}

/** The steps whose name is one; of the others the spec's schema tells. */
export function namedSteps(steps: readonly unknown[]): readonly NamedStep[] {
  return steps.flatMap((step, index) => {
    const given = objectIn(step)?.name;
    const name = stepNames.find((each) => each === given);
    return name === undefined ? [] : [{ index, name }];
  });
}

/**
 * Which steps there may be together, and in which order. Where a name is unknown nothing is said to be missing: it may
 * be the one that was misspelled.
 */
export function judgeOrder(steps: readonly unknown[], at: string): readonly Fault[] {
  const named = namedSteps(steps);
  const names = named.map(({ name }) => name);
  const single = named.filter(({ name }, index) => names.indexOf(name) === index);
  return [
    ...(named.length === steps.length ? missing(single, at) : []),
    ...named.filter((step) => !single.includes(step)).map(({ index, name }) => duplicated(at, index, name)),
    ...exclusive(single, at),
    ...misplaced(single).map(({ index, name }) => {
      return fault(`${at}.${index}.name`, "STEP_ORDER_INVALID", `must come ${placeOf(name, single)}`);
    }),
  ];
}

/** Two steps that do the same in different ways share a slot. */
const slots: readonly (readonly StepName[])[] = [
  ["notification"],
  ["customer-account", "lookup-profile"],
  ["enhance-profile"],
  ["financial-account", "lookup-financial-account"],
  ["document-acceptance"],
  ["move-money"],
];
const slotOf = (name: StepName) => slots.findIndex((slot) => slot.includes(name));

/** What is not there and has to be. */
function lackingIn(names: ReadonlySet<StepName>) {
  const has = (...any: StepName[]) => any.some((name) => names.has(name));
  return {
    notification: !has("notification"),
    customer: !has("customer-account", "lookup-profile"),
    account: has("move-money") && !has("financial-account", "lookup-financial-account"),
    // A new customer has no account yet that could be looked up.
    existing: has("lookup-financial-account") && has("customer-account") && !has("lookup-profile"),
  };
}

/** The steps that `judgeOrder` tells the business to add, each of which may be what it meant. */
export function wantedSteps(names: ReadonlySet<StepName>): readonly StepName[] {
  const lacking = lackingIn(names);
  return [
    ...(lacking.notification ? (["notification"] as const) : []),
    ...(lacking.customer || lacking.existing ? (["customer-account", "lookup-profile"] as const) : []),
    ...(lacking.account || lacking.existing ? (["financial-account"] as const) : []),
    ...(lacking.account ? (["lookup-financial-account"] as const) : []),
  ];
}

function missing(steps: readonly NamedStep[], at: string): readonly Fault[] {
  const lacking = lackingIn(new Set(steps.map(({ name }) => name)));
  const rule = "STEP_DEPENDENCY_MISSING";
  const found: Fault[] = [];
  if (lacking.notification) found.push(fault(at, rule, "must begin with notification, which is not there"));
  if (lacking.customer)
    found.push(
      fault(at, rule, "must have customer-account (a new customer) or lookup-profile (one that exists) second"),
    );
  for (const { index, name } of steps) {
    const field = `${at}.${index}.name`;
    if (name === "move-money" && lacking.account)
      found.push(fault(field, rule, "needs financial-account or lookup-financial-account before it"));
    if (name === "lookup-financial-account" && lacking.existing)
      found.push(fault(field, rule, "needs lookup-profile: a new customer has no account yet; use financial-account"));
  }
  return found;
}

function duplicated(at: string, index: number, name: StepName): Fault {
  return fault(`${at}.${index}.name`, "STEP_DUPLICATED", `repeats ${name}; each step may be there once`);
}

function exclusive(steps: readonly NamedStep[], at: string): readonly Fault[] {
  return slots.flatMap((slot) => {
    const [first, second] = steps.filter(({ name }) => slot.includes(name));
    if (!first || !second) return [];
    const message = `cannot be ${second.name} where ${first.name} is there too; leave one of them out`;
    return [fault(`${at}.${second.index}.name`, "STEPS_MUTUALLY_EXCLUSIVE", message)];
  });
}

/** As few steps as have to be moved to put all in order: those that are not in the longest row that is in order. */
function misplaced(steps: readonly NamedStep[]): readonly NamedStep[] {
  const rows: NamedStep[][] = [];
  for (const step of steps) {
    const before = rows.filter((row) => slotOf(row.at(-1)?.name ?? step.name) <= slotOf(step.name));
    rows.push([...longest(before), step]);
  }
  const kept = longest(rows);
  return steps.filter((step) => !kept.includes(step));
}

function longest(rows: readonly NamedStep[][]): NamedStep[] {
  return rows.reduce((best, row) => (row.length > best.length ? row : best), []);
}

/** `after notification and before move-money` */
function placeOf(name: StepName, steps: readonly NamedStep[]): string {
  const others = steps.map((step) => step.name).sort((one, other) => slotOf(one) - slotOf(other));
  const before = others.filter((other) => slotOf(other) < slotOf(name)).at(-1);
  const after = others.find((other) => slotOf(other) > slotOf(name));
  return inWords([...(before ? [`after ${before}`] : []), ...(after ? [`before ${after}`] : [])], "and");
}
