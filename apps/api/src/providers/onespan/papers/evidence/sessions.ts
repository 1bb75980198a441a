import type { Session } from "../../rules/event.ts";
import { colors } from "../drawing/colors.ts";
import type { Section } from "../drawing/contents.ts";
import { paragraph } from "../drawing/paper.ts";
import { type Cell, table } from "../drawing/table.ts";
import { spoken } from "../drawing/words.ts";
import type { EvidencePack } from "./pack.ts";
import { told } from "./values.ts";

const columns = [
  { title: "#", width: 30 },
  { title: "Role", width: 84 },
  { title: "Device", width: 191 },
  { title: "Visit (UTC)", width: 178.28 },
];

export function sessions({ sessions: list }: EvidencePack): Section {
  return {
    title: "Sessions",
    place: "sessions",
    *draw(paper) {
      if (list.length === 0) return paragraph(paper, "Nobody opened the hosted pages.");
      yield* table(
        paper,
        columns,
        list.map((session, index) => row(session, index + 1)),
      );
    },
    parts: [],
  };
}

function row(session: Session, number: number): readonly Cell[] {
  const { id, role, userAgent, ip, createdAt, lastRequestAt, endedAt, endReason } = session;
  const soft = { size: 7.6, color: colors.soft } as const;
  return [
    { text: String(number), color: colors.soft },
    role,
    [
      { text: ip || "Unknown address" },
      { text: told(userAgent) || "The browser told nothing of itself", ...soft },
      { text: id, face: "mono", size: 6.6, color: colors.soft },
    ],
    [
      { text: `Started  ${plain(createdAt)}` },
      { text: `Last request  ${plain(lastRequestAt)}`, ...soft },
      { text: endedAt ? `Ended  ${plain(endedAt)}` : "Open" },
      { text: endReason === null ? "" : (reasons[endReason] ?? spoken(endReason)), ...soft },
    ],
  ];
}

const reasons: Readonly<Record<string, string>> = {
  finished: "The person finished",
  timeout: "Nothing was asked of it for too long",
  left: "The person left",
  closed: "Closed with the transaction",
};

function plain(at: Date): string {
  return at.toISOString().replace("T", " ").replace("Z", "");
}
