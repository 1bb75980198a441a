import { specimens } from "../../rules/specimens.ts";
import type { Handler } from "../handler.ts";
import { specimenToWire } from "../wire/specimen.ts";

export const listSpecimens: Handler<"listSpecimens"> = async (_exchange, ctx) => ({
  status: 200,
  body: { data: specimens.map((specimen) => specimenToWire(ctx, specimen)) },
});
