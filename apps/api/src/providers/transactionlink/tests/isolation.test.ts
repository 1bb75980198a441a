import { expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { draftOf, end } from "./support/drafts.ts";
import { companies, definitions, nobodys, openSandbox } from "./support/sandbox.ts";
import { codesOf, withoutFingerprint } from "./support/send.ts";

const server = await testServer();
const [own, other] = await Promise.all([openSandbox(server), openSandbox(server)]);

const parameters = { companyNumber: "0000345671", name: "Northwind Traders" };
const start = async (world: typeof own, workflowDefinitionId: string, changes: object = {}) =>
  world.send("POST", "/workflows", { json: { workflowDefinitionId, locale: "en", parameters, ...changes } });

it("48: a stranger's execution can neither be read nor cancelled, and looks like none at all", async () => {
  const { id } = (await start(own, definitions.review)).body;
  const routes = [
    ["GET", ""],
    ["GET", "/result"],
    ["POST", "/cancel"],
  ] as const;
  for (const [method, behind] of routes)
    for (const authorization of [`Bearer ${other.accessToken}`, other.organizationToken]) {
      const [theirs, none] = await Promise.all(
        [id, nobodys].map((each) => own.send(method, `/workflows/${each}${behind}`, { authorization })),
      );
      if (!theirs || !none) throw new Error("nothing was answered");
      expect([theirs.status, ...codesOf(theirs)]).toEqual([404, "WORKFLOW_NOT_FOUND"]);
      expect(withoutFingerprint(theirs).replace(id, "")).toBe(withoutFingerprint(none).replace(nobodys, ""));
    }
  expect((await own.inFull(id)).status).toBe("RUNNING");
});

it("48: a stranger's definition is none, and an id may mean another workflow in each workspace", async () => {
  const definition = await own.draw(draftOf({ done: end({ whose: "mine" }) }));
  expect((await start(own, definition)).status).toBe(200);
  expect(codesOf(await start(other, definition))).toEqual(["WORKFLOW_DEFINITION_NOT_FOUND"]);
  await other.draw(draftOf({ done: end({ whose: "theirs" }) }), definition);
  const ids = [(await start(own, definition)).body.id, (await start(other, definition)).body.id];
  await Promise.all([own.settle(), other.settle()]);
  expect((await own.send("GET", `/workflows/${ids[0]}/result`)).body).toEqual({ whose: "mine" });
  expect((await other.send("GET", `/workflows/${ids[1]}/result`)).body).toEqual({ whose: "theirs" });
});

it("48: a stranger's record is none", async () => {
  const { id: recordId } = (await own.send("POST", `/tables/${companies}/records`, { json: { name: "Mine" } })).body;
  const withTable = draftOf({ done: end() }, { recordTableId: companies });
  expect((await start(own, await own.draw(withTable), { recordId })).status).toBe(200);
  expect(codesOf(await start(other, await other.draw(withTable), { recordId }))).toEqual(["RECORD_NOT_FOUND"]);
});

it("48: what a test does to an execution is done in its own sandbox only", async () => {
  const { id: workflowId } = (await start(own, definitions.onboarding)).body;
  const path = { ...other.path, workflowId };
  const { dashboard } = other;
  const answers = [
    await dashboard.getExecution({ path }),
    await dashboard.completeStep({ path }),
    await dashboard.failStep({ path }),
    await dashboard.abandonStep({ path }),
    await dashboard.finishWorkflow({ path }),
    await dashboard.sendWorkflowEvent({ path, body: { name: "review" } }),
  ];
  expect(answers.map(({ response }) => response.status)).toEqual(answers.map(() => 404));
  expect((await own.inFull(workflowId)).current_step?.key).toBe("company");
  const { data } = await dashboard.listExecutions({
    path: other.path,
    query: { definition_id: definitions.onboarding },
  });
  expect(data?.data).toEqual([]);
});

it("a clock that moves in one sandbox moves nothing in another", async () => {
  const [mine, theirs] = [await start(own, definitions.onboarding), await start(other, definitions.onboarding)];
  await other.advance("PT61M");
  expect((await own.inFull(mine.body.id)).status).toBe("RUNNING");
  expect((await other.inFull(theirs.body.id)).status).toBe("EXPIRED");
});

it("a sandbox that is dropped takes its executions and tokens along", async () => {
  const gone = await openSandbox(server);
  const { id } = (await start(gone, definitions.review)).body;
  await gone.platform.dropSandbox({ path: gone.path });
  for (const authorization of [`Bearer ${gone.accessToken}`, gone.organizationToken])
    expect((await gone.send("GET", `/workflows/${id}`, { authorization })).status).toBe(401);
  expect((await own.send("GET", `/workflows/${id}`)).status).toBe(404);
});
