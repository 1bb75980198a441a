import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { draftOf, end, form } from "./support/drafts.ts";
import { companies, definitions, got, nobodys, openSandbox } from "./support/sandbox.ts";
import { faultsOf, type Received } from "./support/send.ts";

const server = await testServer();
const world = await openSandbox(server);
const { control, dashboard, path, draw } = world;

const put = (json: unknown, id: string = randomUUID()) => control("PUT", `/definitions/${id}`, { json });
const get = async (definitionId: string) => got(await dashboard.getDefinition({ path: { ...path, definitionId } }));

describe("a definition's id", () => {
  it("is the one in the path, and may stand in the body if it is the same", async () => {
    const id = randomUUID();
    const draft = draftOf({ a: end() });
    expect((await put({ ...draft, id }, id)).status).toBe(201);
    expect(faultsOf(await put({ ...draft, id: nobodys }, id))).toEqual(["invalid id"]);
  });

  it("is a UUID, in either case the same one", async () => {
    for (const id of ["x", "kyb", `${nobodys}0`, "%00", "null"])
      expect((await put(draftOf({ a: end() }), id)).status).toBe(400);
    const id = randomUUID();
    expect((await put(draftOf({ a: end() }), id.toUpperCase())).body.id).toBe(id);
    expect((await put({ ...draftOf({ a: end() }), id }, id.toUpperCase())).status).toBe(200);
    expect((await get(id.toUpperCase())).id).toBe(id);
    const started = await world.send("POST", "/workflows", {
      json: { workflowDefinitionId: id.toUpperCase(), locale: "en", parameters: {} },
    });
    expect([started.status, started.body.workflowDefinitionId]).toEqual([200, id]);
  });

  it("that nothing has is absent", async () => {
    for (const id of [nobodys, "x", "%20", "constructor"]) {
      expect((await control("GET", `/definitions/${id}`)).status).toBe(404);
      expect((await control("DELETE", `/definitions/${id}`)).status).toBe(404);
    }
  });
});

describe("what is put", () => {
  it("counts revisions, unless it says what was said before", async () => {
    const id = randomUUID();
    const draft = (result: object) => draftOf({ done: end({ ...result }) });
    const answers = [await put(draft({ a: 1 }), id), await put(draft({ a: 1 }), id), await put(draft({ a: 2 }), id)];
    expect(answers.map(({ status, body }) => [status, body.revision])).toEqual([
      [201, "r1"],
      [200, "r1"],
      [200, "r2"],
    ]);
  });

  it("is what is read, and what is read may be put again", async () => {
    const draft = draftOf(
      { done: end({ z: 1, a: ["$$.x"] }) },
      { description: "", ui: { own: [1] }, locales: ["pl", "en"] },
    );
    const id = await draw(draft);
    const read = await get(id);
    expect(read).toEqual({
      ...draft,
      id,
      revision: "r1",
      executionType: "BACKGROUND",
      parameters: [],
      recordTableId: null,
    });
    expect((await put(read, id)).body).toEqual(read);
    for (const each of Object.values(definitions)) {
      const seeded = await get(each);
      expect([(await put(seeded, each)).status, await get(each)]).toEqual([200, seeded]);
    }
  });

  it("ignores revision and type: the server counts, and the steps decide", async () => {
    const draft = { ...draftOf({ ask: form({ a: {} }), done: end() }), revision: "r99", executionType: "BACKGROUND" };
    expect((await put(draft)).body).toMatchObject({ revision: "r1", executionType: "INTERACTIVE" });
  });

  it("is made once where two put it at once", async () => {
    const id = randomUUID();
    const both = await Promise.all(["a", "b"].map((name) => put(draftOf({ done: end() }, { name }), id)));
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 201]);
    expect(both.map(({ body }) => body.revision).toSorted()).toEqual(["r1", "r2"]);
  });

  it("counts on after it was deleted, and is new", async () => {
    const id = await draw(draftOf({ done: end() }));
    expect((await control("DELETE", `/definitions/${id}`)).status).toBe(204);
    const again = await put(draftOf({ done: end() }), id);
    expect([again.status, again.body.revision]).toEqual([201, "r2"]);
  });

  it("may name a table of one's own", async () => {
    const draft = draftOf({ done: end() }, { recordTableId: companies.toUpperCase() });
    expect((await put(draft)).status).toBe(201);
  });

  it("is listed oldest first, page by page, without those that were deleted", async () => {
    const own = await openSandbox(server);
    const list = (query = "") => own.control("GET", `/definitions${query}`);
    const names = ({ body }: Received) => body.data.map(({ name }: { name: string }) => name);
    await own.draw(draftOf({ done: end() }, { name: "mine" }));
    await own.dashboard.deleteDefinition({ path: { ...own.path, definitionId: definitions.review } });
    expect(names(await list())).toEqual(["kyb-onboarding", "background-screening", "failing-lookup", "mine"]);
    const first = await list("?limit=3");
    expect(names(await list(`?limit=3&cursor=${first.body.next_cursor}`))).toEqual(["mine"]);
    for (const query of ["?limit=0", "?limit=1001", "?limit=x", "?cursor=x"])
      expect((await list(query)).status).toBe(400);
  });
});
