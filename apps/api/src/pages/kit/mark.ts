import { type Html, html } from "../html.ts";

export type MarkKind = keyof typeof marks;

/** The sign above a page on which nothing is asked. What it means stands below it in words. */
export function mark(kind: MarkKind): Html {
  const { look, path } = marks[kind];
  return html`
    <div class=${`mark ${look}`} aria-hidden="true">
      <svg viewBox="0 0 24 24"><path d=${path} /></svg>
    </div>
  `;
}

const marks = {
  done: { look: "success", path: "M5 12.5l4.5 4.5L19 7.5" },
  busy: { look: "busy", path: "M12 3a9 9 0 1 1-9 9" },
  stopped: { look: "", path: "M7 7l10 10M17 7L7 17" },
  late: { look: "", path: "M12 6.5V12l3.5 2.5M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18" },
  failed: { look: "danger", path: "M12 7v6M12 16.75v.25M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18" },
} as const;
