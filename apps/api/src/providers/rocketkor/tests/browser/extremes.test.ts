import { test } from "vitest";
import { testBrowser } from "../../../../testing/browser.ts";
import { testServer } from "../../../../testing/server.ts";
import { texts } from "../../pages/texts.ts";
import { moneyOf } from "../support/money.ts";
import { got, openSandbox } from "../support/sandbox.ts";
import { rebate, startWorkflow, step } from "../support/workflows.ts";
import { look, patient } from "./looking.ts";
import { personAt } from "./person.ts";

const server = await testServer();
const browser = await testBrowser();

test("long names, long texts and large amounts fit a phone", patient, async () => {
  const world = await openSandbox(server);
  const money = moneyOf(world);
  const settings = got(await world.portal.getSettings({ path: world.path }));
  const business_name = "The Harbour Trading and Rebates Company of Greater Northumberland";
  got(await world.portal.putSettings({ path: world.path, body: { ...settings, business_name } }));
  const amount = 999_999_999.99;
  const { link } = await startWorkflow(world, [step.account, step.money], {
    customerMemo: `${"What we agreed upon on the telephone is settled with this. ".repeat(3)}\n\n${"x".repeat(60)}`,
    parameters: {
      ...{ ...rebate(world), solution: "wire", priority: "NEXT_DAY", financialAccountSubType: "CHECKING", amount },
      baFinancialAccountId: await money.open("999999999.99"),
      ...{
        description: `Invoice ${"2026-".repeat(20)}17`,
        memo: "With our best regards and many thanks. ".repeat(6).trim(),
      },
    },
  });
  const page = await browser.visit({ device: "phone" });
  const person = personAt(page);
  await page.goto(link);
  await look(page, "extremes-1-introduction");
  await person.start();
  await look(page, "extremes-2-bank");
  await person.addBank({ name: "B".repeat(40), routing: "021000021", number: "12345678901234567890" });
  const address = page.getByRole("group", { name: texts.account.address });
  await person.field("Country", address).selectOption({ label: "Canada" });
  await person.field("Street address", address).fill("1 Harbour Row");
  await person.field("City", address).fill("Llanfairpwllgwyngyll");
  await person.field("State or province (United States and Canada only)", address).selectOption({ label: "Quebec" });
  await person.send(texts.account.button);
  await look(page, "extremes-3-review");
  await person.send(texts.review.button("$999,999,999.99"));
  await look(page, "extremes-4-done");
});
