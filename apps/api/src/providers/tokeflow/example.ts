/** What the banner of a loopback start shows: the default sandbox's keys, and one command that can be pasted. */
export const example = {
  credentials: {
    merchant_key: "sk_test_mer_understudyDefault0",
    organization_key: "sk_test_org_understudyDefault0",
    merchant_id: "mrc_123",
  },
  /** A saved card that the first acquirer declines and the second one approves, so that the timeline tells a story. */
  command: (publicUrl: string) =>
    [
      `curl -s ${publicUrl}/tokeflow/api/v1/transactions \\`,
      '  -H "Authorization: Bearer sk_test_mer_understudyDefault0" \\',
      '  -H "Content-Type: application/json" \\',
      `  -d '{"payment_method":"credit_card","charge_type":"payment","country":"BR","amount":15000,"currency":"BRL","payment_instrument_id":"pi_decline_then_approve"}'`,
    ].join("\n"),
};
