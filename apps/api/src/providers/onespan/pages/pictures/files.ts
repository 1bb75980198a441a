import { Refusal } from "@understudy/domain";
import type { Page, PageHandler } from "../../../../provider.ts";
import { drawSpecimen } from "../../pictures/draw.ts";
import { userOf } from "../../rules/journey/scene.ts";
import { type Person, personOf } from "../../rules/judging/person.ts";
import { specimenNamed } from "../../rules/specimens.ts";
import { visitIn } from "../occasion.ts";

/** A specimen made out to nobody in particular, the same for all: `?side=back` for the other side. */
export const neutralSpecimen: PageHandler = ({ path, query }, { now }) =>
  specimenFile(path.name, query, personOf(undefined), now, "public");

/** The same made out to the person in the session. */
export const ownSpecimen: PageHandler = async (request, ctx) => {
  const visit = await visitIn(ctx, request);
  if (!visit) throw absent();
  const person = personOf(userOf(visit.scene, visit.participant.role));
  return specimenFile(request.path.name, request.query, person, ctx.now, "private");
};

async function specimenFile(
  name: string | undefined,
  query: URLSearchParams,
  person: Person,
  now: Date,
  whose: "public" | "private",
): Promise<Page> {
  const specimen = specimenNamed(name ?? "");
  const side = query.get("side") ?? "front";
  if (!specimen || !(side === "front" || (side === "back" && specimen.sides === 2))) throw absent();
  const body = await drawSpecimen(specimen.name, side, person, now);
  return { status: 200, type: "image/png", body, headers: { "Cache-Control": `${whose}, max-age=3600` } };
}

function absent(): Refusal {
  return new Refusal("absent", "There is no such picture.");
}
