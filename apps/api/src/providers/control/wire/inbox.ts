import { Duration } from "luxon";
import type { Behaviour, Inbox } from "../store/inboxes.ts";
import type { Message } from "../store/messages.ts";
import { bytesToWire, headersToWire } from "./bytes.ts";
import { millisecondsFrom } from "./wait.ts";

export function inboxToWire({ sandboxId, name, status, delayMs, hangs, createdAt }: Inbox, publicUrl: string) {
  return {
    name,
    url: `${publicUrl}/inboxes/${sandboxId}/${name}`,
    behaviour: { status, delay: Duration.fromMillis(delayMs).shiftTo("seconds").toISO() ?? "", hang: hangs },
    created_at: createdAt.toISOString(),
  };
}

export function behaviourFromWire(given: { status?: number; delay?: string; hang?: boolean } = {}): Behaviour {
  const { status = 200, delay = "PT0S", hang = false } = given;
  return { status, delayMs: millisecondsFrom(delay, "behaviour.delay"), hangs: hang };
}

export function messageToWire({ id, at, method, path, headers, body }: Message) {
  return {
    ...{ id, at: at.toISOString(), method, path },
    ...{ headers: headersToWire(headers), raw_headers: headers.map((line) => [...line]), ...bytesToWire(body) },
  };
}
