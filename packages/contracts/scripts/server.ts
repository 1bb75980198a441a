import type { Spec } from "./spec.ts";
import { mark } from "./write.ts";

/** A spec's side of the server: what a handler looks like, which ones there must be, and where each operation lives. */
export function serverModule(spec: Spec): string {
  return [
    `// ${mark(`specs/${spec.file}`)}`,
    "",
    `import type { operations as Operations } from "@understudy/contracts/${spec.name}";`,
    `import type { HandlerOf, OperationTable, Reply as ReplyOf, Request as RequestOf } from "../handler.ts";`,
    "",
    "export type OperationId = keyof Operations;",
    "",
    "/** Answers one operation: gets a request that fits the spec, and can give only what the spec documents. */",
    "export type Handler<Operation extends OperationId, Context> = HandlerOf<Operations[Operation], Context>;",
    "",
    "/** A handler for every operation. */",
    "export type Handlers<Context> = { readonly [Operation in OperationId]: Handler<Operation, Context> };",
    "",
    "export type Request<Operation extends OperationId> = RequestOf<Operations[Operation]>;",
    "",
    "export type Reply<Operation extends OperationId> = ReplyOf<Operations[Operation]>;",
    "",
    "export const operations = {",
    ...spec.operations.map(
      ({ id, method, path, scopes, statuses }) =>
        `  ${id}: { method: "${method}", path: "${path}", scopes: ${list(scopes)}, statuses: ${list(statuses)} },`,
    ),
    "} as const satisfies OperationTable<Operations>;",
    "",
  ].join("\n");
}

function list(values: readonly (string | number)[]): string {
  return `[${values.map((value) => JSON.stringify(value)).join(", ")}]`;
}
