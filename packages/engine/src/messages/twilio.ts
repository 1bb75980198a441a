import type { Gateway, Verdict } from "./gateway.ts";

export interface TwilioAccount {
  /** Where the gateway is: `https://api.twilio.com`, or one that speaks as it does. */
  readonly url: string;
  readonly accountSid: string;
  readonly authToken: string;
  /** A phone number, or a messaging service: `MG…`. */
  readonly from: string;
}

/**
 * A gateway that speaks as Twilio's Messages resource of 2010-04-01 does: a form with HTTP Basic, answered with 201 and
 * the message as JSON, or with a JSON error of `code` and `message`.
 * https://www.twilio.com/docs/messaging/api/message-resource
 */
export function twilioGateway({ url, accountSid, authToken, from }: TwilioAccount): Gateway {
  const basic = Buffer.from(`${accountSid}:${authToken}`).toString("base64");
  const sender = from.startsWith("MG") ? "MessagingServiceSid" : "From";
  return {
    request: ({ to, body }) => ({
      method: "POST",
      url: `${url.replace(/\/+$/, "")}/2010-04-01/Accounts/${encodeURIComponent(accountSid)}/Messages.json`,
      headers: {
        authorization: `Basic ${basic}`,
        "content-type": "application/x-www-form-urlencoded",
        accept: "application/json",
      },
      body: new URLSearchParams({ To: to, [sender]: from, Body: body }).toString(),
    }),
    judge(outcome) {
      const verdict = verdictOf(outcome);
      return verdict.kind === "taken" ? verdict : { ...verdict, reason: keepable(verdict.reason, [authToken, basic]) };
    },
  };
}

type Outcome = Parameters<Gateway["judge"]>[0];

/** States in which a message is that will never arrive, though the gateway has taken it. */
const lost = new Set(["failed", "undelivered", "canceled"]);

/** Only what says that it was taken was taken: an answer without a message's sid is none of this kind of gateway. */
function verdictOf({ status, body, error }: Outcome): Verdict {
  if (status === null) return { kind: "unavailable", reason: error ?? "The gateway did not answer." };
  const answer = fieldsOf(body);
  const told = (message: unknown, given: unknown) => {
    const words = typeof message === "string" && message !== "" ? `: ${message}` : ".";
    const code = isCode(given) ? given : undefined;
    return { reason: `The gateway answered ${status}${words}${code === undefined ? "" : ` (${code})`}`, code };
  };
  if (status === 429 || status >= 500) return { kind: "unavailable", ...told(answer.message, answer.code) };
  if (status < 200 || status > 299) return { kind: "refused", ...told(answer.message, answer.code) };
  if (typeof answer.sid !== "string") return { kind: "refused", ...told("no sid of a message", undefined) };
  if (lost.has(`${answer.status}`)) return { kind: "refused", ...told(answer.error_message, answer.error_code) };
  return { kind: "taken" };
}

/** Twilio's have five digits: a longer number may be a telephone's. */
function isCode(given: unknown): given is number {
  return typeof given === "number" && Number.isInteger(given) && given >= 0 && given < 1_000_000;
}

function fieldsOf(body: Buffer | null): Readonly<Record<string, unknown>> {
  try {
    const answer: unknown = JSON.parse(body?.toString() ?? "");
    return typeof answer === "object" && answer !== null ? { ...answer } : {};
  } catch {
    return {};
  }
}

/** How much of what a gateway says is kept. */
const mostCharacters = 500;

/** What may be written down of words that somebody else chose: a gateway might repeat what it was sent. */
function keepable(words: string, secrets: readonly string[]): string {
  const clean = secrets.reduce((text, secret) => text.replaceAll(secret, "…"), words.replaceAll("\0", ""));
  return clean.slice(0, mostCharacters).toWellFormed();
}
