import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { companies, definitions, nobodys, openSandbox } from "./support/sandbox.ts";
import { codesOf } from "./support/send.ts";

const server = await testServer();
const world = await openSandbox(server);
const { send, control, token, path, dashboard } = world;

const parameters = { companyNumber: "0000345671", name: "Northwind Traders" };
const json = { workflowDefinitionId: definitions.review, locale: "en", parameters };
const begin = async () => String((await send("POST", "/workflows", { json })).body.id);

/** What the token is answered by each operation on workflows: a fresh execution each time. */
const answersTo = async (authorization: string) => ({
  start: (await send("POST", "/workflows", { authorization, json })).status,
  read: (await send("GET", `/workflows/${await begin()}`, { authorization })).status,
  result: (await send("GET", `/workflows/${await begin()}/result`, { authorization })).status,
  cancel: (await send("POST", `/workflows/${await begin()}/cancel`, { authorization })).status,
});

describe("what a token may do with workflows", () => {
  it("43: can_run everything, can_view_workspace look only, and the others nothing", async () => {
    const all = { start: 200, read: 200, result: 404, cancel: 204 };
    const none = { start: 403, read: 403, result: 403, cancel: 403 };
    expect(await answersTo((await token(["can_run"])).token)).toEqual(all);
    expect(await answersTo((await token(["can_view_workspace"])).token)).toEqual({ ...none, read: 200, result: 404 });
    const others = ["can_read_data", "can_edit_data", "can_read_attachments", "can_edit_attachments"] as const;
    expect(await answersTo((await token([...others])).token)).toEqual(none);
    expect(await answersTo(`Bearer ${world.accessToken}`)).toEqual(all);
  });

  it("43: where can_run is for other definitions, it is as good as none", async () => {
    const { token: elsewhere } = await token(["can_run"], { definition_ids: [definitions.screening, nobodys] });
    expect(await answersTo(elsewhere)).toEqual({ start: 403, read: 403, result: 403, cancel: 403 });
    const { token: nowhere } = await token(["can_run"], { definition_ids: [] });
    expect(await answersTo(nowhere)).toEqual({ start: 403, read: 403, result: 403, cancel: 403 });
    const { token: here } = await token(["can_run"], { definition_ids: [definitions.review] });
    expect(await answersTo(here)).toEqual({ start: 200, read: 200, result: 404, cancel: 204 });
  });

  it("43: a refusal says which permission is missing, in the envelope, and does nothing", async () => {
    const { token: viewer } = await token(["can_view_workspace"]);
    const id = await begin();
    const answer = await send("POST", `/workflows/${id}/cancel`, { authorization: viewer });
    expect(codesOf(answer)).toEqual(["FORBIDDEN"]);
    expect(answer.body.errors[0].message).toContain("can_run");
    expect((await world.inFull(id)).status).toBe("RUNNING");
  });

  it("43: an absent execution is absent and not forbidden, and no permission is no permission even for that", async () => {
    const read = async (authorization: string) =>
      (await send("GET", `/workflows/${nobodys}`, { authorization })).status;
    expect(await read((await token(["can_run"], { definition_ids: [definitions.screening] })).token)).toBe(404);
    expect(await read((await token(["can_read_data"])).token)).toBe(403);
  });

  it("limits of definitions say nothing of tables, nor the other way round", async () => {
    const permissions = ["can_run", "can_edit_data"] as const;
    const { token: both } = await token([...permissions], { definition_ids: [], table_ids: [companies] });
    const record = await send("POST", `/tables/${companies}/records`, { authorization: both, json: { name: "x" } });
    expect([record.status, (await answersTo(both)).start]).toEqual([201, 403]);
  });
});

describe("making a token", () => {
  it("shows it once, in the form that is documented, with what it may do", async () => {
    const limits = { definition_ids: [definitions.review], table_ids: [] };
    const end = { expires_at: "2099-01-01T01:00:00+01:00" };
    const made = await token(["can_run", "can_read_data"], { ...limits, ...end });
    expect(made).toMatchObject({ ...limits, permissions: ["can_run", "can_read_data"] });
    expect(made.expires_at).toBe("2099-01-01T00:00:00.000Z");
    expect(made.token).toMatch(/^tot_[A-Za-z0-9]{52}$/);
    expect((await token(["can_run"])).expires_at).toBeNull();
  });

  it("is a 400 that names each field which is wrong", async () => {
    const fieldsOf = async (body: unknown) => {
      const answer = await control("POST", "/organization-tokens", { json: body });
      expect([answer.status, answer.headers.get("content-type")]).toEqual([400, "application/problem+json"]);
      return answer.body.errors.map(({ field }: { field: string }) => field).toSorted();
    };
    expect(await fieldsOf({})).toEqual(["permissions"]);
    expect(await fieldsOf({ permissions: "can_run" })).toEqual(["permissions"]);
    expect(await fieldsOf({ permissions: ["can_run", "can_run"] })).toEqual(["permissions"]);
    expect(
      await fieldsOf({ permissions: [], expires_at: "soon", definition_ids: ["x"], table_ids: {}, own: 1 }),
    ).toEqual([...["definition_ids.0", "expires_at", "own", "table_ids"]]);
  });

  it("is revoked at once, and again without harm; a token that is none is absent", async () => {
    const { id: tokenId, token: gone } = await token(["can_run"]);
    const revoke = async (each: string) =>
      (await dashboard.revokeOrganizationToken({ path: { ...path, tokenId: each } })).response.status;
    expect(await revoke(tokenId)).toBe(204);
    expect(await revoke(tokenId)).toBe(204);
    expect((await send("POST", "/workflows", { authorization: gone, json })).status).toBe(401);
    for (const each of [nobodys, "x", gone, "%00", "' OR 1=1"]) expect(await revoke(each)).toBe(404);
  });

  it("with an end that is over already is never good", async () => {
    const { token: late } = await token(["can_run"], { expires_at: world.start.toISOString() });
    expect((await send("POST", "/workflows", { authorization: late, json })).status).toBe(401);
  });
});
