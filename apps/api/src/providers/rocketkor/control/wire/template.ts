import type { components } from "@understudy/contracts/rocketkor-control";
import type { Template } from "../../rules/template.ts";

export function templateToWire(template: Template): components["schemas"]["ControlTemplate"] {
  const { id, versionId, version, name, state } = template;
  return { id, version_id: versionId, version, name, state };
}
