/** The sample request of the seed, its JSON mended: the ids are those of the default sandbox. */
export const sample = {
  title: "Send a rebate to John Doe",
  customerMemo: "Hi John Doe, we’ve processed your rebate.",
  expireInHours: 48,
  parameters: {
    phoneNumber: "+16471234567",
    channel: "SMS",
    introductoryMessage: "You have a rebate",
    customerId: "01ac41f3-86a3-4651-b043-c0fbc1e1adff",
    customerFinancialAccountId: "d83ee738-786a-43cf-b1db-24c8788523c4",
    transactionType: "SEND",
    solution: "push-to-card",
    baFinancialAccountId: "31c6d624-6a0c-4049-b1f1-f3ea7d00ba35",
    currency: "USD",
    amount: 256.25,
    paymentReasonId: "payment-of-rebates",
  },
  steps: [
    { name: "notification" },
    { name: "lookup-profile" },
    {
      name: "enhance-profile",
      inputs: {
        user: {
          personalInfo: ["salutation", "dateOfBirth"],
          addresses: ["SHIPPING", "MAILING", "PHYSICAL"],
          phoneNumber: ["HOME"],
        },
      },
    },
    { name: "lookup-financial-account" },
    {
      name: "document-acceptance",
      inputs: { user: { documents: [{ documentId: "ebt-communication-consent", documentGroup: "bank-accounts" }] } },
    },
    { name: "move-money" },
  ],
} as const;
