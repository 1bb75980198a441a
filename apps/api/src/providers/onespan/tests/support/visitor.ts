export type Answers = Readonly<Record<string, string | Blob>>;

/** A page as it came, with what a test wants to know of it. */
export type Shown = ReturnType<typeof read>;

export type Visitor = Awaited<ReturnType<typeof visit>>;

/** Somebody without scripts, who opens a link and sends what the pages ask, and sees where that leads. */
export async function visit(link: string, userAgent = "visitor") {
  const open = (address: string) => opened(address, userAgent);
  let shown = await open(link);
  return {
    link,
    get shown() {
      return shown;
    },
    /** A form of the page that is shown, as a browser would send it once these fields are changed. */
    filled: (action: string, answers: Answers = {}) => filled(shown, action, answers),
    post,
    async reload() {
      shown = await open(shown.address);
      return shown;
    },
    async open(address: string) {
      shown = await open(new URL(address, shown.address).href);
      return shown;
    },
    /** Opens the link of the page that has this name. */
    async follow(name: string) {
      const link = shown.links.find(([label]) => label === name);
      if (!link) throw new Error(`The page has no link ${name}: ${JSON.stringify(shown.links)}`);
      return this.open(link[1]);
    },
    /** Sends a form of the page that is shown, and goes where that leads. */
    async send(answers: Answers = {}, action = "", form: Filled = filled(shown, action, answers)): Promise<Shown> {
      const answer = await post(form);
      const location = answer.headers.get("location");
      shown =
        location === null
          ? read(form.address, answer.status, await answer.text())
          : await open(new URL(location, form.address).href);
      return shown;
    },
  };
}

export interface Filled {
  readonly address: string;
  readonly body: FormData | URLSearchParams;
}

function post({ address, body }: Filled): Promise<Response> {
  return fetch(address, { method: "POST", body, redirect: "manual" });
}

/** Goes where the address leads, as long as that is a page. */
async function opened(address: string, userAgent: string): Promise<Shown> {
  const answer = await fetch(address, { headers: { "user-agent": userAgent } });
  return read(answer.url, answer.status, await answer.text());
}

function read(address: string, status: number, html: string) {
  const facts = (/<main([^>]*)>/.exec(html)?.[1] ?? "").matchAll(/data-([a-z]+)="([^"]*)"/g);
  const { state, step } = Object.fromEntries([...facts].map(([, key, value]) => [key, value]));
  return {
    ...{ address, status, html, state, step },
    title: plain(/<h1[^>]*>(.*?)<\/h1>/s.exec(html)?.[1]),
    documentTitle: plain(/<title>(.*?)<\/title>/.exec(html)?.[1]),
    name: plain(/<p class="name">(.*?)<\/p>/.exec(html)?.[1]),
    progress: plain(/<nav class="progress"[^>]*>\s*<p>(.*?)<\/p>/s.exec(html)?.[1]),
    notices: [...html.matchAll(/<div class="notice[^>]*>(.*?)<\/div>/gs)].map(([, text]) => plain(text)),
    /** All words of the page. */
    text: plain(/<main[^>]*>(.*)<\/main>/s.exec(html)?.[1]) ?? "",
    /** What the summary says, by the name of the field to which it leads. */
    summary: pairs(html, /<a href="#field-([^"]+)"[^>]*>(.*?)<\/a>/gs),
    /** What stands beside the fields themselves. */
    errors: Object.fromEntries(pairs(html, /<p class="error" id="field-([^"]+)-error">(.*?)<\/p>/gs)),
    /** Each with its address. */
    links: [...html.matchAll(/<a [^>]*href="([^"#]+)"[^>]*>(.*?)<\/a>/gs)].map(
      ([, link, label]) => [plain(label) ?? "", plain(link) ?? ""] as const,
    ),
    labels: [...html.matchAll(/<label[^>]*>(.*?)<\/label>/gs)].map(([, label]) => plain(label)),
    buttons: [...html.matchAll(/<button[^>]*>(.*?)<\/button>/gs)].map(([, label]) => plain(label)),
    pictures: [...html.matchAll(/<img [^>]*src="([^"]+)"/g)].map(([, source]) => source ?? ""),
    values: Object.fromEntries(controlsIn(html)),
  };
}

function pairs(html: string, pattern: RegExp): readonly (readonly [string, string | undefined])[] {
  return [...html.matchAll(pattern)].map(([, name = "", text]) => [name, plain(text)] as const);
}

function filled({ address, html }: Shown, action: string, answers: Answers): Filled {
  const forms = [...html.matchAll(/<form([^>]*)>(.*?)<\/form>/gs)];
  const form = forms.find(([, , content = ""]) => Object.fromEntries(controlsIn(content))._action === action);
  if (!form) throw new Error(`The page has no form for ${action}: ${html}`);
  const [, tag = "", content = ""] = form;
  const body = tag.includes("multipart/form-data") ? new FormData() : new URLSearchParams();
  for (const [name, value] of [...controlsIn(content), ...Object.entries(answers)]) {
    if (typeof value === "string") body.set(name, value);
    else if (body instanceof FormData) body.set(name, value, "picture");
  }
  return { address: new URL(attribute(tag, "action") ?? "", address).href, body };
}

/** What a browser would send of the fields as they stand: boxes that are ticked. */
function controlsIn(html: string): [string, string][] {
  return [...html.matchAll(/<input((?:[^>"]|"[^"]*")*)>/g)].flatMap(([, tag = ""]): [string, string][] => {
    if (/type="(checkbox|radio)"/.test(tag) && !/\schecked/.test(tag)) return [];
    return /type="file"/.test(tag) ? [] : [[attribute(tag, "name") ?? "", attribute(tag, "value") ?? ""]];
  });
}

function attribute(tag: string, name: string): string | undefined {
  return unescaped(new RegExp(`\\s${name}="([^"]*)"`).exec(` ${tag}`)?.[1]);
}

function plain(html: string | undefined): string | undefined {
  return unescaped(html?.replace(/<[^>]*>/g, " ").replace(/\s+/g, " "))?.trim();
}

function unescaped(text: string | undefined): string | undefined {
  return text?.replaceAll("&lt;", "<").replaceAll("&quot;", '"').replaceAll("&amp;", "&");
}
