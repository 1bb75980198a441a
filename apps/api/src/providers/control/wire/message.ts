import type { SentMessage } from "../store/sent-messages.ts";

export function sentMessageToWire({ id, at, channel, to, body, provider, subject, status, error }: SentMessage) {
  return { id, at: at.toISOString(), channel, to, body, provider, subject, status, error };
}
