import { Refusal } from "@understudy/domain";
import type { Handler } from "../handler.ts";
import { baseUrlOf } from "../means.ts";
import { ofSubject } from "../store/events.ts";
import { summaryToWire } from "../wire/event.ts";

/** A subject to which nothing has happened is as absent as one that never was (providers/checkout.md 4.16). */
export const getSubjectEvents: Handler<"getSubjectEvents"> = async ({ path }, ctx) => {
  const events = await ofSubject(ctx, path.subjectId);
  if (events.length === 0) throw new Refusal("absent", `Nothing has happened to ${path.subjectId}.`);
  const baseUrl = baseUrlOf(ctx);
  return { status: 200, body: { data: events.map((event) => summaryToWire(event, baseUrl)) } };
};
