/**
 * What the default sandbox is documented with. Its verifications have the ids that the provider's guides print, in order
 * IDVNA002, IDVNA001-M and IDVNA001-V (providers/onespan.md 5.6); no guide prints one of a workflow for signing.
 */
export const documented = {
  tenantId: "understudy",
  signingKey: "understudy-default-sandbox-signing-key-known-to-everybody-HS384",
  /** Signed with that key, and good until 2087 as the provider's sample is. */
  accessToken:
    "eyJhbGciOiJIUzM4NCIsInR5cCI6IkpXVCJ9.eyJzY29wZSI6WyJ0ZW5hbnRfYWNjZXNzIl0sImV4cCI6MzY5ODA3MTYxMCwianRpIjoiNWIwYzhmMWUtN2QyNC00ZTkzLWE2YjEtMGYzYzllMmQ4YTc1IiwiY2xpZW50X2lkIjoidW5kZXJzdHVkeSJ9.uFTfwbHonNNFloU7Ecbnu8TlmbdwqnYdT8SgWZTqVXrdj1tJ_eo3TdxFX9NEYE9c",
  documentWorkflowId: "00000001-0001-0001-0002-320000000007",
  faceWorkflowId: "00000001-0001-0001-0002-310000000007",
  secondFaceWorkflowId: "00000001-0001-0002-0002-310000000007",
  agreementWorkflowId: "7c41d0e6-93b5-4f28-a06d-5e8b12f9c374",
  documentTemplateId: "2d9e4f60-8a1b-4c57-b3d2-6e0f7a5c9184",
} as const;
