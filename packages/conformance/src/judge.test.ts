import { describe, expect, test } from "vitest";
import { type Breach, BreachError } from "./breach.ts";
import { exchangeOf, judge } from "./judge.ts";

const thing = { id: "a", amount: 3 };

const json = (schema: object) => ({ content: { "application/json": { schema } } });

const file = {
  type: "object",
  required: ["file"],
  additionalProperties: false,
  properties: {
    file: { type: "string", format: "binary" },
    tags: { type: "array", items: { type: "string", maxLength: 3 } },
  },
};

const document = {
  openapi: "3.1.0",
  info: { title: "Acme", version: "1" },
  servers: [{ url: "https://api.acme.test/api/v1" }],
  paths: {
    "/things": {
      get: {
        operationId: "listThings",
        parameters: [
          { name: "limit", in: "query", schema: { type: "integer", maximum: 100 } },
          { name: "status", in: "query", schema: { type: "array", items: { enum: ["open", "shut"] } } },
          { name: "tag", in: "query", explode: false, schema: { type: "array", items: { type: "integer" } } },
          { name: "X-Trace", in: "header", required: true, schema: { type: "string", minLength: 2 } },
        ],
        responses: {
          200: { description: "", ...json({ type: "array", items: { $ref: "#/components/schemas/Thing" } }) },
        },
      },
      post: {
        operationId: "createThing",
        requestBody: { $ref: "#/components/requestBodies/Thing" },
        responses: {
          201: {
            description: "",
            headers: { Location: { required: true, schema: { type: "string", format: "uri" } } },
            ...json({ $ref: "#/components/schemas/Thing" }),
          },
          202: { description: "", content: { "text/javascript": { schema: { $ref: "#/components/schemas/Thing" } } } },
          400: { description: "", content: { "application/problem+json": { schema: { type: "object" } } } },
        },
      },
    },
    "/things/latest": { get: { operationId: "getLatestThing", responses: { 204: { description: "" } } } },
    "/things/files": {
      post: {
        operationId: "uploadThing",
        requestBody: { required: true, content: { "multipart/form-data": { schema: file } } },
        responses: { 201: { description: "", content: { "application/json;charset=UTF-8": { schema: true } } } },
      },
    },
    "/things/{id}": {
      parameters: [{ name: "id", in: "path", required: true, schema: { type: "string", pattern: "^th_" } }],
      delete: { operationId: "dropThing", responses: { 204: { description: "" } } },
    },
  },
  components: {
    requestBodies: { Thing: { required: true, ...json({ $ref: "#/components/schemas/Thing" }) } },
    schemas: {
      Thing: {
        type: "object",
        required: ["id", "amount"],
        properties: {
          id: { type: "string" },
          amount: { type: "integer" },
          at: { type: "string", format: "date-time" },
          child: { $ref: "#/components/schemas/Thing" },
        },
      },
    },
  },
};

const baseUrl = "http://127.0.0.1:4700/acme";
const at = (path: string) => `${baseUrl}/api/v1${path}`;

function answer(body: unknown, init: ResponseInit = {}, type = "application/json"): Response {
  const { headers, ...rest } = init;
  if (body === null) return new Response(null, init);
  return new Response(typeof body === "string" ? body : JSON.stringify(body), {
    ...rest,
    headers: { ...(headers as object), "content-type": type },
  });
}

const created = (body: unknown, headers: Record<string, string> = { location: "http://a.test/things/a" }) =>
  answer(body, { status: 201, headers });

/** What the judge says of one exchange, in words, and whether the request went out. */
async function verdict(input: string, init: RequestInit, response: Response, requests?: "all" | "accepted") {
  const breaches: Breach[] = [];
  const judged = judge(document, {
    baseUrl,
    fetch: async () => response,
    report: (found) => breaches.push(...found),
    requests,
  });
  await judged(input, init);
  return breaches.map((breach) => new BreachError([breach]).message);
}

const post = (body: unknown, type = "application/json"): RequestInit => ({
  method: "POST",
  body: typeof body === "string" ? body : JSON.stringify(body),
  headers: { "content-type": type },
});

/** A form with a file, one tag or more, and what else is named. */
function upload(tags: readonly string[], more: Record<string, string> = {}): RequestInit {
  const form = new FormData();
  form.append("file", new File(["%PDF"], "id.pdf", { type: "application/pdf" }));
  for (const tag of tags) form.append("tags", tag);
  for (const [name, value] of Object.entries(more)) form.append(name, value);
  return { method: "POST", body: form };
}
const uploaded = (type: string) => answer({}, { status: 201 }, type);

const listed = { headers: { "x-trace": "abc" } };

describe("an exchange that keeps to the spec", () => {
  test.each([
    ["a body and documented headers", at("/things"), post(thing), created({ ...thing, child: thing })],
    ["parameters of every kind", at("/things?limit=5&status=open&status=shut&tag=1,2"), listed, answer([])],
    ["JSON under its other name", at("/things"), post(thing), answer(thing, { status: 202 }, "text/javascript")],
    ["no body", at("/things/th_1"), { method: "DELETE" }, answer(null, { status: 204 })],
    ["a literal path where a parameter would fit too", at("/things/latest"), {}, answer(null, { status: 204 })],
    ["a media type with a charset", at("/things"), listed, answer([], {}, "application/json; charset=utf-8")],
    ["a form with a file", at("/things/files"), upload(["a"]), uploaded("application/json;charset=UTF-8")],
    [
      "parameters in other words",
      at("/things/files"),
      upload(["a", "b"]),
      uploaded('APPLICATION/json; charset="utf-8"'),
    ],
    ["a field that the schema leaves open", at("/things"), post({ ...thing, more: 1 }), created({ ...thing, more: 1 })],
  ])("passes: %s", async (_, input, init, response) => {
    expect(await verdict(input, init, response)).toEqual([]);
  });

  test("is handed on as it was, and can be told by the judge afterwards", async () => {
    const judged = judge(document, { baseUrl, fetch: async () => created(thing) });
    const response = await judged(at("/things"), post(thing));
    expect(exchangeOf(response)).toEqual({ operation: "createThing", body: JSON.stringify(thing) });
    expect(await response.json()).toEqual(thing);
  });
});

describe("an answer that breaks the spec", () => {
  test.each([
    [
      "a status that is not documented",
      answer({ no: 1 }, { status: 418 }),
      "status 418 is not documented; it came with",
    ],
    ["a field of the wrong type", created({ id: "a", amount: "3" }), "body amount must be integer"],
    ["a field that is missing", created({ id: "a" }), "body must have required property 'amount'"],
    [
      "a wrong field far inside",
      created({ ...thing, child: { ...thing, child: { id: 7, amount: 1 } } }),
      "body child.child.id must be string",
    ],
    ["a time that is none", created({ ...thing, at: "yesterday" }), `body at must match format "date-time"`],
    ["a body that is not JSON", created("{"), "body is not JSON"],
    ["JSON under its other name", answer({ id: "a" }, { status: 202 }, "text/javascript"), "body must have required"],
    ["a body that is missing", created(""), "body is missing"],
    [
      "another media type",
      answer("<a/>", { status: 201, headers: { location: "http://a.test" } }, "text/html"),
      "header content-type is text/html, documented is application/json",
    ],
    [
      "another media type of the same body",
      answer({}, { status: 400 }),
      "header content-type is application/json, documented is application/problem+json",
    ],
    ["a header that is missing", created(thing, {}), "header location is missing"],
    [
      "a header of the wrong form",
      created(thing, { location: "not a uri" }),
      `header location must match format "uri"`,
    ],
  ])("fails: %s", async (_, response, message) => {
    const [said, ...more] = await verdict(at("/things"), post(thing), response);
    expect(said).toContain(`createThing: response ${message}`);
    expect(more).toEqual([]);
  });

  test("fails: a media type without the parameters that the document writes", async () => {
    expect(await verdict(at("/things/files"), upload([]), uploaded("application/json"))).toEqual([
      "uploadThing: response header content-type is application/json, documented is application/json;charset=UTF-8",
    ]);
  });

  test("fails: a body where none is documented", async () => {
    expect(await verdict(at("/things/th_1"), { method: "DELETE" }, answer({}, { status: 200 }))).toEqual([
      "dropThing: response status 200 is not documented; it came with {}",
    ]);
  });

  test("tells of all faults at once", async () => {
    expect(await verdict(at("/things"), post(thing), created({ id: 1 }, {}))).toHaveLength(3);
  });
});

describe("a request that breaks the spec", () => {
  const deleted = answer(null, { status: 204 });
  test.each([
    ["a path that no operation has", at("/nothings"), {}, "GET /acme/api/v1/nothings: request path is no operation"],
    ["a method that the path has not", at("/things/latest"), { method: "PUT" }, "is no operation of the spec"],
    ["an address outside the base", "http://127.0.0.1:4700/other/things", {}, "is no operation of the spec"],
    [
      "a path parameter of the wrong form",
      at("/things/x"),
      { method: "DELETE" },
      "dropThing: request path id must match",
    ],
    [
      "a query parameter beyond its range",
      at("/things?limit=101"),
      listed,
      "listThings: request query limit must be <= 100",
    ],
    ["a query parameter that is no number", at("/things?limit=many"), listed, "query limit must be integer"],
    ["a query parameter that stands twice", at("/things?limit=1&limit=2"), listed, "query limit stands more than once"],
    ["a query parameter that nobody knows", at("/things?colour=red"), listed, "query colour is not documented"],
    ["a wrong item of a list", at("/things?status=open&status=ajar"), listed, "query status.1 must be equal to one of"],
    ["a wrong item between commas", at("/things?tag=1,b"), listed, "query tag.1 must be integer"],
    ["a header that is missing", at("/things"), {}, "listThings: request header x-trace is missing"],
    [
      "a header of the wrong form",
      at("/things"),
      { headers: { "x-trace": "a" } },
      "header x-trace must NOT have fewer",
    ],
    ["a body that is missing", at("/things"), { method: "POST" }, "createThing: request body is missing"],
    [
      "a field of the wrong type",
      at("/things"),
      post({ id: 1, amount: 3 }),
      "createThing: request body id must be string",
    ],
    ["a body that is not JSON", at("/things"), post("{"), "createThing: request body is not JSON"],
    [
      "a field of a form that is wrong",
      at("/things/files"),
      upload(["a", "long"]),
      "request body tags.1 must NOT have more",
    ],
    ["a field of a form that nobody knows", at("/things/files"), upload([], { x: "1" }), "must NOT have additional"],
    [
      "a form that is none",
      at("/things/files"),
      post("x", "multipart/form-data; boundary=x"),
      "request body is no form",
    ],
    ["another media type", at("/things"), post("a=1", "text/plain"), "request header content-type is text/plain"],
    [
      "a body where none is taken",
      at("/things/th_1"),
      { ...post({}), method: "DELETE" },
      "body is there but not documented",
    ],
  ])("fails: %s", async (_, input, init, message) => {
    const said = await verdict(input, init, deleted.clone());
    expect(said.filter((line) => line.includes(" request "))).toEqual([expect.stringContaining(message)]);
  });

  test("is not sent, where breaches are thrown", async () => {
    let sent = 0;
    const send = async () => {
      sent += 1;
      return created(thing);
    };
    const judged = judge(document, { baseUrl, fetch: send });
    await expect(judged(at("/things"), post({ id: "a" }))).rejects.toThrow(BreachError);
    await expect(judged(at("/things"), post({ id: "a" }))).rejects.toThrow(
      "createThing: request body must have required property 'amount'",
    );
    expect(sent).toBe(0);
  });

  test("may be sent on purpose, as long as it is refused", async () => {
    const refused = () => answer({}, { status: 400 }, "application/problem+json");
    expect(await verdict(at("/things"), post({ id: "a" }), refused(), "accepted")).toEqual([]);
    expect(await verdict(at("/things"), post({ id: "a" }), created(thing), "accepted")).toEqual([
      "createThing: request body must have required property 'amount'",
    ]);
  });
});
