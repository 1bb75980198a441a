import type { Workflow, WorkflowDefinition } from "../../rules/workflow.ts";

/** A workflow as it is kept. */
export interface StoredWorkflow extends Workflow {
  readonly createdAt: Date;
  readonly sequence: bigint;
}

interface Row {
  readonly id: string;
  readonly definition: unknown;
  readonly createdAt: Date;
  readonly sequence: bigint;
}

export function workflowFrom({ id, definition }: Row): Workflow {
  // Written by the store of workflows, and by nobody else.
  return { id, ...(definition as WorkflowDefinition) };
}

export function storedFrom(row: Row): StoredWorkflow {
  return { ...workflowFrom(row), createdAt: row.createdAt, sequence: row.sequence };
}
