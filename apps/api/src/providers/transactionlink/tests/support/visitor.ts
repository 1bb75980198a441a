type Sent = Readonly<Record<string, string | readonly string[] | File | readonly File[]>>;

/** A page as it came, with what a test wants to know of it. */
export type Shown = ReturnType<typeof read>;

/** Somebody without scripts, who opens a link and sends what the pages ask, and sees where that leads. */
export async function visit(link: string) {
  let shown = await open(link);
  const post = (form: FormData) => fetch(link, { method: "POST", body: form, redirect: "manual" });
  return {
    link,
    get shown() {
      return shown;
    },
    post,
    /** The form of the page that is shown, as a browser would send it with these answers. */
    filled: (answers: Sent) => filled(shown, answers),
    async reload() {
      shown = await open(link);
      return shown;
    },
    async open(address: string) {
      shown = await open(new URL(address, link).href);
      return shown;
    },
    /** Sends the form of the page that is shown, and goes where that leads. */
    async send(answers: Sent = {}, form: FormData = filled(shown, answers)): Promise<Shown> {
      const answer = await post(form);
      const location = answer.headers.get("location");
      shown = location === null ? read(answer.status, await answer.text()) : await open(new URL(location, link).href);
      return shown;
    },
  };
}

async function open(address: string): Promise<Shown> {
  const answer = await fetch(address);
  return read(answer.status, await answer.text());
}

function read(status: number, html: string) {
  const facts = (/<main([^>]*)>/.exec(html)?.[1] ?? "").matchAll(/data-([a-z]+)="([^"]*)"/g);
  const { state, step } = Object.fromEntries([...facts].map(([, key, value]) => [key, value]));
  return {
    ...{ status, html, state, step },
    lang: /<html lang="([^"]*)"/.exec(html)?.[1],
    title: plain(/<h1[^>]*>(.*?)<\/h1>/s.exec(html)?.[1]),
    documentTitle: plain(/<title>(.*?)<\/title>/.exec(html)?.[1]),
    progress: plain(/<nav class="progress"[^>]*>\s*<p>(.*?)<\/p>/s.exec(html)?.[1]),
    notice: plain(/<div class="notice[^>]*>(.*?)<\/div>/s.exec(html)?.[1]),
    /** What the summary says, by the name of the field to which it leads. */
    summary: [...html.matchAll(/<a href="#field-([^"]+)"[^>]*>(.*?)<\/a>/gs)].map(([, name, text]) => [
      name,
      plain(text),
    ]),
    /** What stands beside the fields themselves. */
    errors: Object.fromEntries(
      [...html.matchAll(/<p class="error" id="field-(\w+)-error">(.*?)<\/p>/gs)].map(([, name, text]) => [
        name,
        plain(text),
      ]),
    ),
    held: [...html.matchAll(/<span class="file-name">(.*?)<\/span>/g)].map(([, name]) => plain(name)),
  };
}

/** Hidden fields as they are, those that are disabled left out; every other field by the answers alone. */
function filled({ html }: Shown, answers: Sent): FormData {
  const form = new FormData();
  const enabled = html.replace(/<fieldset[^>]*\sdisabled[^>]*>.*?<\/fieldset>/gs, "");
  // The last form of the page is the one that goes on; those before it take away files.
  const own = enabled.slice(enabled.lastIndexOf("<form"));
  for (const [, tag = ""] of own.matchAll(/<input([^>]*type="hidden"[^>]*)>/g))
    form.append(attribute(tag, "name"), attribute(tag, "value"));
  for (const [name, value] of Object.entries(answers)) {
    form.delete(name);
    for (const each of [value].flat() as (string | File)[]) form.append(name, each);
  }
  return form;
}

function attribute(tag: string, name: string): string {
  return plain(new RegExp(`\\s${name}="([^"]*)"`).exec(` ${tag}`)?.[1]) ?? "";
}

function plain(html: string | undefined): string | undefined {
  const text = html?.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ");
  return text?.replaceAll("&lt;", "<").replaceAll("&quot;", '"').replaceAll("&amp;", "&").trim();
}

export const pdf = new TextEncoder().encode(
  "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n",
);

export function file(name: string, type = "application/pdf", content: Uint8Array = pdf): File {
  return new File([new Uint8Array(content)], name, { type });
}
