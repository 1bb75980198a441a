import { occasions } from "../../../generated/scenarios.ts";
import type { Client, Sandbox } from "./asking.ts";

type Data<Operation extends "listEvents" | "listDeliveries"> = NonNullable<
  Awaited<ReturnType<Client[Operation]>>["data"]
>["data"];

/** What has happened in a sandbox in which something has happened in every provider's world, newest first. */
export async function givenEvents(sandbox: Sandbox): Promise<Data<"listEvents">> {
  for (const happen of Object.values(occasions)) await happen(sandbox);
  const { data } = await sandbox.platform.listEvents({ path: { sandboxId: sandbox.id }, query: { limit: 100 } });
  return data?.data ?? [];
}

export async function givenEvent(sandbox: Sandbox): Promise<Data<"listEvents">[number]> {
  const [event] = await givenEvents(sandbox);
  if (!event) throw new Error("Nothing has happened.");
  return event;
}

/** The newest delivery of a sandbox in which something has happened of which some endpoint is told. */
export async function givenDelivery(sandbox: Sandbox): Promise<Data<"listDeliveries">[number]> {
  await givenEvents(sandbox);
  const { data } = await sandbox.platform.listDeliveries({ path: { sandboxId: sandbox.id } });
  const [delivery] = data?.data ?? [];
  if (!delivery) throw new Error("Nobody is told of what has happened.");
  return delivery;
}

/** The name of an inbox to which something has come. */
export async function givenInbox(sandbox: Sandbox): Promise<string> {
  const name = "orders";
  const { data } = await sandbox.platform.putInbox({ path: { sandboxId: sandbox.id, name } });
  if (!data) throw new Error("No inbox was made.");
  await fetch(data.url, { method: "POST", headers: { "X-Trace": "a" }, body: '{"id":"pay_42"}' });
  return name;
}
