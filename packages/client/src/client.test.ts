import { describe, expect, expectTypeOf, test } from "vitest";
import { basic, bearer, header, type Scheme } from "./auth.ts";
import { connect, type Outcome, type Route } from "./client.ts";

interface Thing {
  id: string;
  amount: number;
}

interface Failure {
  error: { type: string };
}

/** As the generator writes it for a spec with these operations. */
interface operations {
  listThings: {
    parameters: { query?: { status?: string[]; limit?: number }; header?: never; path?: never; cookie?: never };
    requestBody?: never;
    responses: { 200: { headers: object; content: { "application/json": Thing[] } } };
  };
  captureThing: {
    parameters: { query?: never; header?: { "Idempotency-Key"?: string }; path: { id: string }; cookie?: never };
    requestBody?: { content: { "application/json": { amount?: number } } };
    responses: {
      200: { headers: object; content: { "application/json": Thing } };
      404: { headers: object; content: { "application/json": Failure } };
    };
  };
  createThing: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody: { content: { "application/json": Thing } };
    responses: { 201: { headers: object; content: { "application/json": Thing } } };
  };
  dropThing: {
    parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
    requestBody?: never;
    responses: { 204: { headers: object; content?: never } };
  };
  uploadThing: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody: { content: { "multipart/form-data": { file: Blob; pages?: Blob[]; tags?: string[]; note?: string } } };
    responses: { 201: { headers: object; content: { "application/json;charset=UTF-8": Thing } } };
  };
  scanThing: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody: { content: { "application/pdf": Blob } };
    responses: { 201: { headers: object; content: { "application/json": Thing; "text/javascript": Thing } } };
  };
  renameThing: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody: { content: { "application/json;charset=UTF-8": { id: string } } };
    responses: { 200: { headers: object; content: { "application/json;charset=UTF-8": Thing } } };
  };
  readKey: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody?: never;
    responses: { 200: { headers: object; content: { "text/plain": string } } };
  };
  drawThing: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody?: never;
    responses: { 200: { headers: object; content: { "image/png": Blob } } };
  };
  signIn: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody: { content: { "application/x-www-form-urlencoded": { grant_type: string } } };
    responses: { 200: { headers: object; content: { "application/json": { token: string } } } };
  };
}

const routes = {
  listThings: ["GET", "/things"],
  captureThing: ["POST", "/things/{id}/capture"],
  createThing: ["POST", "/things"],
  dropThing: ["DELETE", "/things/{id}"],
  uploadThing: ["POST", "/things/files", "multipart/form-data"],
  scanThing: ["POST", "/things/scan", "application/pdf"],
  renameThing: ["PUT", "/things/name", "application/json;charset=UTF-8"],
  readKey: ["GET", "/key"],
  drawThing: ["GET", "/picture"],
  signIn: ["POST", "/tokens", "application/x-www-form-urlencoded"],
} as const satisfies Record<keyof operations, Route>;

/** A client whose requests end here, each answered with the same. */
function listening(response: () => Response, schemes: readonly Scheme[] = []) {
  const requests: Request[] = [];
  const client = connect<object, operations>(
    {
      baseUrl: "http://127.0.0.1:4700/acme/",
      fetch: async (request) => {
        requests.push(request);
        return response();
      },
    },
    "/api/v1",
    routes,
    schemes,
  );
  return { client, requests };
}

const thing = () => Response.json({ id: "th_777", amount: 10_000 });

describe("a call", () => {
  test("goes to the operation's place, below the server path", async () => {
    const { client, requests } = listening(thing);
    await client.captureThing({ path: { id: "th 777" }, body: { amount: 10_000 }, header: { "Idempotency-Key": "k" } });
    const [request] = requests;
    expect(request?.method).toBe("POST");
    expect(request?.url).toBe("http://127.0.0.1:4700/acme/api/v1/things/th%20777/capture");
    expect(request?.headers.get("idempotency-key")).toBe("k");
    expect(request?.headers.get("content-type")).toBe("application/json");
    expect(await request?.json()).toEqual({ amount: 10_000 });
  });

  test("repeats the parameter of a list", async () => {
    const { client, requests } = listening(() => Response.json([]));
    await client.listThings({ query: { status: ["open", "shut"], limit: 2 } });
    expect(requests[0]?.url).toBe("http://127.0.0.1:4700/acme/api/v1/things?status=open&status=shut&limit=2");
  });

  test("sends no body and no media type where it brings none", async () => {
    const { client, requests } = listening(thing);
    await client.captureThing({ path: { id: "th_777" } });
    expect(await requests[0]?.text()).toBe("");
    expect(requests[0]?.headers.has("content-type")).toBe(false);
  });

  test("sends a form where the spec asks for one", async () => {
    const { client, requests } = listening(() => Response.json({ token: "t" }));
    await client.signIn({ body: { grant_type: "client_credentials" } });
    expect(await requests[0]?.text()).toBe("grant_type=client_credentials");
    expect(requests[0]?.headers.get("content-type")).toBe("application/x-www-form-urlencoded");
  });

  test("sends the media type as the spec spells it", async () => {
    const { client, requests } = listening(thing);
    const { data } = await client.renameThing({ body: { id: "th_1" } });
    expect(await requests[0]?.text()).toBe('{"id":"th_1"}');
    expect(requests[0]?.headers.get("content-type")).toBe("application/json;charset=UTF-8");
    expect(data?.id).toBe("th_777");
  });

  test("sends files with the other fields of their form, each item of a list by itself", async () => {
    const { client, requests } = listening(thing, [bearer("sk_1")]);
    const file = new File(["%PDF"], "id.pdf", { type: "application/pdf" });
    const { data } = await client.uploadThing({
      body: { file, pages: [file, new Blob(["1"])], tags: ["a", "b"], note: undefined },
    });
    const [request] = requests;
    expect(request?.headers.get("content-type")).toMatch(/^multipart\/form-data; boundary=/);
    expect(request?.headers.get("authorization")).toBe("Bearer sk_1");
    const form = (await request?.formData()) ?? new FormData();
    const told = [...form].map(([name, value]) => [name, typeof value === "string" ? value : value.name]);
    expect(told).toEqual([
      ["file", "id.pdf"],
      ["pages", "id.pdf"],
      ["pages", "blob"],
      ["tags", "a"],
      ["tags", "b"],
    ]);
    expect(await new Response(form.get("file")).text()).toBe("%PDF");
    expect(data?.id).toBe("th_777");
  });

  test.each([
    ["a blob of any type", (bytes: Uint8Array<ArrayBuffer>) => new Blob([bytes], { type: "text/plain" })],
    ["bytes", (bytes: Uint8Array<ArrayBuffer>) => bytes],
    ["a stream", (bytes: Uint8Array<ArrayBuffer>) => new Blob([bytes]).stream()],
  ])("sends a file that is the whole body as it is: %s", async (_, body) => {
    const { client, requests } = listening(thing);
    const bytes = new Uint8Array([0, 137, 255]);
    const { data } = await client.scanThing({ body: body(bytes) });
    expect(new Uint8Array((await requests[0]?.arrayBuffer()) ?? [])).toEqual(bytes);
    expect(requests[0]?.headers.get("content-type")).toBe("application/pdf");
    expect(data?.id).toBe("th_777");
  });

  test("takes JSON under its other name", async () => {
    const script = () => new Response('{"id":"th_1"}', { headers: { "content-type": "text/javascript" } });
    expect((await listening(script).client.scanThing({ body: new Blob() })).data?.id).toBe("th_1");
  });

  test("gives text as text and a picture as its bytes", async () => {
    const key = () => new Response("MIIB", { headers: { "content-type": "text/plain;charset=UTF-8" } });
    expect((await listening(key).client.readKey()).data).toBe("MIIB");
    const picture = () => new Response(new Uint8Array([137, 80]), { headers: { "content-type": "image/png" } });
    const { data } = await listening(picture).client.drawThing();
    expect([data?.type, await data?.bytes()]).toEqual(["image/png", new Uint8Array([137, 80])]);
  });

  test("is not content with a page of some other server", async () => {
    const page = () => new Response("<html>", { headers: { "content-type": "text/html" } });
    await expect(listening(page).client.readKey()).rejects.toThrow(SyntaxError);
  });

  test("gives data for a success and error for a refusal, each with the response", async () => {
    const captured = await listening(thing).client.captureThing({ path: { id: "th_777" } });
    expect(captured).toMatchObject({ data: { amount: 10_000 }, response: { status: 200 } });
    const refusal = () => Response.json({ error: { type: "absent" } }, { status: 404 });
    const refused = await listening(refusal).client.captureThing({ path: { id: "th_0" } });
    expect(refused).toMatchObject({ error: { error: { type: "absent" } }, response: { status: 404 } });
    const dropped = await listening(() => new Response(null, { status: 204 })).client.dropThing({
      path: { id: "th_1" },
    });
    expect(dropped.data).toBeUndefined();
  });
});

describe("a credential", () => {
  const sent = async (scheme: Scheme, headers?: Record<string, string>) => {
    const { client, requests } = listening(thing, [scheme]);
    await client.captureThing({ path: { id: "th_777" }, headers });
    return requests[0]?.headers;
  };

  test("goes where its scheme says", async () => {
    expect((await sent(bearer("sk_1")))?.get("authorization")).toBe("Bearer sk_1");
    expect((await sent(header("X-Key", "k")))?.get("x-key")).toBe("k");
    const basicHeader = (await sent(basic({ username: "ana", password: "sésamo" })))?.get("authorization");
    expect(Buffer.from(basicHeader?.replace("Basic ", "") ?? "", "base64").toString()).toBe("ana:sésamo");
  });

  test("may be a function, which is asked each time", async () => {
    let token = 0;
    const scheme = bearer(async () => String(++token));
    expect((await sent(scheme))?.get("authorization")).toBe("Bearer 1");
    expect((await sent(scheme))?.get("authorization")).toBe("Bearer 2");
  });

  test("is left out where there is none, and where the call brings its own", async () => {
    expect((await sent(bearer(undefined)))?.has("authorization")).toBe(false);
    expect((await sent(bearer("sk_1"), { authorization: "Bearer mine" }))?.get("authorization")).toBe("Bearer mine");
  });
});

describe("the types of a client", () => {
  const { client } = listening(thing);

  test("tell data from error", () => {
    type Captured = Outcome<operations["captureThing"]>;
    expectTypeOf<NonNullable<Captured["data"]>>().toEqualTypeOf<Thing>();
    expectTypeOf<NonNullable<Captured["error"]>>().toEqualTypeOf<Failure>();
    const tell = ({ data, error }: Captured) => (error ? error.error.type : data.id);
    expectTypeOf(tell).returns.toEqualTypeOf<string>();
    expectTypeOf<NonNullable<Outcome<operations["renameThing"]>["data"]>>().toEqualTypeOf<Thing>();
    expectTypeOf<Outcome<operations["dropThing"]>["data"]>().toEqualTypeOf<undefined>();
  });

  test("demand what the spec demands, and no more", () => {
    expectTypeOf(client.listThings).toBeCallableWith();
    expectTypeOf(client.captureThing).toBeCallableWith({ path: { id: "a" } });
    // @ts-expect-error: the path is missing
    expectTypeOf(client.captureThing).toBeCallableWith({ body: { amount: 1 } });
    // @ts-expect-error: the body is missing
    expectTypeOf(client.createThing).toBeCallableWith({});
    // @ts-expect-error: no such parameter
    expectTypeOf(client.listThings).toBeCallableWith({ query: { colour: "red" } });
    expectTypeOf(client.uploadThing).toBeCallableWith({ body: { file: new Blob(), pages: [new File([], "a")] } });
    expectTypeOf(client.scanThing).toBeCallableWith({ body: new Blob() });
    // @ts-expect-error: a file is no text
    expectTypeOf(client.scanThing).toBeCallableWith({ body: "text" });
    // @ts-expect-error: a file is no text
    expectTypeOf(client.uploadThing).toBeCallableWith({ body: { file: "text" } });
    // @ts-expect-error: the operation takes no body
    expectTypeOf(client.dropThing).toBeCallableWith({ path: { id: "a" }, body: {} });
  });
});
