/** What the default sandbox is documented with: three of its ids are those of the seed's sample, so that it can be pasted. */
export const documented = {
  apiKey: "rk_key_understudydefault",
  apiSecret: "rk_secret_understudyDefaultSandbox0000000000",
  accessToken: "rkat_understudyDefaultSandbox000000000000",
  serviceAccountId: "6f0d3b5e-2c1a-4e7d-9b84-5a3c7e1f9d20",
  businessAccountId: "c3f50e86-1b7d-4a92-8e64-f9d02b5a7c31",
  businessFinancialAccountId: "31c6d624-6a0c-4049-b1f1-f3ea7d00ba35",
  businessFinancialAccountIdCad: "6a4e1d93-c8f2-4750-b9a3-0d7c5e2f8b14",
  customerId: "01ac41f3-86a3-4651-b043-c0fbc1e1adff",
  customerFinancialAccountId: "d83ee738-786a-43cf-b1db-24c8788523c4",
  customerBankAccountId: "9e2b7c40-5d18-4f63-a0c9-3b6f8d1e4a75",
} as const;
