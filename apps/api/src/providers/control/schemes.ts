import { Refusal } from "@understudy/domain";
import type { Webhooks } from "@understudy/engine";
import type { Provider } from "../../provider.ts";

/** How a provider that has told endpoints of events does it. */
export function schemeOf(providers: readonly Provider[], name: string): Webhooks {
  const webhooks = providers.find((provider) => provider.name === name)?.webhooks;
  if (!webhooks) throw new Error(`There are deliveries of ${name}, which has no webhooks.`);
  return webhooks;
}

/** How a provider makes events by the caller's word; refused where it does not. */
export function emitterOf(providers: readonly Provider[], name: string): Required<Pick<Webhooks, "emit">> {
  const isAble = (webhooks: Webhooks | undefined): webhooks is Webhooks & Required<Pick<Webhooks, "emit">> =>
    webhooks?.emit !== undefined;
  const webhooks = providers.find((provider) => provider.name === name)?.webhooks;
  if (isAble(webhooks)) return webhooks;
  const able = providers.flatMap(({ name, webhooks }) => (isAble(webhooks) ? [name] : []));
  const fix = `provider must be one that lets events be made here: ${able.join(", ") || "none does"}.`;
  throw new Refusal("invalid", fix, { field: "provider" });
}
