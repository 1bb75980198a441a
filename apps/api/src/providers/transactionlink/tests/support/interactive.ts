import { definitions, got, type Opened } from "./sandbox.ts";

/** Starts a workflow that has a page: `kyb-onboarding`, unless it is another one. */
export async function startInteractive(
  { api }: Pick<Opened, "api">,
  { locale = "en", definitionId = definitions.onboarding as string } = {},
) {
  const parameters = { companyNumber: "0000345671", email: "anna@example.com" };
  const started = got(
    await api.initialiseWorkflow({ body: { workflowDefinitionId: definitionId, locale, parameters } }),
  );
  if (!("link" in started)) throw new Error("The workflow has no page.");
  return started;
}
