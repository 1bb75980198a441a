import type { components } from "@understudy/contracts/transactionlink-control";
import type { Context } from "@understudy/engine";
import type { Definition } from "../../rules/definition.ts";
import type { StepRun } from "../../rules/execution.ts";
import { expiryToWire } from "../../rules/expiry.ts";
import { stepOf } from "../../rules/standing.ts";
import type { KnownExecution } from "../../store/executions.ts";
import { linkTo } from "../../wire/execution.ts";

type Schemas = components["schemas"];

export function executionToWire(
  ctx: Context,
  { execution, token, since }: KnownExecution,
  definition: Definition,
): Schemas["Execution"] {
  const { currentStep, awaits } = execution;
  const stands = currentStep !== null && awaits !== null;
  return {
    id: execution.id,
    definition_id: execution.definitionId,
    name: execution.name,
    revision: execution.revision,
    execution_type: execution.executionType,
    status: execution.status,
    locale: execution.locale,
    parameters: { ...execution.parameters },
    record_id: execution.recordId,
    expires_at: expiryToWire(execution.expiresAt, execution.expiresAtMicros),
    created_at: execution.createdAt.toISOString(),
    ended_at: execution.endedAt?.toISOString() ?? null,
    current_step: stands
      ? { key: currentStep, type: stepOf(definition, currentStep).type, awaits, since: since.toISOString() }
      : null,
    link: token === null || !stands ? null : linkTo(ctx, token),
    failure: execution.failure && { ...execution.failure },
    result: execution.result && { ...execution.result },
  };
}

export function runToWire({ number, step, type, state, attempt, input, output, error, ...times }: StepRun) {
  return {
    ...{ number, step, type, state, attempt, input, output },
    error: error && { ...error },
    started_at: times.startedAt.toISOString(),
    ended_at: times.endedAt?.toISOString() ?? null,
  };
}
