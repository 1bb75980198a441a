import type { TransactionEvent } from "../../rules/event.ts";
import { colors } from "../drawing/colors.ts";
import type { Section } from "../drawing/contents.ts";
import { paragraph } from "../drawing/paper.ts";
import { type Cell, type Line, table } from "../drawing/table.ts";
import { type EvidencePack, sessionNumbers } from "./pack.ts";
import { told } from "./values.ts";

const columns = [
  { title: "#", width: 30 },
  { title: "Time (UTC)", width: 118 },
  { title: "Role", width: 84 },
  { title: "What happened", width: 200 },
  { title: "Session", width: 51.28 },
];

export function timeline(pack: EvidencePack): Section {
  const numbers = sessionNumbers(pack);
  return {
    title: "Event timeline",
    place: "timeline",
    *draw(paper) {
      if (pack.events.length === 0) return paragraph(paper, "Nothing was recorded.");
      yield* table(paper, columns, rows(pack.events, numbers));
    },
    parts: [],
  };
}

function* rows(events: readonly TransactionEvent[], numbers: ReadonlyMap<string, number>): Generator<readonly Cell[]> {
  for (const [index, event] of events.entries()) {
    const session = event.sessionId === null ? undefined : numbers.get(event.sessionId);
    yield [
      { text: String(index + 1), color: colors.soft },
      event.at.toISOString().replace("T", " ").replace("Z", ""),
      event.role ?? "",
      whatHappened(event),
      session === undefined ? "" : { text: String(session), color: colors.accent, to: "sessions" },
    ];
  }
}

function whatHappened({ scenario, message, fields, documentReferences }: TransactionEvent): readonly Line[] {
  const more = [
    ...fields.map(({ name, value }) => `${name}: ${told(value)}`),
    ...(documentReferences.length > 0 ? [`Documents: ${documentReferences.join(", ")}`] : []),
  ];
  return [
    { text: told(message) },
    { text: scenario, face: "mono", size: 6.8, color: colors.soft },
    ...more.map((text) => ({ text, size: 7.6, color: colors.soft })),
  ];
}
