import { onboard } from "../../store/onboarding.ts";
import type { Handler } from "../handler.ts";
import { merchantToWire } from "../wire/objects.ts";

export const createMerchant: Handler<"createMerchant"> = async ({ body = {} }, ctx) => {
  const { merchant, key } = await onboard(ctx, {
    id: body.id ?? ctx.newId("mrc"),
    name: body.name ?? "Loja Exemplo",
    city: body.city ?? "Sao Paulo",
    seed: body.seed ?? "understudy",
  });
  return { status: 201, body: { ...merchantToWire(merchant), merchant_key: key } };
};
