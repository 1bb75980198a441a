import { Refusal } from "@understudy/domain";

/**
 * An address that events can be posted to. A user name and a password in it are refused rather than ignored: they would
 * not be sent, and the signature says who sends.
 */
export function demandAddress(url: string): string {
  const isWeb = /^https?:\/\/[^/?#]/i.test(url);
  if (!isWeb) throw refused("url must begin with http:// or https:// and a host, such as http://127.0.0.1:8080/hooks.");
  const { username, password } = new URL(url);
  if (username !== "" || password !== "")
    throw refused("url must hold no user name and no password: events are proved by their signature.");
  return url;
}

function refused(message: string): Refusal {
  return new Refusal("invalid", message, { field: "url" });
}
