/** A spec small enough to be read at once, with one of everything that `mount` has to care for. */
export const document = {
  openapi: "3.1.0",
  info: { title: "Fixture", version: "1" },
  servers: [{ url: "https://api.example.com/v1" }, { url: "https://sandbox.example.com/other" }],
  security: [{ key: ["things:read"] }],
  paths: {
    "/things": {
      post: {
        operationId: "createThing",
        security: [{ key: ["things:write", "things:admin"] }],
        requestBody: { required: true, content: json({ $ref: "#/components/schemas/NewThing" }) },
        responses: answers({ 201: { $ref: "#/components/schemas/Thing" } }),
      },
      get: {
        operationId: "listThings",
        parameters: [
          query("limit", { type: "integer", minimum: 1, maximum: 100, default: 20 }),
          query("status", { type: "array", items: { type: "string", enum: ["new", "old"] } }),
          { ...query("tags", { type: "array", items: { type: "string" } }), explode: false },
          query("since", { type: "string", format: "date-time" }),
          query("open", { type: "boolean" }),
          { name: "where", in: "query", content: json({ type: "object", properties: { a: { type: "integer" } } }) },
          { name: "X-Trace-Level", in: "header", schema: { type: "integer" } },
        ],
        responses: answers({ 200: true }),
      },
    },
    "/things/mine": { get: { operationId: "readMine", responses: answers({ 200: true }) } },
    "/things/{thingId}": {
      parameters: [{ $ref: "#/components/parameters/ThingId" }],
      get: { operationId: "readThing", responses: answers({ 200: { $ref: "#/components/schemas/Thing" } }) },
      delete: { operationId: "dropThing", responses: { 204: { description: "Gone" }, ...answers({}) } },
      patch: {
        operationId: "changeThing",
        requestBody: {
          content: {
            "application/json": { schema: { $ref: "#/components/schemas/Change" } },
            "application/*+json": { schema: { $ref: "#/components/schemas/Change" } },
          },
        },
        responses: answers({ 200: true }),
      },
    },
    "/things/{thingId}:shout": {
      parameters: [{ $ref: "#/components/parameters/ThingId" }],
      post: { operationId: "shout", security: [{}, { key: [] }], responses: answers({ 200: true }) },
    },
    "/count/{number}": {
      get: {
        operationId: "count",
        parameters: [{ name: "number", in: "path", required: true, schema: { type: "integer" } }],
        responses: answers({ 200: true }),
      },
    },
    "/token": {
      post: {
        operationId: "issueToken",
        security: [],
        requestBody: {
          required: true,
          content: {
            "application/x-www-form-urlencoded": {
              schema: { type: "object", required: ["grant"], properties: { grant: { enum: ["client"] } } },
            },
          },
        },
        responses: answers({ 200: true }),
      },
    },
    "/files": {
      post: {
        operationId: "sendFile",
        requestBody: { content: { "multipart/form-data": schemaOf("NewFile") } },
        responses: answers({ 200: true }),
      },
    },
    "/spelled": {
      put: {
        operationId: "spell",
        requestBody: { content: { "Application/JSON;charset=UTF-8": schemaOf("Change") } },
        responses: {
          ...answers({}),
          200: { description: "Good", content: { "application/json;charset=UTF-8": schemaOf("Change") } },
        },
      },
    },
    "/papers": {
      put: {
        operationId: "sendPapers",
        requestBody: {
          content: {
            "application/json": {
              "x-inline-files": { fields: ["documents.*.content", "cover"], maxBytes: 200_000, maxTotalBytes: 300_000 },
              schema: { $ref: "#/components/schemas/Papers" },
            },
          },
        },
        responses: answers({ 200: true }),
      },
    },
    "/scan": {
      post: {
        operationId: "sendScan",
        requestBody: {
          required: true,
          content: { "application/pdf": { "x-streamed": { maxBytes: 300_000 }, ...schemaOf("Binary") } },
        },
        responses: answers({ 200: true }),
      },
    },
    "/script": {
      get: {
        operationId: "readScript",
        responses: {
          ...answers({}),
          200: {
            description: "Good",
            content: {
              "application/json": schemaOf("Change"),
              "text/javascript": schemaOf("Change"),
              "text/plain": {},
            },
          },
        },
      },
    },
    "/picture": {
      get: {
        operationId: "readPicture",
        responses: { 200: { description: "A picture", content: { "image/png": {} } }, ...answers({}) },
      },
    },
  },
  components: {
    securitySchemes: { key: { type: "http", scheme: "bearer" } },
    parameters: { ThingId: { name: "thingId", in: "path", required: true, schema: { type: "string", maxLength: 20 } } },
    schemas: {
      NewThing: {
        type: "object",
        required: ["name", "amount"],
        properties: {
          name: { type: "string", minLength: 1, description: "What it is called" },
          amount: { type: "integer", minimum: 0, maximum: 1000 },
          kind: { type: "string", enum: ["small", "large"], default: "small" },
          note: { type: ["string", "null"] },
          day: { type: "string", format: "date" },
          at: { type: "string", format: "date-time" },
          mail: { type: "string", format: "email" },
          link: { type: "string", format: "uri" },
          uuid: { type: "string", format: "uuid" },
          parts: { type: "array", items: { $ref: "#/components/schemas/Part" } },
          strict: { type: "object", additionalProperties: false, properties: { a: { type: "integer" } } },
          method: {
            oneOf: [{ $ref: "#/components/schemas/Card" }, { $ref: "#/components/schemas/Cash" }],
            discriminator: {
              propertyName: "type",
              mapping: { card: "#/components/schemas/Card", cash: "#/components/schemas/Cash" },
            },
          },
          owner: { anyOf: [{ $ref: "#/components/schemas/Part" }, { type: "null" }] },
          description: { type: "string", maxLength: 5 },
          metadata: { type: "object" },
        },
      },
      Part: { type: "object", required: ["id"], properties: { id: { type: "integer" } } },
      Card: { type: "object", required: ["token"], properties: { type: { const: "card" }, token: { type: "string" } } },
      Cash: { type: "object", required: ["till"], properties: { type: { const: "cash" }, till: { type: "string" } } },
      NewFile: {
        type: "object",
        required: ["file"],
        properties: {
          file: { $ref: "#/components/schemas/Binary" },
          pages: { type: "array", maxItems: 2, items: { $ref: "#/components/schemas/Binary" } },
          tags: { type: "array", items: { type: "string", maxLength: 5 } },
          note: { type: "string", maxLength: 5 },
        },
      },
      Binary: { type: "string", format: "binary" },
      Papers: {
        type: "object",
        properties: {
          cover: { type: "string", maxLength: 40 },
          documents: {
            type: "array",
            items: {
              type: "object",
              required: ["content"],
              properties: { content: { type: "string", pattern: "^(sfs://|data:application/pdf;base64,)" } },
            },
          },
          title: { type: "string" },
        },
      },
      Change: { type: "object", properties: { name: { type: "string" } } },
      Thing: {
        type: "object",
        required: ["id", "amount"],
        additionalProperties: false,
        properties: {
          id: { type: "string" },
          amount: { type: "integer" },
          at: { type: "string", format: "date-time" },
        },
      },
      Error: {
        type: "object",
        required: ["error"],
        properties: { error: { type: "string" }, problems: { type: "array" } },
      },
    },
    responses: { Error: { description: "No", content: { "application/problem+json": schemaOf("Error") } } },
  },
};

function schemaOf(name: string) {
  return { schema: { $ref: `#/components/schemas/${name}` } };
}

function json(schema: object | true) {
  return { "application/json": { schema } };
}

function query(name: string, schema: object) {
  return { name, in: "query", schema };
}

function answers(good: Record<number, object | true>) {
  const own = Object.entries(good).map(([status, schema]) => [status, { description: "Good", content: json(schema) }]);
  const error = { $ref: "#/components/responses/Error" };
  return { ...Object.fromEntries(own), 400: error, 401: error, 404: error, 409: error, 500: error };
}
