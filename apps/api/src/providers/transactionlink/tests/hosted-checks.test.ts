import { describe, expect, test } from "vitest";
import { testServer } from "../../../testing/server.ts";
import { form, type Step } from "./support/drafts.ts";
import { startInteractive } from "./support/interactive.ts";
import { file, visit } from "./support/visitor.ts";
import { openWorkflows, outputsOf, runOf } from "./support/workflows.ts";

const world = await openWorkflows(await testServer());

async function asked(step: Step, others: Readonly<Record<string, Step>> = {}) {
  const definitionId = await world.define({ check: step, done: outputsOf("check"), ...others });
  const { id, link } = await startInteractive(world, { definitionId });
  const output = async () => runOf(await world.inFull(id), "check").output;
  return { id, visitor: await visit(link), output };
}

describe("an identity check", () => {
  const step: Extract<Step, { type: "id_verification" }> = {
    ...{ type: "id_verification", checks: ["document", "selfie", "proof_of_address"], next: "done" },
  };
  const passport = (documentNumber: string) => ({ documentType: "passport", documentNumber });

  test.each([
    ["AB123456", "COMPLETED"],
    ["ab 123-001", "COMPLETED_WITH_ERRORS"],
    ["AB123000", "FAILED"],
  ])("of the number %s is %s", async (documentNumber, state) => {
    const { visitor, output } = await asked(step);
    expect(visitor.shown).toMatchObject({ title: "Your identity", state: "step" });
    expect((await visitor.send(passport(documentNumber))).state).toBe("completed");
    expect(await output()).toMatchObject({ state, identityVerification: { documentType: "passport" } });
  });

  test("wants a document and its number, and keeps what was entered", async () => {
    const { visitor } = await asked(step);
    expect((await visitor.send()).errors).toEqual({
      documentType: "Choose an option.",
      documentNumber: "Please fill this in.",
    });
    const refused = await visitor.send({ documentType: "id_card", documentNumber: "№ 1" });
    expect(refused.errors).toEqual({ documentNumber: "Enter 3 to 20 letters and digits." });
    expect(refused.html).toMatch(/value="№ 1"/);
    expect(refused.html).toMatch(/<input[^>]*value="id_card"[^>]*\schecked|\schecked[^>]*value="id_card"/);
  });

  test("looks at a picture where one comes, and goes without", async () => {
    const { visitor } = await asked(step);
    expect(visitor.shown.html.match(/capture="\w+"/g)).toEqual(['capture="environment"', 'capture="user"']);
    const text = file("me.jpg", "image/jpeg", new TextEncoder().encode("no picture"));
    const refused = await visitor.send({ ...passport("AB123456"), selfie: text });
    expect(refused.errors.selfie).toContain("me.jpg cannot be used.");
    expect((await visitor.send({ ...passport("AB123456"), document: file("scan.pdf") })).state).toBe("completed");
  });

  test("that comes up again says that the last one failed", async () => {
    const { visitor, id } = await asked({ ...step, onError: "check" });
    const again = await visitor.send(passport("AB123000"));
    expect(again).toMatchObject({ status: 200, step: "check", notice: expect.stringContaining("try again") });
    expect((await visitor.send(passport("AB123456"))).state).toBe("completed");
    const { steps } = await world.inFull(id);
    expect(steps.map(({ state }) => state)).toEqual(["FAILED", "COMPLETED", "COMPLETED"]);
  });
});

describe("a bank account", () => {
  const step = { type: "bank_account", flow: "redirect", next: "done" } as const;

  test("is shared once the person agrees at the bank", async () => {
    const { visitor, output } = await asked(step);
    expect((await visitor.send()).errors).toEqual({ bank: "Choose an option." });
    const consent = await visitor.send({ bank: "vistula" });
    expect(consent).toMatchObject({ status: 200, step: "check", title: "Share your account at Vistula Savings" });
    expect(await output()).toBeNull();
    expect((await visitor.send({ _action: "allow" })).state).toBe("completed");
    expect(await output()).toMatchObject({ status: "COMPLETE", accounts: [{ bankName: "Vistula Savings" }, {}] });
  });

  test("is not shared by somebody who turns back", async () => {
    const { visitor } = await asked(step);
    const consent = await visitor.send({ bank: "meridian" });
    const back = /href="(link\?[^"]+)"/.exec(consent.html)?.[1]?.replaceAll("&amp;", "&") ?? "";
    expect(await visitor.open(back)).toMatchObject({
      title: "Your bank account",
      notice: expect.stringMatching(/^Nothing was shared/),
    });
    expect((await visitor.send({ bank: "vistula" })).title).toContain("Vistula");
  });

  test.each([
    ["not_listed", { status: "OMITTED", code: "bank.notFound" }],
    ["sleepy", { status: "TIMEDOUT", code: "user.idle" }],
  ])("with the bank %s has the outcome that it stands for", async (bank, outcome) => {
    const { visitor, output } = await asked(step);
    if ((await visitor.send({ bank })).state === "step") await visitor.send({ _action: "allow" });
    expect(visitor.shown.state).toBe("completed");
    expect(await output()).toEqual(outcome);
  });

  test("of a bank that there is none cannot be chosen, by the address neither", async () => {
    const { visitor } = await asked(step);
    expect((await visitor.send({ bank: "nobody" })).errors).toEqual({ bank: "Choose an option." });
    for (const bank of ["nobody", "not_listed", ""])
      expect((await visitor.open(`${visitor.link}&bank=${bank}`)).title).toBe("Your bank account");
  });
});

test("an address with a bank in it means nothing at another step", async () => {
  const { visitor } = await asked(form({ name: {} }));
  expect((await visitor.open(`${visitor.link}&bank=vistula`)).title).toBe("Your details");
});
