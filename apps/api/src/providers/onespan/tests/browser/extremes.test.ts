import { test } from "vitest";
import { testBrowser } from "../../../../testing/browser.ts";
import { testServer } from "../../../../testing/server.ts";
import { stepTexts } from "../../pages/steps/texts.ts";
import { journeysOf } from "../support/journeys.ts";
import { inline, pdf } from "../support/papers.ts";
import { openSandbox } from "../support/sandbox.ts";
import { look, patient } from "./looking.ts";
import { visitorsOf } from "./visiting.ts";

const server = await testServer();
const visitor = visitorsOf(await testBrowser());
const { agreement, agreements, consent, signature } = stepTexts;

test("long names, long texts and words without an end fit a phone", patient, async () => {
  const { begin, workflow } = journeysOf(await openSandbox(server));
  const role = "R".repeat(32);
  const text = `${"I agree to all that stands below, and to what follows from it. ".repeat(6)}${"y".repeat(80)}`;
  const { id: workflowId } = await workflow({
    ...({ kind: "agreement_signing", roles: [role], consent: { mode: "explicit", text } } as const),
    redirects: [{ id: "REDIRECT_DEFAULT_URL", url: `http://${"bank-".repeat(12)}1.${"town-".repeat(12)}1.localhost/` }],
  });
  const { link } = await begin(workflowId, {
    ...{ brand_id: "b".repeat(64), users: [{ role, first_name: "Ana", last_name: "Roe" }], tokens: [{ role }] },
    documents: [
      {
        ...{ id: "d".repeat(64), title: "T".repeat(256), description: `What holds. ${"z".repeat(120)}` },
        content: inline(pdf("w".repeat(200))),
      },
    ],
  });
  const { page, send, follow, field } = await visitor(link);
  await look(page, "extremes-1-consent");
  await field(text).check();
  await send(consent.button);
  await look(page, "extremes-2-agreements");
  await follow(agreements.start);
  await look(page, "extremes-3-agreement");
  await send(agreement.accept);
  await look(page, "extremes-4-signature");
  await field(signature.name.label).fill("n".repeat(100));
  await field(signature.agree).check();
  await send(signature.button);
  await look(page, "extremes-5-signed");
});
