import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { specimens } from "../rules/specimens.ts";
import { journeysOf } from "./support/journeys.ts";
import { got, openSandbox } from "./support/sandbox.ts";
import { type Answers, type Visitor, visit } from "./support/visitor.ts";

const server = await testServer();
const world = await openSandbox(server);
const { begin, standing, read } = journeysOf(world);
const base = `${world.publicUrl}/pages/onespan/${world.sandboxId}/specimens`;

const bytesAt = async (address: string) => new Uint8Array(await (await fetch(address)).arrayBuffer());
const specimen = async (name: string, side = "front") => new Blob([await bytesAt(`${base}/${name}.png?side=${side}`)]);

const digest = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

/** The same picture without the note of what it shows. */
async function unmarked(name: string): Promise<Blob> {
  const bytes = Buffer.from(await bytesAt(`${base}/${name}.png`));
  const [start, end] = [bytes.indexOf("tEXt") - 4, bytes.indexOf("PLTE") - 4];
  return new Blob([bytes.subarray(0, start), bytes.subarray(end)]);
}

async function sending(answers: Answers, workflowId = world.documentWorkflowId) {
  const { id, link } = await begin(workflowId);
  const visitor = await visit(link);
  await visitor.send();
  return { id, visitor, shown: await visitor.send(answers, "upload") };
}

test("a picture of one's own passes, whatever it shows", async () => {
  const { id, shown } = await sending({ front: await unmarked("portrait-without-face") });
  expect(shown).toMatchObject({ status: 200, state: "passed" });
  expect(await standing(id)).toMatchObject({ outcome: "passed", attempts: 1 });
});

test("a specimen that was saved and sent keeps its outcome", async () => {
  const { shown } = await sending({ front: await specimen("passport-expired") });
  expect(shown).toMatchObject({ status: 200, state: "failed" });
  expect(shown.text).toContain("The date of expiry has passed");
  const two = { front: await specimen("id-card"), back: await specimen("id-card", "back") };
  expect((await sending(two)).shown).toMatchObject({ state: "passed" });
  const mixed = { front: await specimen("id-card"), back: await specimen("driving-licence", "back") };
  expect((await sending(mixed)).shown).toMatchObject({ step: "document", notices: [expect.stringContaining("back")] });
});

test("a selfie of one's own goes with a document of one's own", async () => {
  const { visitor } = await sending({ front: await unmarked("passport") }, world.faceWorkflowId);
  expect(visitor.shown).toMatchObject({ step: "selfie" });
  const text = "Choose a picture of yourself.";
  expect(await visitor.send({}, "upload")).toMatchObject({ status: 422, errors: { selfie: text } });
  expect(await visitor.send({ selfie: await specimen("portrait-without-face") }, "upload")).toMatchObject({
    ...{ step: "document", notices: [expect.stringContaining("You have 2 more attempts.")] },
  });
});

const tiny = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
test.each<[string, Answers, Record<string, string>]>([
  ["nothing", {}, { front: "Choose a picture of the front." }],
  [
    "what is no picture",
    { front: new Blob(["%PDF-1.7"]), back: new Blob(["x"]) },
    {
      front: "The picture of the front is not a picture that can be read: choose a JPEG or PNG.",
      back: "The picture of the back is not a picture that can be read: choose a JPEG or PNG.",
    },
  ],
  [
    "too small a picture",
    { front: new Blob([tiny]) },
    { front: "The picture of the front is too small: choose one of at least 200 by 200 pixels." },
  ],
  [
    "too large a picture",
    { front: new Blob([new Uint8Array(10 * 1024 ** 2 + 1)]) },
    { front: "The picture of the front is larger than 10 MB: choose a smaller one." },
  ],
])("%s is sent back at its field", async (_, answers, errors) => {
  const { id, shown } = await sending(answers);
  expect([shown.status, shown.errors, shown.summary]).toEqual([422, errors, Object.entries(errors)]);
  expect(await standing(id)).toMatchObject({ step: "document", attempts: 0 });
});

test("more than a request may hold is refused as a page", async () => {
  const half = new Blob([new Uint8Array(6 * 1024 ** 2)]);
  expect((await sending({ front: half, back: half })).shown).toMatchObject({ status: 413, title: "Too large" });
});

/** The first picture of the page, in its whole size. */
function wholeOf({ shown }: Visitor): URL {
  const address = new URL(shown.pictures[0] ?? "", shown.address);
  address.search = "";
  return address;
}

test("what is kept of a specimen is made out to the person", async () => {
  const { id, link } = await begin(world.documentWorkflowId);
  const visitor = await visit(link);
  await visitor.send();
  const shown = await bytesAt(wholeOf(visitor).href);
  expect(digest(shown)).not.toBe(digest(await bytesAt(`${base}/passport.png`)));
  await visitor.send({ specimen: "passport" }, "specimen");
  await world.settle();
  const { verifications = [] } = await read(id);
  const verification_id = String(verifications[0]?.vhub_verification_id);
  const path = { transaction_id: id, verification_id };
  const { verified_images } = got(await world.api.listVerificationImages({ path }));
  const url = String(verified_images?.[0]?.image_submitted_document_front);
  const kept = await world.send("GET", `/api/sfs?url=${encodeURIComponent(url)}`);
  expect([kept.status, digest(kept.bytes)]).toEqual([200, digest(shown)]);
});

test("pictures that are made out to a person are kept nowhere, and a page shows them small", async () => {
  const { visitor } = await sending({});
  expect(visitor.shown.pictures).toHaveLength(7);
  for (const source of visitor.shown.pictures) {
    const picture = await fetch(new URL(source, visitor.shown.address));
    expect([picture.status, picture.headers.get("cache-control")]).toEqual([200, "no-store"]);
    expect((await picture.arrayBuffer()).byteLength).toBeLessThan(50_000);
  }
  const whole = wholeOf(visitor);
  expect((await fetch(whole)).headers.get("cache-control")).toBe("no-store");
  for (const query of ["?width=36", "?width=", "?width=100000", "?side=back"])
    expect([query, (await fetch(whole.href + query)).status]).toEqual([query, 404]);
});

test("a specimen that was saved from the page keeps its outcome", async () => {
  const { visitor } = await sending({});
  const source = visitor.shown.pictures.find((each) => each.includes("id-card-other-person")) ?? "";
  const front = new Blob([await bytesAt(new URL(source, visitor.shown.address).href)]);
  expect(await visitor.send({ front }, "upload")).toMatchObject({ status: 200, state: "failed" });
});

test("every specimen has a picture, and those with a back have two", async () => {
  for (const { name, sides } of specimens) {
    const front = await fetch(`${base}/${name}.png`);
    expect([name, front.status, front.headers.get("content-type")]).toEqual([name, 200, "image/png"]);
    expect(front.headers.get("cache-control")).toBe("public, max-age=3600");
    expect((await fetch(`${base}/${name}.png?side=back`)).status).toBe(sides === 2 ? 200 : 404);
  }
  for (const path of ["library-card.png", "passport.png?side=left", "passport"])
    expect((await fetch(`${base}/${path}`)).status).toBe(404);
});
