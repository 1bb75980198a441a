import { builtInAgreement } from "../agreement.ts";
import { confined } from "../confined/confined.ts";
import type { Appended } from "./opened.ts";

type PagesFor = (pages: number) => Promise<Uint8Array>;

/**
 * A PDF with pages behind its own, which keep their bytes where the format lets them. Undefined where that cannot be done.
 */
export async function append(pdf: Uint8Array, pagesFor: PagesFor, sandboxId: string): Promise<Uint8Array | undefined> {
  const isOurs = (await builtInAgreement()).equals(pdf);
  const appended = await (isOurs ? appendHere(pdf, pagesFor) : appendApart(pdf, pagesFor, sandboxId));
  if (appended === undefined) return undefined;
  return "behind" in appended ? Buffer.concat([pdf, appended.behind]) : appended.anew;
}

/** It need not be feared, and a process would have to be started for nearly every signature. */
async function appendHere(pdf: Uint8Array, pagesFor: PagesFor): Promise<Appended | undefined> {
  const { open } = await import("./opened.ts");
  const opened = await open(pdf);
  return opened.append(await pagesFor(opened.pages));
}

const appender = new URL("./appender.ts", import.meta.url);

function appendApart(pdf: Uint8Array, pagesFor: PagesFor, sandboxId: string): Promise<Appended | undefined> {
  return confined(sandboxId, appender, async (ask) => {
    const pages = (await ask(pdf)) as number;
    return (await ask(await pagesFor(pages))) as Appended | undefined;
  });
}
