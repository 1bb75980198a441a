import { Refusal } from "@understudy/domain";
import type { Page, PageHandler, PageRequest } from "../../../../provider.ts";
import { drawSpecimen, drawThumbnail, thumbnailWidth } from "../../pictures/draw.ts";
import { drawNeutral } from "../../pictures/neutral.ts";
import type { Side } from "../../pictures/png/mark.ts";
import { userOf } from "../../rules/journey/scene.ts";
import { personOf } from "../../rules/judging/person.ts";
import { type SpecimenName, specimenNamed } from "../../rules/specimens.ts";
import { visitIn } from "../occasion.ts";

/** A specimen made out to nobody in particular, the same for all: `?side=back` for the other side. */
export const neutralSpecimen: PageHandler = async (request, { now }) => {
  const { name, side } = askedFor(request);
  return { ...pictureOf(await drawNeutral(name, side, now)), headers: { "Cache-Control": "public, max-age=3600" } };
};

/** The same made out to the person in the session, and kept nowhere, as all about them; `?width=360` for a thumbnail. */
export const ownSpecimen: PageHandler = async (request, ctx) => {
  const visit = await visitIn(ctx, request);
  if (!visit) throw absent();
  const { name, side } = askedFor(request);
  const width = request.query.get("width");
  if (width !== null && width !== String(thumbnailWidth)) throw absent();
  const person = personOf(userOf(visit.scene, visit.participant.role));
  const draw = width === null ? drawSpecimen : drawThumbnail;
  return pictureOf(await draw(name, side, person, ctx.now));
};

function askedFor({ path, query }: PageRequest): { readonly name: SpecimenName; readonly side: Side } {
  const specimen = specimenNamed(path.name ?? "");
  const side = query.get("side") ?? "front";
  if (!specimen || !(side === "front" || (side === "back" && specimen.sides === 2))) throw absent();
  return { name: specimen.name, side };
}

function pictureOf(body: Buffer): Page {
  return { status: 200, type: "image/png", body };
}

function absent(): Refusal {
  return new Refusal("absent", "There is no such picture.");
}
