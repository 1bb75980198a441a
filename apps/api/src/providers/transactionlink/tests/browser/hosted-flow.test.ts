import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { seriousFindings } from "../../../../testing/axe.ts";
import { type Device, screenshot, testBrowser } from "../../../../testing/browser.ts";
import { testServer } from "../../../../testing/server.ts";
import { startInteractive } from "../support/interactive.ts";
import { got, openSandbox } from "../support/sandbox.ts";
import { extract, type Locale, personAt } from "./person.ts";

const server = await testServer();
const sandbox = await openSandbox(server);
const browser = await testBrowser();

interface Way {
  readonly device: Device;
  readonly locale: Locale;
  readonly javaScript: boolean;
}

/** Looks at the page as it stands: anybody must be able to use it. Most look the same whether or not scripts run. */
function looking(page: Page, { device, locale, javaScript }: Way) {
  return async (name: string, isOfScripts = false) => {
    if (!javaScript && !isOfScripts) return;
    await screenshot(page, `flow-${device}-${locale}${javaScript ? "" : "-scriptless"}-${name}`);
    expect(await seriousFindings(page), name).toEqual([]);
  };
}

/** A machine that has other things to do as well takes its time. */
const patient = { timeout: 60_000 };

test.for<Way>([
  { device: "phone", locale: "en", javaScript: true },
  { device: "desktop", locale: "pl", javaScript: true },
  { device: "phone", locale: "pl", javaScript: false },
  { device: "desktop", locale: "en", javaScript: false },
])(
  "49, 50, 53: a link leads through all of a workflow, $device, $locale, scripts: $javaScript",
  patient,
  async (way) => {
    const { locale, javaScript } = way;
    const { id, link } = await startInteractive(sandbox, { locale });
    let page = await browser.visit(way);
    let person = personAt(page, locale);
    let look = looking(page, way);

    await page.goto(link);
    await person.at("company");
    expect(await page.locator("html").getAttribute("lang")).toBe(locale);
    expect(await page.getByText(person.words.progress.of(1, 5)).count()).toBe(1);
    expect(await person.fieldOf("company", "companyNumber").inputValue()).toBe("0000345671");
    await look("1-company");

    // What is wrong is told at the field and above the form, and what was entered stays.
    await person.fieldOf("company", "employees").fill("12");
    await person.proceed();
    await page.getByRole("alert").getByRole("link").first().click();
    await look("2-company-refused");
    expect(await person.fieldOf("company", "companyName").and(page.locator(":focus")).count()).toBe(1);
    expect(await person.fieldOf("company", "employees").inputValue()).toBe("12");

    // A field that depends on another one comes at once, or where no scripts run, when the form was sent.
    await person.fillCompany();
    await person.fieldOf("company", "hasUbo").check();
    const owner = person.fieldOf("company", "uboName");
    expect(await owner.isVisible()).toBe(javaScript);
    if (!javaScript) await person.proceed();
    await owner.fill("Piotr Nowak");
    await look("3-company-filled", true);
    await person.proceed();

    await person.at("representative");
    const email = person.fieldOf("representative", "email");
    expect(await email.inputValue()).toBe("anna@example.com");
    await person.fillRepresentative();
    await email.fill("anna");
    await person.proceed();
    await page.getByText(person.words.fields.email).first().waitFor();
    await look("4-representative-refused");
    await email.fill("anna@example.com");
    await person.proceed();

    await person.at("documents");
    await person.choose(extract);
    if (!javaScript) await person.press(person.words.documents.upload);
    await person.held("extract.pdf").waitFor();
    await look("5-documents", true);

    // Who closes the tab finds all again where it was, the file too.
    const context = page.context();
    await page.close();
    page = await context.newPage();
    person = personAt(page, locale);
    look = looking(page, way);
    await page.goto(link);
    await person.at("documents");
    await person.held("extract.pdf").waitFor();
    await person.proceed();

    await person.at("identity");
    await look("6-identity");
    await person.proveIdentity();

    await person.at("bank");
    await look("7-bank");
    await page.getByLabel("Vistula").check();
    await person.proceed();
    await person.sees(person.words.bank.consentTitle("Vistula"));
    await look("8-consent");
    await person.press(person.words.bank.allow);

    await person.sees(person.words.states.completed.title);
    await look("9-completed");
    expect(got(await sandbox.api.findWorkflow({ path: { workflowId: id } })).status).toBe("COMPLETED");
    const result = got(await sandbox.api.getWorkflowResult({ path: { workflowId: id } }));
    expect(result).toMatchObject({
      company: { name: "Juniper Foods", number: "0000345671" },
      representative: { firstName: "Anna", email: "anna@example.com" },
      documents: [{ name: "extract.pdf" }],
      decision: "approved",
    });
  },
);
