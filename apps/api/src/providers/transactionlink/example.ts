import { documented } from "./documented.ts";

/** What the banner of a loopback start shows: the default sandbox's keys, and one command that can be pasted. */
export const example = {
  credentials: {
    key: documented.key,
    secret: documented.secret,
    workspace_id: documented.workspaceId,
    organization_token: documented.organizationToken,
  },
  /** A workflow with pages: the answer has a link that can be opened. */
  command: (publicUrl: string) =>
    [
      `curl -s ${publicUrl}/transactionlink/workflows \\`,
      `  -H "Authorization: ${documented.organizationToken}" \\`,
      '  -H "Content-Type: application/json" \\',
      `  -d '{"workflowDefinitionId":"7f6f2c1e-0a55-4d0e-9a3b-2f1c5d9e4b01","locale":"en","parameters":{"companyNumber":"0000345671"}}'`,
    ].join("\n"),
};
