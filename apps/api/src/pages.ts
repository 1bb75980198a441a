import { Refusal } from "@understudy/domain";
import type { Engine } from "@understudy/engine";
import { Router } from "express";
import type { Provider } from "./provider.ts";

/** `/pages/<provider>/{sandboxId}/…`: what a customer of the engineer's customer would open. */
export function pages(engine: Engine, providers: readonly Provider[]): Router {
  const router = Router();
  for (const { name, pages: handlers = {} } of providers)
    for (const [path, handler] of Object.entries(handlers))
      router.get(`/${name}/:sandboxId${path}`, async (req, res) => {
        const { sandboxId = "", ...rest } = req.params as Record<string, string>;
        try {
          // The database cannot even be asked with a NUL.
          if (req.path.includes("%00")) throw new Refusal("absent", "There is no such page.");
          const ctx = await engine.enter(sandboxId);
          if (!ctx) throw new Refusal("absent", "There is no such page.");
          const { status, type, body } = await handler(rest, ctx);
          res.status(status).type(type).set("X-Content-Type-Options", "nosniff").send(body);
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          res.status(404).type("text/plain").send("There is no such page.\n");
        }
      });
  return router;
}
