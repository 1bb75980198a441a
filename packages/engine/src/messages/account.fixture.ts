/** The account that the gateway of these tests knows. */
export const account = { accountSid: "AC0123456789abcdef", authToken: "hunter2-of-the-gateway", from: "+15005550006" };
