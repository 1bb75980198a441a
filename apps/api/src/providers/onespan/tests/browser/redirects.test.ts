import { expect, test } from "vitest";
import { testBrowser } from "../../../../testing/browser.ts";
import { testServer } from "../../../../testing/server.ts";
import { stepTexts } from "../../pages/steps/texts.ts";
import { texts } from "../../pages/texts.ts";
import { person as jane, journeysOf, role } from "../support/journeys.ts";
import { openSandbox } from "../support/sandbox.ts";
import { look, patient } from "./looking.ts";
import { recordsOf } from "./records.ts";
import { expectToLead, testSite } from "./site.ts";
import { visitorsOf } from "./visiting.ts";

const server = await testServer();
const world = await openSandbox(server);
const visitor = visitorsOf(await testBrowser());
const site = await testSite();
const [{ begin, standing, workflow }, records] = [journeysOf(world), recordsOf(world)];

test("51: an address that is opened by hand says nothing to the API", patient, async () => {
  const { id, link } = await begin(world.faceWorkflowId, site.leading());
  const { page, title, ...person } = await visitor(link);
  await person.consent();
  const session = page.url();
  const before = await records.read(id);
  await page.goto(site.addressOf("REDIRECT_DOCID_PASS", role, id));
  expect(site.visits(id)).toHaveLength(1);
  const { last_api_request: _, ...after } = await records.read(id);
  expect(before).toMatchObject(after);
  expect(await records.verdict(id)).toBe("Undefined InProgress");
  expect(after.verifications).toEqual([]);

  // Nor does the page's own way out lead there before it is time.
  await page.goto(`${session}/leave`);
  expect([page.url(), await title()]).toEqual([session, stepTexts.document.title]);
  expect(site.visits(id)).toHaveLength(1);
  await person.show("passport-tampered");
  await person.show("portrait");
  expect(await title()).toBe(texts.result.failed.title);
  await page.goto(site.addressOf("REDIRECT_DOCID_PASS", role, id));
  expect(await records.verdict(id)).toBe("Failed Completed");
});

const endings = [
  {
    ...({ last_name: "FAIL", redirect: "REDIRECT_DOCID_FAIL", status: 200, javaScript: true } as const),
    ...{ title: texts.result.failed.title, standing: { status: "completed", step: "done", outcome: "failed" } },
  },
  {
    ...({ last_name: "ERROR", redirect: "REDIRECT_ERROR", status: 410, javaScript: true } as const),
    ...{ title: texts.ended.error.title, standing: { status: "error", step: "document", outcome: null } },
  },
  {
    ...({ last_name: "TIMEOUT", redirect: "REDIRECT_SESSION_TIMEOUT", status: 410, javaScript: false } as const),
    ...{ title: texts.ended.timeout.title, standing: { status: "new", step: "document", outcome: null } },
  },
] as const;

test.for(endings)("51: the last name $last_name leads to $redirect", patient, async (ending) => {
  const users = [{ ...jane, last_name: ending.last_name }];
  const { id, link } = await begin(world.documentWorkflowId, { ...site.leading(), users });
  const person = await visitor(link, ending.javaScript);
  await person.consent();
  expect(await person.show("passport")).toBe(ending.status);
  expect(await person.title()).toBe(ending.title);
  if (ending.javaScript) await look(person.page, `redirects-${ending.last_name}`);
  await world.settle();
  expect(await standing(id)).toMatchObject(ending.standing);
  await expectToLead(person, site, site.addressOf(ending.redirect, role, id));
});

test("51: where nothing else is named the workflow's own address is taken, and its fallback", patient, async () => {
  const { configuration } = site.leading();
  const own = configuration.redirects.filter(({ id }) => id === "REDIRECT_DEFAULT_URL");
  const { id: workflowId } = await workflow({ kind: "document", redirects: own });
  const { id, link } = await begin(workflowId, { opaque_id: "17" });
  const person = await visitor(link);
  await person.consent();
  await person.show("passport");
  await expectToLead(person, site, site.addressOf("REDIRECT_DEFAULT_URL", role, id, "17"));
});
