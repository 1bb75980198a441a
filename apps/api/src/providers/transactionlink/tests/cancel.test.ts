import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { draftOf, end, form } from "./support/drafts.ts";
import { definitions, nobodys, openSandbox } from "./support/sandbox.ts";
import { codesOf } from "./support/send.ts";

const server = await testServer();
const world = await openSandbox(server);
const { send, settle, inFull, path, dashboard } = world;

const parameters = { companyNumber: "0000345671", name: "Northwind Traders" };
const start = async (which: keyof typeof definitions) => {
  const json = { workflowDefinitionId: definitions[which], locale: "en", parameters };
  return (await send("POST", "/workflows", { json })).body.id as string;
};
const cancel = (id: string, given?: object) => send("POST", `/workflows/${id}/cancel`, given);
const statusOf = async (id: string) => (await send("GET", `/workflows/${id}`)).body.status;

describe("cancelling", () => {
  it("29: is a 204 with nothing in it, whatever the workflow waits for", async () => {
    const waiting = [await start("onboarding"), await start("review")];
    await settle();
    for (const id of waiting) {
      const { status, text, headers } = await cancel(id);
      expect([status, text, headers.get("content-type")]).toEqual([204, "", null]);
    }
  });

  it("29: needs no body and reads none", async () => {
    const json = { "Content-Type": "application/json;charset=UTF-8" };
    const bodies = [{ body: "" }, { json: {} }, { json: { reason: "x" } }, { body: "{{{" }, { headers: json }];
    for (const given of bodies) expect((await cancel(await start("review"), given)).status).toBe(204);
  });

  it("30: leaves it CANCELLED for good, without a result", async () => {
    const id = await start("review");
    await settle();
    await cancel(id);
    await world.advance("P40D");
    expect(await statusOf(id)).toBe("CANCELLED");
    const answer = await send("GET", `/workflows/${id}/result`);
    expect([answer.status, ...codesOf(answer)]).toEqual([404, "RESULT_NOT_AVAILABLE"]);
    expect((await inFull(id)).steps.map(({ step, state }) => [step, state])).toEqual([
      ["screening", "COMPLETED"],
      ["review", "CANCELLED"],
    ]);
  });

  it("31: is a 400 once it has ended, whichever way, and never a 409", async () => {
    const [completed, failed, cancelled] = [await start("screening"), await start("failing"), await start("review")];
    const expired = await start("onboarding");
    await settle();
    await cancel(cancelled);
    await world.advance("PT61M");
    const ended = { COMPLETED: completed, FAILED: failed, CANCELLED: cancelled, EXPIRED: expired };
    for (const [status, id] of Object.entries(ended)) {
      const answer = await cancel(id);
      expect([answer.status, ...codesOf(answer)]).toEqual([400, "WORKFLOW_NOT_RUNNING"]);
      expect(answer.body.errors[0].message).toContain(status);
      expect(await statusOf(id)).toBe(status);
    }
  });

  it("31: by many at once succeeds for one of them", async () => {
    const id = await start("review");
    const answers = await Promise.all(Array.from({ length: 8 }, () => cancel(id)));
    const refused = answers.filter(({ status }) => status !== 204);
    expect(refused.map(({ status }) => status)).toEqual(Array(7).fill(400));
    for (const answer of refused) expect(codesOf(answer)).toEqual(["WORKFLOW_NOT_RUNNING"]);
    expect((await inFull(id)).status).toBe("CANCELLED");
  });

  it("31: while it is being run ends with one of the two, and not with both", async () => {
    const ids = await Promise.all(Array.from({ length: 12 }, () => start("screening")));
    const answers = await Promise.all(ids.map((id) => cancel(id)));
    await settle();
    for (const [index, id] of ids.entries()) {
      const isCancelled = answers[index]?.status === 204;
      expect(await statusOf(id)).toBe(isCancelled ? "CANCELLED" : "COMPLETED");
      expect((await send("GET", `/workflows/${id}/result`)).status).toBe(isCancelled ? 404 : 200);
    }
  });

  it("31: while the person acts ends with one of the two", async () => {
    const ids = await Promise.all(
      Array.from({ length: 6 }, async () => {
        const ask = draftOf({ ask: form({ name: {} }), done: end() });
        const json = { workflowDefinitionId: await world.draw(ask), locale: "en", parameters };
        return (await send("POST", "/workflows", { json })).body.id as string;
      }),
    );
    const both = await Promise.all(
      ids.map((workflowId) =>
        Promise.all([cancel(workflowId), dashboard.completeStep({ path: { ...path, workflowId } })]),
      ),
    );
    await settle();
    for (const [index, id] of ids.entries()) {
      const [cancelled, completed] = both[index] ?? [];
      if (cancelled?.status === 204) expect(await statusOf(id)).toBe("CANCELLED");
      else expect([await statusOf(id), completed?.response.status]).toEqual(["COMPLETED", 200]);
    }
  });

  it("33: is a 404 for an id that nothing has", async () => {
    const answer = await cancel(nobodys);
    expect([answer.status, ...codesOf(answer)]).toEqual([404, "WORKFLOW_NOT_FOUND"]);
  });

  it("takes its timers along: nothing happens to it later", async () => {
    const id = await start("onboarding");
    await cancel(id);
    const { steps, ended_at } = await inFull(id);
    await world.advance("P31D");
    expect(await inFull(id)).toMatchObject({ status: "CANCELLED", steps, ended_at });
  });
});
