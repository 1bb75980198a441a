import { expect, test } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { end, form, type Step } from "./support/drafts.ts";
import { startInteractive } from "./support/interactive.ts";
import { got } from "./support/sandbox.ts";
import { file, visit } from "./support/visitor.ts";
import { openWorkflows } from "./support/workflows.ts";

const server = await testServer();
const world = await openWorkflows(server);

const label = (en: string) => ({ label: { en } });
const required = { validate: { required: true } };
const two: Readonly<Record<string, Step>> = {
  first: form({ name: { ...label("Your name"), ...required } }, { next: "second", title: { en: "Who are you?" } }),
  second: form({ town: label("Your town") }, { title: { en: "Where do you live?" } }),
  done: end({ name: "$.steps.first.name", town: "$.steps.second.town" }),
};

async function opened(steps = two, locale = "en", rest = {}) {
  const definitionId = await world.define(steps, rest);
  const started = await startInteractive(world, { definitionId, locale });
  return { ...started, visitor: await visit(started.link) };
}

test("49, 53: the link opens with its token alone, and the last answer completes the workflow", async () => {
  const { id, visitor } = await opened();
  expect(visitor.shown).toMatchObject({ status: 200, state: "step", step: "first", title: "Who are you?" });
  expect(visitor.shown.progress).toBe("Step 1 of 2");
  expect(await visitor.send({ name: " Anna " })).toMatchObject({ step: "second", progress: "Step 2 of 2" });
  expect(await visitor.send({ town: "Łódź" })).toMatchObject({ status: 200, state: "completed", title: "All done" });
  expect(got(await world.api.getWorkflowResult({ path: { workflowId: id } }))).toEqual({ name: "Anna", town: "Łódź" });
  expect(await visitor.reload()).toMatchObject({ status: 200, state: "completed" });
});

test("a page loads what is ours only, runs no script of its own, and is kept nowhere", async () => {
  const { link, visitor } = await opened();
  const answer = await fetch(link);
  expect(answer.headers.get("content-security-policy")).toContain("script-src 'self'");
  expect(answer.headers.get("cache-control")).toBe("no-store");
  expect(visitor.shown.html).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=/);
  const files = [...visitor.shown.html.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path]) => path ?? "");
  expect(files.length).toBeGreaterThan(1);
  for (const path of files) expect([path, (await fetch(new URL(path, link))).status]).toEqual([path, 200]);
});

test("what stands in a definition or is entered is text on the page, whatever it looks like", async () => {
  const evil = `"><script>alert(1)</script>&`;
  const steps = {
    only: form(
      { name: { ...label(evil), hint: { en: evil }, ...required }, town: { ...label("t"), ...required } },
      {
        title: { en: evil },
      },
    ),
    done: end(),
  };
  const { visitor } = await opened(steps, "en", { name: evil });
  const refused = await visitor.send({ name: evil });
  expect(refused).toMatchObject({ status: 422, title: evil });
  expect(refused.html).not.toContain("<script>alert");
  expect(refused.html).toContain(
    'value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;"'.replaceAll("&gt;", ">"),
  );
});

test("a form that is sent twice counts once, and whoever sent it sees where the workflow stands", async () => {
  const { id, visitor } = await opened();
  const sent = visitor.filled({ name: "Anna" });
  const [one, other] = await Promise.all([visitor.post(sent), visitor.post(sent)]);
  expect([one.status, other.status]).toEqual([303, 303]);
  const places = [one, other].map((answer) => answer.headers.get("location") ?? "");
  expect(places.filter((place) => place.includes("notice=moved"))).toHaveLength(1);
  const again = await visitor.send({}, sent);
  expect(again).toMatchObject({ status: 200, step: "second", notice: expect.stringContaining("sent already") });
  const { steps } = await world.inFull(id);
  expect(steps.map(({ step, state }) => `${step} ${state}`)).toEqual(["first COMPLETED", "second RUNNING"]);
});

test("an old page that is sent out of order changes nothing", async () => {
  const { visitor, id } = await opened();
  const old = visitor.filled({ name: "Anna" });
  await visitor.send({ name: "Anna" });
  old.set("town", "Nowhere");
  expect(await visitor.send({}, old)).toMatchObject({ step: "second", status: 200 });
  const nameless = visitor.filled({ town: "Nowhere" });
  nameless.delete("_run");
  expect(await visitor.send({}, nameless)).toMatchObject({ step: "second", status: 200 });
  await visitor.send({ town: "Gdynia" });
  expect(await visitor.send({}, old)).toMatchObject({ state: "completed" });
  expect(got(await world.api.getWorkflowResult({ path: { workflowId: id } }))).toEqual({
    name: "Anna",
    town: "Gdynia",
  });
});

test("32: a cancelled workflow's link shows that, and takes nothing", async () => {
  const { id, visitor } = await opened();
  const sent = visitor.filled({ name: "Anna" });
  got(await world.cancel(id));
  expect(await visitor.reload()).toMatchObject({ status: 200, state: "cancelled" });
  expect(await visitor.send({}, sent)).toMatchObject({ status: 410, state: "cancelled" });
});

test("54: an expired workflow's link shows that, and takes nothing", async () => {
  const { id, visitor } = await opened();
  const sent = visitor.filled({ name: "Anna" });
  await world.go("PT1H");
  expect(await visitor.reload()).toMatchObject({ status: 200, state: "expired" });
  expect(await visitor.send({}, sent)).toMatchObject({ status: 410, state: "expired" });
  expect(await world.inFull(id)).toMatchObject({ status: "EXPIRED", steps: [{ step: "first", state: "CANCELLED" }] });
});

test("a failed workflow's page says so without telling why", async () => {
  const { id, visitor } = await opened();
  got(await world.dashboard.failStep({ ...world.at(id), body: { code: "broken", message: "secret" } }));
  const shown = await visitor.reload();
  expect(shown).toMatchObject({ status: 200, state: "failed" });
  expect(shown.html).not.toMatch(/secret|broken/);
  expect(shown.html).toContain(id);
  expect(await visitor.send({ name: "Anna" })).toMatchObject({ status: 200, state: "failed" });
});

test("while others have to act, the page says that it goes on, or that the person will hear of it", async () => {
  const { id, visitor } = await opened({
    first: form({ x: {} }, { next: "wait" }),
    wait: { type: "wait", for: "review", next: "call" },
    // Nobody listens there.
    call: { type: "http", url: "http://127.0.0.1:9/", retries: 1, retryAfter: "PT1M", next: "done", onError: "done" },
    done: end(),
  });
  const later = await visitor.send();
  expect(later).toMatchObject({ status: 200, state: "later" });
  expect(later.html).toContain('<noscript><meta http-equiv="refresh"');
  expect(await visitor.send()).toMatchObject({ status: 200, state: "later" });
  got(await world.tell(id, "review"));
  await world.reaches(id, "call");
  expect(await visitor.reload()).toMatchObject({ status: 200, state: "checking" });
  await world.go("PT1M");
  expect(await visitor.reload()).toMatchObject({ state: "completed" });
});

test("a token of nothing, of another sandbox or of another workflow opens nothing, by the same words", async () => {
  const { link, token, id } = await opened();
  const foreign = await openWorkflows(server);
  const stranger = await startInteractive(foreign);
  const [head = "", claims = "", signature = ""] = token.split(".");
  const forged = Buffer.from(JSON.stringify({ workflowId: id })).toString("base64url");
  const wrong = ["", "x", "..", `${head}.${claims}.`, `${head}.${claims}.${signature.slice(1)}`, `${head}.${forged}.x`];
  const bodies = new Set<string>();
  for (const each of [...wrong, stranger.token, `${head}.${Buffer.from("null").toString("base64url")}.x`]) {
    const address = new URL(`link?token=${encodeURIComponent(each)}`, link);
    const answer = await fetch(address);
    expect([each, answer.status]).toEqual([each, 404]);
    bodies.add(await answer.text());
    expect((await fetch(address, { method: "POST", body: new FormData() })).status).toBe(404);
    expect((await fetch(new URL(`theme.css?token=${encodeURIComponent(each)}`, link))).status).toBe(404);
  }
  expect(bodies.size).toBe(1);
  expect([...bodies][0]).toContain("This link does not work");
  const polish = await fetch(new URL("link", link), { headers: { "accept-language": "xx, pl-PL;q=0.8, en" } });
  expect(await polish.text()).toContain("Ten link nie działa");
});

test("a form that is too large is refused as a page, and the step is where it was", async () => {
  const { visitor } = await opened();
  const huge = visitor.filled({ name: "Anna", extra: file("huge.pdf", "application/pdf", new Uint8Array(11_000_000)) });
  const answer = await visitor.post(huge);
  expect([answer.status, answer.headers.get("content-type")]).toEqual([413, "text/html; charset=utf-8"]);
  const unread = await fetch(visitor.link, {
    method: "POST",
    body: "{}",
    headers: { "content-type": "application/json" },
  });
  expect(unread.status).toBe(415);
  expect(await visitor.reload()).toMatchObject({ status: 200, step: "first" });
});

test("a text of enormous length is refused at its field and costs nobody the workflow", async () => {
  const { visitor } = await opened();
  const refused = await visitor.send({ name: "a".repeat(1_200_000) });
  expect(refused).toMatchObject({ status: 422, errors: { name: "Enter at most 10,000 characters." } });
});

test("the way is counted where it is known, and only where it is", async () => {
  const branch: Step = {
    ...{ type: "decision", rules: [{ when: { "==": [{ var: "steps.a.x" }, "long"] }, next: "b" }], default: "done" },
  };
  const { visitor } = await opened({
    a: form({ x: {} }, { next: "choose" }),
    choose: branch,
    b: form({ x: {} }, { next: "c" }),
    c: form({ x: {} }),
    done: end(),
  });
  expect(visitor.shown.progress).toBe("Step 1");
  expect((await visitor.send({ x: "long" })).progress).toBe("Step 2 of 3");
  const single = await opened({ a: form({ x: {} }), done: end() });
  expect(single.visitor.shown.progress).toBeUndefined();
});

test("a definition's own look comes in a stylesheet, and what could break out of it is left out", async () => {
  const cssVariables = {
    "--accent": "#0b6b57",
    radius: "4px",
    "--x": "red} body{display:none",
    "--y": "url(//evil)",
  };
  const { link, visitor } = await opened(two, "en", { ui: { cssVariables } });
  const theme = /<link rel="stylesheet" href="(theme[^"]+)"/.exec(visitor.shown.html)?.[1] ?? "";
  const answer = await fetch(new URL(theme.replaceAll("&amp;", "&"), link));
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "text/css; charset=utf-8"]);
  expect(await answer.text()).toBe(":root {\n  --accent: #0b6b57;\n  --radius: 4px;\n}\n");
  expect((await opened()).visitor.shown.html).not.toContain("theme.css");
});
