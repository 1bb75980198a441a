import type { components } from "@understudy/contracts/rocketkor-control";
import type { ServiceAccount } from "../../store/credentials.ts";

export function serviceAccountToWire(account: ServiceAccount): components["schemas"]["ServiceAccount"] {
  const { id, name, role, apiKey, createdAt } = account;
  return { id, name, role, api_key: apiKey, created_at: createdAt.toISOString() };
}
