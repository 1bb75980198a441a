import { Refusal } from "@understudy/domain";
import { json } from "../answering.ts";
import { issue } from "../creating.ts";
import type { Handler } from "../handler.ts";
import { demandNew } from "../rules/journey/scene.ts";
import { faultsOfRole } from "../rules/request/roles.ts";
import { readScene } from "../store/transactions.ts";
import { tokenOnlyToWire } from "../wire/token.ts";

export const createSessionCreationToken: Handler<"createSessionCreationToken"> = async ({ path, body }, ctx) => {
  const scene = await readScene(ctx, path.transaction_id);
  demandNew(scene);
  const { transaction } = scene;
  const problems = faultsOfRole(transaction.workflow, body.role);
  if (problems.length > 0) throw new Refusal("out_of_range", "The workflow has no such role.", { problems });
  return json(ctx, tokenOnlyToWire(await issue(ctx, transaction, body.role)));
};
