import { documented } from "./documented.ts";

/** What the banner of a loopback start shows: the default sandbox's tenant, and one command that can be pasted. */
export const example = {
  credentials: {
    tenant_id: documented.tenantId,
    access_token: documented.accessToken,
    signing_key: documented.signingKey,
    workflow_id: documented.faceWorkflowId,
  },
  /** A person to be verified: `accessUrl` in the answer is the page to open. */
  command: (publicUrl: string) =>
    [
      `curl -s -X PUT ${publicUrl}/onespan/api/transaction/ \\`,
      `  -H "Authorization: Bearer ${documented.accessToken}" \\`,
      '  -H "Content-Type: application/json" \\',
      `  -d '${JSON.stringify(verification)}'`,
    ].join("\n"),
};

const verification = {
  workflow_id: documented.faceWorkflowId,
  language: "en",
  users: [{ role: "Customer", first_name: "Ada", last_name: "Lovelace" }],
  tokens: [{ role: "Customer" }],
};
