import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { linxTime } from "../wire/time.ts";
import { got, nobodys, openSandbox } from "./support/sandbox.ts";
import { refusalIn, resultIn } from "./support/send.ts";
import { onboarding, parameters, templatesOf } from "./support/templates.ts";

const server = await testServer();
const world = await openSandbox(server);
const { api, send } = world;
const { make, revise, read, readVersion, set, start, cancel } = templatesOf(world);

const templates = "/v2/linx/templates";
const update = (id: string) => send("PUT", `${templates}/${id}`, { json: onboarding });
const startWith = (json: object) => send("POST", "/v2/linx/workflows", { json: { title: "x", parameters, ...json } });
const counts = (allActive: number, all: number, currentActive: number, current: number) => ({
  allVersionsActiveWorkflows: allActive,
  allVersionsWorkflows: all,
  currentVersionActiveWorkflows: currentActive,
  currentVersionWorkflows: current,
});

describe("a reference to a template", () => {
  it("38: is its id or its name, and not both", async () => {
    const { templateId } = await make({ name: "by-name" });
    expect((await start({ templateName: "by-name" })).templateId).toBe(templateId);
    const both = await startWith({ templateId, templateName: "by-name" });
    expect(resultIn(both)).toEqual(["400 INVALID_REQUEST", "TEMPLATE_REFERENCE_AMBIGUOUS templateName"]);
  });

  it("38: or there are steps", async () => {
    const { templateId } = await make();
    expect(resultIn(await startWith({}))).toContain("TEMPLATE_REFERENCE_MISSING steps");
    expect(resultIn(await startWith({ templateId, steps: onboarding.definition.steps }))).toContain(
      "TEMPLATE_REFERENCE_AMBIGUOUS steps",
    );
  });

  it("names one that there is", async () => {
    const wrong = ["422 RESOURCE_NOT_FOUND", "RESOURCE_NOT_FOUND templateId"];
    expect(resultIn(await startWith({ templateId: nobodys }))).toEqual(wrong);
    expect(resultIn(await startWith({ templateName: "nobody's" }))[1]).toBe("RESOURCE_NOT_FOUND templateName");
  });
});

describe("the state of a template", () => {
  it("is for the Portal to set, and decides whether it is used and updated", async () => {
    const { templateId, templateVersionId } = await make({ name: "stateful" });
    for (const state of ["SUSPENDED", "ARCHIVED"] as const) {
      const told = { id: templateId, version_id: templateVersionId, version: 1, name: "stateful", state };
      expect(await set(templateId, state)).toEqual(told);
      expect((await read(templateId)).state).toBe(state);
      expect((await readVersion(templateId, templateVersionId)).state).toBe(state);
      const refused = ["422 TEMPLATE_NOT_ACTIVE", "TEMPLATE_NOT_ACTIVE templateId"];
      expect(resultIn(await startWith({ templateId }))).toEqual(refused);
      expect(resultIn(await startWith({ templateName: "stateful" }))[0]).toBe("422 TEMPLATE_NOT_ACTIVE");
      expect(resultIn(await update(templateId))).toEqual(refused);
    }
    await set(templateId, "ACTIVE");
    expect((await startWith({ templateId })).status).toBe(201);
    expect((await update(templateId)).status).toBe(200);
  });

  it("DELETED is as if it were not there, but for its name and the workflows that it has made", async () => {
    const { templateId, templateVersionId } = await make({ name: "gone" });
    const { workflowId } = await start({ templateId });
    await set(templateId, "DELETED");
    for (const behind of ["", `/versions/${templateVersionId}`])
      expect(refusalIn(await send("GET", `${templates}/${templateId}${behind}`))).toEqual(["404 RESOURCE_NOT_FOUND"]);
    expect(resultIn(await update(templateId))).toEqual(["404 RESOURCE_NOT_FOUND"]);
    expect(resultIn(await startWith({ templateId }))[0]).toBe("422 RESOURCE_NOT_FOUND");
    expect(resultIn(await send("POST", templates, { json: { ...onboarding, name: "gone" } }))[0]).toBe(
      "409 RESOURCE_EXISTS",
    );
    expect(got(await api.getLinxWorkflow({ path: { workflowId } })).status).toBe("ACTIVE");
    await set(templateId, "ACTIVE");
    expect((await read(templateId)).templateVersionId).toBe(templateVersionId);
  });

  it("is one of four, of a template that there is", async () => {
    const { templateId } = await make();
    const put = async (id: string, json: unknown) =>
      (await world.control("PUT", `/templates/${id}/state`, { json })).status;
    for (const json of [{}, { state: "active" }, { state: null }, { state: "ACTIVE", why: "" }, []])
      expect(await put(templateId, json)).toBe(400);
    for (const id of [nobodys, "x", "%20"]) expect(await put(id, { state: "ACTIVE" })).toBe(404);
  });
});

describe("45: the numbers of a template", () => {
  it("move with each workflow that is made of it, or ends", async () => {
    const { templateId, templateVersionId } = await make({ defaultExpiryDays: 1 });
    expect((await read(templateId)).stats).toEqual(counts(0, 0, 0, 0));
    const at = async () => linxTime(await world.advance("PT1H"));
    const first = await at();
    const workflows = [await start({ templateId }), await start({ templateId })];
    const lastOf = (all: string, current?: string) => ({
      allVersionsLastExecutedAt: all,
      ...(current && { currentVersionLastExecutedAt: current }),
    });
    expect((await read(templateId)).stats).toEqual({ ...counts(2, 2, 2, 2), ...lastOf(first, first) });

    await revise(templateId, { defaultExpiryDays: 1 });
    expect((await read(templateId)).stats).toEqual({ ...counts(2, 2, 0, 0), ...lastOf(first) });
    const second = await at();
    await start({ templateId });
    await cancel(String(workflows[0]?.workflowId));
    expect((await read(templateId)).stats).toEqual({ ...counts(2, 3, 1, 1), ...lastOf(second, second) });
    // Whichever version is read, the current one is the newest.
    expect((await readVersion(templateId, templateVersionId)).stats).toEqual((await read(templateId)).stats);
    await world.advance("P2D");
    expect((await read(templateId)).stats).toEqual({ ...counts(0, 3, 0, 1), ...lastOf(second, second) });
  });
});
