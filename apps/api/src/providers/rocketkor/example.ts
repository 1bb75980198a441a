import { documented } from "./documented.ts";

/** What the banner of a loopback start shows: the default sandbox's keys, and one command that can be pasted. */
export const example = {
  credentials: {
    api_key: documented.apiKey,
    api_secret: documented.apiSecret,
    access_token: documented.accessToken,
    customer_id: documented.customerId,
    customer_financial_account_id: documented.customerFinancialAccountId,
    business_financial_account_id: documented.businessFinancialAccountId,
  },
  /** A rebate to a card: the customer finds a link in the SMS, which the outbox of messages keeps. */
  command: (publicUrl: string) =>
    [
      `curl -s ${publicUrl}/rocketkor/v2/linx/workflows \\`,
      `  -H "Authorization: Bearer ${documented.accessToken}" \\`,
      '  -H "Content-Type: application/json" \\',
      `  -d '${JSON.stringify(rebate)}'`,
    ].join("\n"),
};

const rebate = {
  title: "Send a rebate to John Doe",
  parameters: {
    phoneNumber: "+16471234567",
    customerId: documented.customerId,
    customerFinancialAccountId: documented.customerFinancialAccountId,
    transactionType: "SEND",
    solution: "push-to-card",
    baFinancialAccountId: documented.businessFinancialAccountId,
    currency: "USD",
    amount: 256.25,
    paymentReasonId: "payment-of-rebates",
  },
  steps: ["notification", "lookup-profile", "lookup-financial-account", "move-money"].map((name) => ({ name })),
};
