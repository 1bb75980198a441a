import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { accountAgreement } from "./account-agreement.ts";
import { builtInDigest, drawAgreement, saidBy } from "./agreement.ts";
import { textOf } from "./reading.ts";
import { digest } from "./tests/pack.ts";

const keptAs = (sandboxId: string, bytes: Uint8Array) => ({ sandboxId, fileId: randomUUID(), sha256: digest(bytes) });
const never = () => Promise.reject(new Error("Nobody should have asked for the bytes."));

test("what was read once is known, for that sandbox and file alone", async () => {
  const pdf = await drawAgreement({ title: "Terms", paragraphs: ["For you alone."] });
  const said = ["Terms", "For you alone.", "Terms Page 1 of 1"];
  const kept = keptAs("one", pdf);
  let asked = 0;
  const bring = async () => {
    asked += 1;
    return pdf;
  };
  expect([await Promise.all([textOf(kept, bring), textOf(kept, bring)]), asked]).toEqual([[said, said], 1]);
  expect(await textOf(kept, never)).toEqual(said);
  for (const other of [{ sandboxId: "other" }, { fileId: randomUUID() }])
    await expect(textOf({ ...kept, ...other }, never)).rejects.toThrow("Nobody should have asked");
});

test("that a file cannot be read is known too, that its bytes did not come is not", async () => {
  const broken = Buffer.from("%PDF-1.7\n");
  const kept = keptAs("one", broken);
  await expect(textOf(kept, never)).rejects.toThrow("Nobody should have asked");
  expect(await textOf(kept, async () => broken)).toEqual([]);
  expect(await textOf(kept, never)).toEqual([]);
});

test("the agreement that every tenant begins with need not be read", async () => {
  const kept = { sandboxId: "one", fileId: "a copy of it", sha256: await builtInDigest() };
  expect(await textOf(kept, never)).toEqual(saidBy(accountAgreement));
});
