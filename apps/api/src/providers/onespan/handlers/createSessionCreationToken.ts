import { Refusal } from "@understudy/domain";
import { json } from "../answers/answering.ts";
import type { Handler } from "../handler.ts";
import { withToken } from "../rules/journey/joining.ts";
import { demandNew } from "../rules/journey/scene.ts";
import { faultsOfRole } from "../rules/request/roles.ts";
import { readScene } from "../store/transactions.ts";
import { change } from "../store/transitions.ts";
import { issue } from "../transactions/creating.ts";
import { tokenOnlyToWire } from "../wire/token.ts";

export const createSessionCreationToken: Handler<"createSessionCreationToken"> = async ({ path, body }, ctx) => {
  const scene = await readScene(ctx, path.transaction_id);
  demandNew(scene);
  const { transaction } = scene;
  const problems = faultsOfRole(transaction.workflow, body.role);
  if (problems.length > 0) throw new Refusal("out_of_range", "The workflow has no such role.", { problems });
  const token = await issue(ctx, transaction, body.role);
  await change(ctx, transaction.id, (held) => withToken(held, token));
  return json(ctx, tokenOnlyToWire(token));
};
