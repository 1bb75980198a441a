import { describe, expect, expectTypeOf, test } from "vitest";
import type { HandlerOf, OperationTable, Reply, Request } from "./handler.ts";
import type { Answer, Service } from "./provider.ts";
import type { Spooled } from "./spooling/spool.ts";
import type { Streamed } from "./streaming.ts";

interface Thing {
  id: string;
  amount: number;
}

/** As the generator writes it for a spec with these operations. */
interface operations {
  captureThing: {
    parameters: {
      query?: { dry?: boolean };
      header?: { "Idempotency-Key"?: string };
      path: { id: string };
      cookie?: never;
    };
    requestBody?: { content: { "application/json": { amount?: number } } };
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": { data: Thing } } };
      404: { headers: Record<string, unknown>; content: { "application/problem+json": { title: string } } };
    };
  };
  dropThing: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody?: never;
    responses: {
      204: { headers: Record<string, unknown>; content?: never };
      404: { headers: Record<string, unknown>; content: { "application/problem+json": { title: string } } };
    };
  };
  createThing: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody: { content: { "application/json": Thing } };
    responses: { 201: { headers: Record<string, unknown>; content: { "application/json": { data: Thing } } } };
  };
  uploadThing: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody: { content: { "multipart/form-data": { file: Blob; pages?: Blob[]; tags?: string[]; note?: string } } };
    responses: {
      201: { headers: Record<string, unknown>; content: { "application/json;charset=UTF-8": { data: Thing } } };
    };
  };
  drawThing: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody?: never;
    responses: { 200: { headers: Record<string, unknown>; content: { "image/png": Blob } } };
  };
  scanThing: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody: { content: { "application/pdf": Blob } };
    responses: {
      200: { headers: Record<string, unknown>; content: { "application/json": Thing; "text/javascript": Thing } };
    };
  };
}

interface Context {
  readonly now: Date;
}

type Handler<Id extends keyof operations> = HandlerOf<operations[Id], Context>;
type Handlers = { readonly [Id in keyof operations]: Handler<Id> };

const capture: Handler<"captureThing"> = async ({ path, body }) => ({
  status: 200,
  body: { data: { id: path.id, amount: body?.amount ?? 0 } },
});
const drop: Handler<"dropThing"> = async () => ({ status: 204 });
const create: Handler<"createThing"> = async ({ body }) => ({
  status: 201,
  body: { data: body },
  headers: { etag: "1" },
});
const upload: Handler<"uploadThing"> = async ({ body: { file, tags = [] } }) => ({
  status: 201,
  body: { data: { id: file.name, amount: tags.length } },
});
const scan: Handler<"scanThing"> = async ({ body }) => ({
  status: 200,
  body: { id: Buffer.from(await body.head(4)).toString(), amount: body.size },
  headers: { "Content-Type": "text/javascript" },
});
const draw: Handler<"drawThing"> = async () => ({ status: 200, body: new Uint8Array() });

describe("a request", () => {
  test("has the spec's parameters by their place, and headers in lower case", () => {
    type Captured = Request<operations["captureThing"]>;
    expectTypeOf<Captured["path"]["id"]>().toEqualTypeOf<string>();
    expectTypeOf<Captured["query"]["dry"]>().toEqualTypeOf<boolean | undefined>();
    expectTypeOf<Captured["header"]["idempotency-key"]>().toEqualTypeOf<string | undefined>();
    expectTypeOf<keyof Request<operations["createThing"]>["query"]>().toEqualTypeOf<never>();
  });

  test("has a body where one is required, perhaps one where it is optional, else none", () => {
    expectTypeOf<Request<operations["createThing"]>["body"]>().toEqualTypeOf<Thing>();
    expectTypeOf<Request<operations["captureThing"]>["body"]>().toEqualTypeOf<{ amount?: number } | undefined>();
    expectTypeOf<Request<operations["dropThing"]>["body"]>().toEqualTypeOf<undefined>();
  });
});

describe("a form", () => {
  test("has its files with their names, and its other fields as the spec has them", () => {
    type Form = Request<operations["uploadThing"]>["body"];
    expectTypeOf<Form>().toEqualTypeOf<{ file: File; pages?: File[]; tags?: string[]; note?: string }>();
  });
});

describe("a file", () => {
  test("is spooled where it is the whole body, and where it stood in one", () => {
    expectTypeOf<Request<operations["scanThing"]>["body"]>().toEqualTypeOf<Spooled>();
    expectTypeOf<Request<operations["createThing"]>["files"]>().toEqualTypeOf<ReadonlyMap<string, Spooled>>();
  });
});

describe("a reply", () => {
  test("is one of the documented statuses with its body", () => {
    expectTypeOf<Reply<operations["captureThing"]>["status"]>().toEqualTypeOf<200 | 404>();
    expectTypeOf<Extract<Reply<operations["dropThing"]>, { status: 204 }>["body"]>().toEqualTypeOf<undefined>();
    expectTypeOf<Reply<operations["uploadThing"]>["body"]>().toEqualTypeOf<{ data: Thing }>();
    expectTypeOf<Reply<operations["drawThing"]>["body"]>().toEqualTypeOf<string | Uint8Array | Streamed>();
    expectTypeOf<Reply<operations["scanThing"]>["body"]>().toEqualTypeOf<Thing | string | Uint8Array | Streamed>();
    expectTypeOf<Reply<operations["captureThing"]>>().toExtend<Answer>();
  });

  test("does not compile with an undocumented status, another status's body, or a body for 204", () => {
    // @ts-expect-error: 409 is not documented
    const conflict: Handler<"captureThing"> = async () => ({ status: 409, body: { title: "No" } });
    // @ts-expect-error: this is the body of 404
    const mixed: Handler<"captureThing"> = async () => ({ status: 200, body: { title: "No" } });
    // @ts-expect-error: 204 has no body
    const talkative: Handler<"dropThing"> = async () => ({ status: 204, body: { title: "Gone" } });
    // @ts-expect-error: the caller may leave the body out
    const trusting: Handler<"captureThing"> = async ({ body: { amount } }) => ({
      status: 404,
      body: { title: amount },
    });
    expect([conflict, mixed, talkative, trusting]).toHaveLength(4);
  });
});

describe("the handlers of a spec", () => {
  test("do not compile with one missing", () => {
    const some = { captureThing: capture, dropThing: drop, createThing: create, uploadThing: upload, scanThing: scan };
    const all: Handlers = { ...some, drawThing: draw };
    // @ts-expect-error: drawThing is missing
    const wrong: Handlers = some;
    expect(Object.keys(all)).toContain("drawThing");
    expect(Object.keys(wrong)).not.toContain("drawThing");
  });

  test("are what a service is made of", () => {
    expectTypeOf<Handlers>().toExtend<Service<Context>["handlers"]>();
  });

  test("have a table that names every operation", () => {
    const row = { method: "post", path: "/", scopes: [], statuses: [200] };
    // @ts-expect-error: three rows are missing
    const table: OperationTable<operations> = { captureThing: row };
    expect(table).toBeDefined();
  });
});
