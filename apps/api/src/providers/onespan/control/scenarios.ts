import type { Scenarios } from "@understudy/conformance";
import { documentTemplates } from "./scenarios/document-templates.ts";
import { files } from "./scenarios/files.ts";
import { tenant } from "./scenarios/tenant.ts";
import { transactions } from "./scenarios/transactions.ts";
import { workflows } from "./scenarios/workflows.ts";

export { personas } from "./scenarios/asking.ts";

export const scenarios: Scenarios<"onespan-control"> = {
  ...tenant,
  ...workflows,
  ...documentTemplates,
  ...files,
  ...transactions,
};
