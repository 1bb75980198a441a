import { expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { openWorld } from "../tests/support/world.ts";
import { addMerchant, requireMerchant } from "./merchants.ts";

const server = await testServer();

it("a merchant that is not there is not remembered as absent", async () => {
  const { sandboxId, organizationId } = await openWorld(server);
  const ctx = await server.engine.enter(sandboxId);
  if (!ctx) throw new Error("There is no such sandbox.");
  await expect(requireMerchant(ctx, "mrc_late")).rejects.toMatchObject({ code: "invalid" });
  // Written past the control API, which would have everything forgotten.
  await addMerchant(ctx, {
    ...{ id: "mrc_late", organizationId, name: "Late", city: "Recife", seed: "late" },
    connectorIds: ["conn_late_1", "conn_late_2"],
  });
  expect((await requireMerchant(ctx, "mrc_late")).name).toBe("Late");
});
