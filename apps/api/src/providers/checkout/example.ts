import { documented } from "./store/founding.ts";

/** What the banner of a loopback start shows: the default sandbox's keys, and one command that can be pasted. */
export const example = {
  credentials: {
    secret_key: documented.secretKey,
    public_key: documented.publicKey,
    client_id: documented.clientId,
    client_secret: documented.clientSecret,
  },
  /** The address is one of the caller's own machine: an example must not send events to strangers. */
  command: (publicUrl: string) =>
    [
      `curl -s ${publicUrl}/checkout/workflows \\`,
      `  -H "Authorization: Bearer ${documented.secretKey}" \\`,
      '  -H "Content-Type: application/json" \\',
      `  -d '{"name":"Captures","conditions":[{"type":"event","events":{"gateway":["payment_captured"]}}],"actions":[{"type":"webhook","url":"http://127.0.0.1:8080/webhooks","signature":{"key":"secret"}}]}'`,
    ].join("\n"),
};
