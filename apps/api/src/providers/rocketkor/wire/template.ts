import type { components } from "@understudy/contracts/rocketkor";
import { said, withoutBlanks } from "../rules/blank.ts";
import type { TemplateStep } from "../rules/step.ts";
import { stepDescription, stepDisplayName } from "../rules/step.ts";
import type { Template, TemplateContent, TemplateStats } from "../rules/template.ts";
import type { CountedTemplate } from "../store/template-rows.ts";
import { linxTime } from "./time.ts";

type Schemas = components["schemas"];

/** A request in which nothing is wrong. */
export function contentFrom(body: Schemas["UpdateLinxTemplateRequest"]): TemplateContent {
  const { displayName, description = null, customerMemo, defaultExpiryDays = null, definition } = body;
  const steps = definition.steps.map(({ name, input }) => {
    // Judged before, beyond what the spec's schema tells.
    return {
      name,
      user: input?.user ?? null,
      preDefined: input?.preDefined ? withoutBlanks(input.preDefined) : null,
    } as TemplateStep;
  });
  return { displayName, description, customerMemo: said(customerMemo), defaultExpiryDays, steps };
}

/** What creating and updating answer (providers/rocketkor.md OD-16). */
export function referenceToWire({ id, versionId }: Template): Schemas["LinxTemplateReference"] {
  return { templateId: id, templateVersionId: versionId, result: { successful: true } };
}

/** The LinX Template Summary object (providers/rocketkor.md 4.8). */
export function summaryToWire({ template, stats }: CountedTemplate): Schemas["LinxTemplateSummary"] {
  const { id, versionId, name, displayName, description, steps, createdAt } = template;
  return {
    ...{ templateId: id, templateVersionId: versionId, name, displayName },
    ...(description !== null && { description }),
    numberOfSteps: steps.length,
    createdAt: linxTime(createdAt),
    stats: statsToWire(stats),
  };
}

/** The LinX Template Detail object (providers/rocketkor.md 4.9). */
export function detailToWire({ template, stats }: CountedTemplate): Schemas["LinxTemplateDetail"] {
  const { id, versionId, version, name, displayName, description, customerMemo, defaultExpiryDays } = template;
  return {
    ...{ templateId: id, templateVersionId: versionId, version, name, displayName },
    ...(description !== null && { description }),
    ...(customerMemo !== null && { customerMemo }),
    ...(defaultExpiryDays !== null && { defaultExpiryDays }),
    state: template.state,
    stats: statsToWire(stats),
    steps: template.steps.map(stepToWire),
  };
}

function stepToWire({ name, preDefined, user }: TemplateStep): Schemas["LinxTemplateStep"] {
  const input = { ...(preDefined && { preDefined }), ...(user && { user }) } as Schemas["LinxTemplateStepInput"];
  return {
    ...{ name, displayName: stepDisplayName(name), description: stepDescription(name) },
    ...((preDefined || user) && { input }),
  };
}

function statsToWire({ allVersions, currentVersion }: TemplateStats): Schemas["LinxTemplateStats"] {
  return {
    allVersionsActiveWorkflows: allVersions.activeWorkflows,
    allVersionsWorkflows: allVersions.workflows,
    ...(allVersions.lastExecutedAt && { allVersionsLastExecutedAt: linxTime(allVersions.lastExecutedAt) }),
    currentVersionActiveWorkflows: currentVersion.activeWorkflows,
    currentVersionWorkflows: currentVersion.workflows,
    ...(currentVersion.lastExecutedAt && { currentVersionLastExecutedAt: linxTime(currentVersion.lastExecutedAt) }),
  };
}
