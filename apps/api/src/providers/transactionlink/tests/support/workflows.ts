import type { components as Api } from "@understudy/contracts/transactionlink";
import type { components as Control } from "@understudy/contracts/transactionlink-control";
import { expect } from "vitest";
import { eventually } from "../../../../testing/eventually.ts";
import { type Draft, draftOf, type Step } from "./drafts.ts";
import { got, openSandbox } from "./sandbox.ts";

export type Steps = Readonly<Record<string, Step>>;
export type Execution = Control["schemas"]["ExecutionInFull"];
type Start = Partial<Api["schemas"]["InitialiseWorkflowRequest"]>;

export type Workflows = Awaited<ReturnType<typeof openWorkflows>>;

/** A sandbox whose clock stands, with shortcuts to draw, start and follow workflows. */
export async function openWorkflows(server: { readonly publicUrl: string }) {
  const world = await openSandbox(server);
  const { api, dashboard, path, platform, inFull } = world;
  const at = (workflowId: string) => ({ path: { ...path, workflowId } });
  const define = (steps: Steps, rest: Partial<Draft> = {}, id?: string) => world.draw(draftOf(steps, rest), id);
  const start = async (workflowDefinitionId: string, given: Start = {}) =>
    got(await api.initialiseWorkflow({ body: { workflowDefinitionId, locale: "en", parameters: {}, ...given } })).id;
  /** Goes on by so much, does all that is due, and answers what has run. */
  const go = async (advance = "PT0S") => got(await platform.moveClock({ path, body: { advance } })).ran;
  return {
    ...{ ...world, at, define, start, go, began: world.start },
    /** Draws a workflow and starts it. */
    begin: async (steps: Steps, given?: Start, rest?: Partial<Draft>) => start(await define(steps, rest), given),
    /** The same, and answers it when nothing is left to be done at this time of the clock. */
    async run(steps: Steps, given?: Start, rest?: Partial<Draft>): Promise<Execution> {
      const id = await start(await define(steps, rest), given);
      await go();
      return inFull(id);
    },
    /** Waits for what is done in its own time, without moving the clock; null for the end. */
    async reaches(id: string, key: string | null): Promise<Execution> {
      await eventually(async () => expect((await inFull(id)).current_step?.key ?? null).toBe(key));
      return inFull(id);
    },
    tell: (id: string, name: string, payload?: Record<string, unknown>) =>
      dashboard.sendWorkflowEvent({ ...at(id), body: { name, ...(payload && { payload }) } }),
    cancel: (workflowId: string) => api.cancelWorkflow({ path: { workflowId } }),
  };
}

/** Its way so far: `registry COMPLETED`. */
export const wayOf = ({ steps }: Execution) => steps.map(({ step, state }) => `${step} ${state}`);

/** The one run of a step. */
export function runOf({ steps }: Execution, key: string) {
  const [run, ...others] = steps.filter(({ step }) => step === key);
  if (!run || others.length > 0) throw new Error(`${key} was passed ${others.length + (run ? 1 : 0)} times`);
  return run;
}

/** A last step whose result is what these steps put out. */
export function outputsOf(...keys: readonly string[]): Step {
  return { type: "end", result: Object.fromEntries(keys.map((key) => [key, `$.steps.${key}`])) };
}
