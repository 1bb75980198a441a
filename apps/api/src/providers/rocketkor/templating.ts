import { Refusal } from "@understudy/domain";
import type { Context } from "@understudy/engine";
import type { FromTemplate } from "./creating.ts";
import { demandActive } from "./rules/template.ts";
import { completed, type WorkflowBody, type WorkflowRequest, workflowFrom } from "./rules/workflow-request.ts";
import { find } from "./store/templates.ts";

interface TemplateBody extends WorkflowBody {
  readonly templateId?: string | undefined;
  readonly templateName?: string | undefined;
}

const dayHours = 24;

/**
 * What a request asks for that leaves its steps to a template, in that one's newest version: what the request says goes
 * before what the template says (providers/rocketkor.md 4.2, OD-13).
 */
export async function fromTemplate(
  ctx: Context,
  body: TemplateBody,
): Promise<{ readonly request: WorkflowRequest; readonly from: FromTemplate }> {
  const { templateId, templateName } = body;
  const field = templateId === undefined ? "templateName" : "templateId";
  const template = await find(ctx, templateId === undefined ? { name: templateName ?? "" } : { id: templateId });
  if (!template) {
    const message = "names no template of this business";
    throw refused({ field, rule: "RESOURCE_NOT_FOUND", message });
  }
  demandActive(template, "used", field);
  const told = completed(template.steps, body.parameters);
  if ("problems" in told) throw new Refusal("invalid", "The request does not complete the template.", told);
  const request = workflowFrom(body);
  const { defaultExpiryDays: days } = template;
  return {
    request: {
      ...request,
      ...{ steps: told.steps, parameters: told.parameters },
      customerMemo: request.customerMemo ?? template.customerMemo,
      expireInHours: request.expireInHours ?? (days === null ? null : days * dayHours),
    },
    from: { templateId: template.id, templateVersionId: template.versionId },
  };
}

function refused(fault: { readonly field: string; readonly rule: string; readonly message: string }): Refusal {
  return new Refusal("out_of_range", `${fault.field} ${fault.message}.`, { problems: [fault] });
}
