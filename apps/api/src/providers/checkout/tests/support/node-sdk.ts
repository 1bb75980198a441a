import type { components } from "@understudy/contracts/checkout";
import { Checkout } from "checkout-sdk-node";
import { vi } from "vitest";
import type { Opened } from "./sandbox.ts";

type Schemas = components["schemas"];

/** What an answer without a body becomes: an empty object by `fetch`, an empty text by axios. */
export type Nothing = Record<string, never> | "";

/** The SDK's own types say `Object` of every answer; this is what the spec says of it. */
export interface SdkWorkflows {
  getAll(): Promise<Schemas["WorkflowList"]>;
  add(body: object): Promise<Schemas["Added"]>;
  get(id: string): Promise<Schemas["Workflow"]>;
  remove(id: string): Promise<Nothing>;
  patch(id: string, body: object): Promise<Schemas["Workflow"]>;
  addAction(id: string, body: object): Promise<Schemas["Added"]>;
  updateAction(workflowId: string, actionId: string, body: object): Promise<Nothing>;
  removeAction(workflowId: string, actionId: string): Promise<Nothing>;
  addCondition(id: string, body: object): Promise<Schemas["Added"]>;
  updateCondition(workflowId: string, conditionId: string, body: object): Promise<Nothing>;
  removeCondition(workflowId: string, conditionId: string): Promise<Nothing>;
  test(id: string, body: object): Promise<Nothing>;
  getEventTypes(): Promise<Schemas["EventTypes"]>;
  getEvent(id: string): Promise<Schemas["Event"]>;
  getActionInvocations(eventId: string, actionId: string): Promise<Schemas["ActionInvocations"]>;
  reflowByEvent(id: string): Promise<Nothing>;
  reflowByEventAndWorkflow(eventId: string, workflowId: string): Promise<Nothing>;
  reflowEventsByEventAndWorkflowIds(events: string[], workflows?: string[]): Promise<Nothing>;
  reflowEventsBySubjectAndWorkflowIds(subjects: string[], workflows?: string[]): Promise<Nothing>;
  getSubjectEvents(id: string): Promise<Schemas["SubjectEvents"]>;
  reflowBySubject(id: string): Promise<Nothing>;
  reflowBySubjectAndWorkflow(subjectId: string, workflowId: string): Promise<Nothing>;
}

/** As much of the SDK as concerns workflows and the tokens for them. */
export interface NodeSdk {
  readonly workflows: SdkWorkflows;
  readonly access: {
    request(body?: object): Promise<Schemas["AccessToken"]>;
    updateAccessToken(token: Schemas["AccessToken"]): void;
  };
  readonly config: {
    readonly environment: { oAuthAuthorizationApi: string };
    readonly access?: { readonly token: string; readonly type: string; expires: Date };
  };
}

/** How it sends: by the platform's `fetch` unless told otherwise. */
export const httpClients = ["fetch", "axios"] as const;
export type HttpClient = (typeof httpClients)[number];

/** The SDK as its README makes it, with a static key. */
export function sdkWithKey(opened: Opened, httpClient: HttpClient, key: string = opened.secretKey): NodeSdk {
  return made(key, { host: `${opened.publicUrl}/checkout`, httpClient });
}

export interface Client {
  readonly id: string;
  readonly secret: string;
  readonly scope: readonly string[];
}

/** The SDK as its README makes it, with an OAuth client: the sandbox's own, for everything here, if not said otherwise. */
export function sdkWithClient(opened: Opened, httpClient: HttpClient, client: Partial<Client> = {}): NodeSdk {
  const { id = opened.clientId, secret = opened.clientSecret, scope = ["flow"] } = client;
  const host = `${opened.publicUrl}/checkout`;
  const sdk = made(secret, { client: id, scope, host, httpClient });
  // For the address of tokens it has no option.
  sdk.config.environment.oAuthAuthorizationApi = `${host}/connect/token`;
  return sdk;
}

/** Whoever runs the tests may have credentials or a proxy in the environment, which it would use. */
function made(secret: string, options: object): NodeSdk {
  for (const name of ["CKO_SECRET", "CKO_SECRET_KEY", "CKO_PUBLIC_KEY"]) vi.stubEnv(name, "");
  vi.stubEnv("no_proxy", "127.0.0.1");
  return new Checkout(secret, options);
}
