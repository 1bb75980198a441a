import { describe, expect, it } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { journeysOf, person, role } from "./support/journeys.ts";
import { openSandbox } from "./support/sandbox.ts";
import { visit } from "./support/visitor.ts";

const server = await testServer();

async function opened() {
  const world = await openSandbox(server);
  const journeys = journeysOf(world);
  return {
    ...{ ...world, ...journeys },
    /** What has happened in sessions: `<trigger> <the session's number> <page>`. */
    visits: async (id: string) => {
      const { events } = await journeys.read(id);
      const keys = [...new Set(events.flatMap(({ session_id }) => session_id ?? []))];
      return events.flatMap(({ trigger, session_id, fields }) =>
        session_id === null
          ? []
          : [
              `${trigger} ${keys.indexOf(session_id) + 1} ${fields.find(({ name }) => name === "page")?.value ?? ""}`.trim(),
            ],
      );
    },
    finish: (id: string, json: object = {}) => world.control("POST", `/transactions/${id}/finish`, { json }),
  };
}

describe("a session", () => {
  it("starts when the link is opened, and is dated and told with who came with what", async () => {
    const { begin, faceWorkflowId, advance, start, read, visits, control } = await opened();
    const { id, link } = await begin(faceWorkflowId);
    await advance("PT1H");
    await visit(link, "Ana's browser");
    const at = new Date(start.getTime() + 3_600_000).toISOString();
    const { events, last_session_event, status } = await read(id);
    expect([status, last_session_event, await visits(id)]).toEqual([
      "new",
      at,
      ["session_started 1", "page_view_created 1 consent"],
    ]);
    for (const event of events.slice(1))
      expect(event).toMatchObject({ role, timestamp: at, client_device: { name: "Ana's browser" } });
    expect(await control(id)).toMatchObject({ open_sessions: 1 });
  });

  it("is another one each time that the link is opened, and the journey goes on where it stood", async () => {
    const { begin, faceWorkflowId, visits, control } = await opened();
    const { id, link } = await begin(faceWorkflowId);
    const first = await visit(link);
    await first.send();
    const second = await visit(link);
    expect(second.shown).toMatchObject({ step: "document" });
    await second.send({ specimen: "passport" }, "specimen");
    expect(await first.reload()).toMatchObject({ state: "step", step: "selfie" });
    expect(await visits(id)).toEqual([
      ...["session_started 1", "page_view_created 1 consent", "page_next 1", "page_view_created 1 document"],
      ...["session_started 2", "page_view_created 2 document", "document_selected 2", "page_view_created 2 selfie"],
    ]);
    expect(await control(id)).toMatchObject({ open_sessions: 2 });
  });

  it("ends with the person's part, and so do the others of that person's once everybody is done", async () => {
    const { begin, documentWorkflowId, visits, control, settle } = await opened();
    const { id, link } = await begin(documentWorkflowId);
    const [other, visitor] = [await visit(link), await visit(link)];
    await visitor.send();
    expect(await visitor.send({ specimen: "passport" }, "specimen")).toMatchObject({ state: "passed" });
    await settle();
    expect(await control(id)).toMatchObject({ status: "completed", open_sessions: 0 });
    expect((await visits(id)).filter((each) => each.startsWith("session_ended"))).toEqual([
      ...["session_ended 2", "session_ended 1"],
    ]);
    expect(await other.reload()).toMatchObject({ state: "passed" });
  });

  it("is closed where the transaction ends otherwise", async () => {
    const { begin, documentWorkflowId, cancel, finish, control } = await opened();
    const [cancelled, broken] = [await begin(documentWorkflowId), await begin(documentWorkflowId)];
    for (const { link } of [cancelled, broken, cancelled, broken]) await visit(link);
    await cancel(cancelled.id);
    await finish(broken.id, { outcome: "error" });
    for (const { id } of [cancelled, broken]) expect(await control(id)).toMatchObject({ open_sessions: 0 });
  });

  it("is one person's: another one's part is theirs alone", async () => {
    const { begin, documentWorkflowId, control, read } = await opened();
    const other = { ...person, role: "Borrower" };
    const tokens = [{ role }, { role: "Borrower" }];
    const { id, links } = await begin(documentWorkflowId, { users: [person, other], tokens });
    const [ana, borrower] = [await visit(links[role] ?? ""), await visit(links.Borrower ?? "")];
    await ana.send();
    await ana.send({ specimen: "passport" }, "specimen");
    expect(await borrower.reload()).toMatchObject({ state: "step", step: "consent" });
    expect(await control(id)).toMatchObject({
      ...{ status: "new", result: "undefined", open_sessions: 1 },
      participants: [
        { role, outcome: "passed" },
        { role: "Borrower", step: "consent", outcome: null },
      ],
    });
    const { events } = await read(id);
    const sessions = (of: string) =>
      new Set(events.flatMap((each) => (each.role === of ? (each.session_id ?? []) : [])));
    expect([sessions(role).size, sessions("Borrower").size]).toEqual([1, 1]);
  });
});

describe("nobody does anything for the workflow's session_timeout", () => {
  const redirects = [{ id: "REDIRECT_SESSION_TIMEOUT" as const, url: "https://bank.example/late?r={{userRole}}" }];
  const late = { id: "REDIRECT_SESSION_TIMEOUT", url: `https://bank.example/late?r=${role}` };

  it("the session ends by the clock, the transaction goes on, and the link begins another one", async () => {
    const { begin, workflow, advance, control, visits, read } = await opened();
    const kind = "document_with_face" as const;
    const { id, link } = await begin((await workflow({ kind, session_timeout: "PT10M", redirects })).id);
    const visitor = await visit(link);
    await visitor.send();
    const form = visitor.filled("specimen", { specimen: "passport" });
    await advance("PT9M59S");
    expect(await control(id)).toMatchObject({ open_sessions: 1, participants: [{ redirect: null }] });
    await advance("PT1S");
    expect(await control(id)).toMatchObject({ status: "new", open_sessions: 0, participants: [{ redirect: late }] });
    const { version } = await read(id);
    expect(await visitor.send({}, "", form)).toMatchObject({ status: 410, state: "timeout" });
    expect(await visitor.reload()).toMatchObject({ state: "timeout" });
    expect((await read(id)).version).toBe(version);
    const again = await visit(link);
    expect(again.shown).toMatchObject({ state: "step", step: "document" });
    expect(await control(id)).toMatchObject({ open_sessions: 1, participants: [{ redirect: null }] });
    expect((await visits(id)).slice(-3)).toEqual([
      ...["session_ended 1", "session_started 2", "page_view_created 2 document"],
    ]);
  });

  it("each page that is opened and each form that is sent gives all the time again", async () => {
    const { begin, workflow, advance, control } = await opened();
    const { id, link } = await begin((await workflow({ kind: "document_with_face", session_timeout: "PT1M" })).id);
    const visitor = await visit(link);
    await advance("PT59S");
    await visitor.reload();
    await advance("PT59S");
    await visitor.send();
    await advance("PT59S");
    expect(await visitor.send({}, "specimen")).toMatchObject({ status: 422 });
    await advance("PT59S");
    expect(await control(id)).toMatchObject({ open_sessions: 1, participants: [{ step: "document" }] });
    await advance("PT1S");
    expect(await control(id)).toMatchObject({ open_sessions: 0 });
  });

  it("only in the session of whom it is so", async () => {
    const { begin, workflow, advance, control, visits } = await opened();
    const { id, link } = await begin((await workflow({ kind: "document", session_timeout: "PT10M" })).id);
    const idle = await visit(link);
    await advance("PT5M");
    const busy = await visit(link);
    await busy.send();
    await advance("PT5M");
    expect((await visits(id)).at(-1)).toBe("session_ended 1");
    expect([(await idle.reload()).state, (await busy.reload()).state]).toEqual(["timeout", "step"]);
    expect(await busy.send({ specimen: "passport" }, "specimen")).toMatchObject({ state: "passed" });
    expect(await control(id)).toMatchObject({ participants: [{ outcome: "passed", redirect: null }] });
  });

  it("for good, where the transaction is over first", async () => {
    const { begin, workflow, advance, triggers, cancel, platform, path } = await opened();
    const { id, link } = await begin((await workflow({ kind: "document", session_timeout: "PT10M" })).id);
    await visit(link);
    await cancel(id);
    const before = await triggers(id);
    const { data } = await platform.moveClock({ path, body: { advance: "PT1H" } });
    expect(data?.ran).toEqual([]);
    await advance("P1D");
    expect(await triggers(id)).toEqual(before);
  });
});

describe("a test that plays the person", () => {
  it("leaves and times out as they would, in the session that is open", async () => {
    const { begin, documentWorkflowId, finish, visits, control } = await opened();
    for (const [outcome, state] of [
      ["abandon", "left"],
      ["timeout", "timeout"],
    ] as const) {
      const { id, link } = await begin(documentWorkflowId);
      const visitor = await visit(link);
      expect((await finish(id, { outcome })).body).toMatchObject({ status: "new", open_sessions: 0 });
      expect(await visits(id)).toEqual(["session_started 1", "page_view_created 1 consent", "session_ended 1"]);
      expect(await visitor.reload()).toMatchObject({ status: 410, state });
      // Nobody is there any more: they come, and leave at once.
      await finish(id, { outcome });
      expect((await visits(id)).slice(3)).toEqual([
        "session_started 2",
        "page_view_created 2 consent",
        "session_ended 2",
      ]);
      expect(await control(id)).toMatchObject({ status: "new", participants: [{ step: "consent", attempts: 0 }] });
    }
  });
});
