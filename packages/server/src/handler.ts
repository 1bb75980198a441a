import type { Spooled } from "./spooling/spool.ts";
import type { Streamed } from "./streaming.ts";

/**
 * What a handler gets, typed by the spec and already valid: parameters by their place, the JSON body, the fields and
 * files of a form, or a body that is one file. Header names are in lower case, as Node has them.
 */
export interface Request<Operation> {
  readonly path: ParametersIn<Operation, "path">;
  readonly query: ParametersIn<Operation, "query">;
  readonly header: LowerCased<ParametersIn<Operation, "header">>;
  readonly body: BodyOf<Operation>;
  /** Files that stood in the JSON as texts, by the dotted paths of their fields; without `x-inline-files` there are none. */
  readonly files: ReadonlyMap<string, Spooled>;
}

/** What a handler may answer: one of the documented statuses with the body that the spec gives it. */
export type Reply<Operation> = Operation extends { responses: infer Responses }
  ? { [Status in keyof Responses & number]: Documented<Status, Responses[Status]> }[keyof Responses & number]
  : never;

export type HandlerOf<Operation, Context> = (
  request: Request<Operation>,
  context: Context,
) => Promise<Reply<Operation>>;

/** Where each operation lives, which scopes it asks for, and what it may answer. */
export type OperationTable<Operations> = {
  readonly [Id in keyof Operations]: {
    readonly method: string;
    readonly path: string;
    readonly scopes: readonly string[];
    readonly statuses: readonly number[];
  };
};

type Headers = Readonly<Record<string, string>>;

type Documented<Status, Response> = Response extends { content: infer Content }
  ? { readonly status: Status; readonly body: Written<Content>; readonly headers?: Headers }
  : { readonly status: Status; readonly body?: undefined; readonly headers?: Headers };

/** The JSON of a documented answer; what is not JSON is given as it goes onto the wire. */
type Written<Content> = {
  [Type in keyof Content]: Type extends Json ? Content[Type] : AsIs | ObjectIn<Content[Type]>;
}[keyof Content];

type AsIs = string | Uint8Array | Streamed;

/** An object goes out as JSON, whatever its type is called. */
type ObjectIn<Value> = Value extends Blob ? never : Value extends object ? Value : never;

/** JSON types, with parameters or without: `application/json;charset=UTF-8`. */
type Json = `${string}json` | `${string}json;${string}`;

type ParametersIn<Operation, Place extends "path" | "query" | "header"> = Operation extends {
  parameters: { [In in Place]?: infer Parameters };
}
  ? [NonNullable<Parameters>] extends [never]
    ? Nothing
    : Readonly<NonNullable<Parameters>>
  : Nothing;

type Nothing = Readonly<Record<never, never>>;

type LowerCased<Parameters> = {
  readonly [Name in keyof Parameters as Name extends string ? Lowercase<Name> : never]: Parameters[Name];
};

type BodyOf<Operation> = Operation extends { requestBody: { content: infer Content } }
  ? Read<Content>
  : Operation extends { requestBody?: infer Body }
    ? [NonNullable<Body>] extends [{ content: infer Content }]
      ? Read<Content> | undefined
      : undefined
    : undefined;

type Read<Content> = {
  [Type in keyof Content]: Type extends `multipart/form-data${string}`
    ? Fields<Content[Type]>
    : Content[Type] extends Blob
      ? Spooled
      : Content[Type];
}[keyof Content];

/** A form's fields, with what the spec calls a binary as the file that came. */
type Fields<Form> = { [Name in keyof Form]: Field<Form[Name]> };

type Field<Value> = Value extends Blob ? File : Value extends readonly (infer Item)[] ? Field<Item>[] : Value;
