import { Refusal } from "@understudy/domain";
import type { Request } from "@understudy/server/tokeflow-control";
import type { ControlContext } from "../../../provider.ts";
import { isAddressOrNetwork } from "../addresses.ts";
import type { Caller } from "../caller.ts";
import { namedOrFirst, organizationId } from "../store/merchants.ts";

type NewKey = Request<"createKey">["body"];

/** Whose key it will be, and from where it may be used. */
export async function holderOf(ctx: ControlContext, body: NewKey): Promise<Caller> {
  const { kind, access = "secret", merchant_id: named, allowed_ips: allowedIps = [] } = body;
  demandAddresses(allowedIps);
  if (kind === "merchant") {
    const { id, organizationId } = await namedOrFirst(ctx, named);
    return { access, organizationId, merchantId: id, allowedIps };
  }
  if (named !== undefined)
    throw new Refusal(
      "invalid",
      "An organization's key has no merchant: leave merchant_id out, or make a merchant's key.",
      {
        field: "merchant_id",
      },
    );
  return { access, organizationId: await organizationId(ctx), merchantId: null, allowedIps };
}

function demandAddresses(places: readonly string[]): void {
  const wrong = places.flatMap((place, index) => (isAddressOrNetwork(place) ? [] : [`allowed_ips.${index}`]));
  if (wrong.length === 0) return;
  const rule = "must be an address or a network, such as 127.0.0.1, 10.0.0.0/8 or 2001:db8::/32";
  const fields = Object.fromEntries(wrong.map((field) => [field, [rule]]));
  throw new Refusal("invalid", `${wrong.join(", ")} ${rule}.`, { fields });
}
