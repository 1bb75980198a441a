import { expect, test } from "vitest";
import { testBrowser } from "../../../../testing/browser.ts";
import { testServer } from "../../../../testing/server.ts";
import { texts } from "../../pages/texts.ts";
import { journeysOf } from "../support/journeys.ts";
import { openSandbox } from "../support/sandbox.ts";
import { startWorkflow } from "../support/workflows.ts";
import { look } from "./looking.ts";
import { personAt } from "./person.ts";

const server = await testServer();
const browser = await testBrowser();

test.for([
  { device: "phone", javaScript: true },
  { device: "desktop", javaScript: false },
] as const)("14: where nothing is asked, a customer confirms what is known, $device", async (way) => {
  const world = await openSandbox(server);
  const { read } = journeysOf(world);
  const { workflowId, link } = await startWorkflow(world, []);
  const page = await browser.visit(way);
  const person = personAt(page);
  await page.goto(link);
  await page.getByText(texts.asks.confirmation).last().waitFor();
  await person.start();
  expect([await person.title(), await person.progress()]).toEqual([texts.confirmation.title, "Step 1 of 1"]);
  expect(await person.known()).toEqual({ Name: "John Doe", "Phone number": "+16475550123" });
  expect((await read(workflowId)).status).toBe("ACTIVE");
  if (way.javaScript) await look(page, "confirmation-1");
  await person.send(texts.confirmation.button);
  expect([await person.title(), await person.progress()]).toEqual([texts.done.title, "Done"]);
  if (way.javaScript) await look(page, "confirmation-2-done");
  const { status, steps } = await read(workflowId);
  expect([status, steps.map((each) => each.status)]).toEqual(["COMPLETED", ["COMPLETED", "COMPLETED"]]);
});
