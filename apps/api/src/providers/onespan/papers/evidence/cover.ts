import { chip, type Mood, moods } from "../drawing/chip.ts";
import { colors } from "../drawing/colors.ts";
import { look, margins, measure, type Paper, writeAt } from "../drawing/paper.ts";
import { facts } from "../drawing/table.ts";
import { counted, moment, spoken } from "../drawing/words.ts";
import { completionOf, type EvidencePack, resultOf } from "./pack.ts";

const blockHeight = 318;

/** What the pack is about, seen at once. */
export function drawCover(paper: Paper, pack: EvidencePack): void {
  const { pdf } = paper;
  const { transaction } = pack;
  const { completedAt } = completionOf(pack);
  pdf.addPage();
  pdf.rect(0, 0, pdf.page.width, blockHeight).fill(colors.accentDeep);
  pdf.rect(0, blockHeight, pdf.page.width, 5).fill(colors.accent);
  const white = { color: colors.paper } as const;
  writeAt(paper, "understudy", margins.left, 64, { face: "bold", size: 11, ...white });
  writeAt(paper, "Evidence pack", margins.left, 176, { face: "bold", size: 38, ...white });
  const name = look(paper, transaction.workflow.name, { size: 15, ...white });
  pdf.text(name, margins.left, 232, { width: measure, height: 20, ellipsis: true });
  writeAt(paper, transaction.id, margins.left, 268, { face: "mono", size: 10.5, ...white });
  drawState(paper, pack, blockHeight + 38);
  pdf.y = blockHeight + 84;
  facts(paper, [
    ["Tenant", pack.tenantId],
    ["Created", moment(transaction.createdAt)],
    ["Completed", completedAt ? moment(completedAt) : "No"],
    ["Participants", pack.participants.map(({ role }) => role).join(", ") || "None"],
    ["Recorded", `${counted(pack.events.length, "event")}, ${counted(pack.sessions.length, "session")}`],
    ["Evidence made", moment(pack.generatedAt)],
  ]);
  drawNotice(paper);
}

function drawNotice(paper: Paper): void {
  const { pdf } = paper;
  const height = 44;
  const y = pdf.page.height - margins.bottom - height;
  const { color, shade } = moods.careful;
  pdf.roundedRect(margins.left, y, measure, height, 6).fill(shade);
  const words = look(paper, notice, { size: 8.6, color });
  pdf.text(words, margins.left + 14, y + 11, { width: measure - 28, lineGap: 1.5 });
}

const notice =
  "Made by understudy, which plays the provider for tests. No document was examined, no person was identified, and nobody is bound by a signature in this document.";

function drawState(paper: Paper, pack: EvidencePack, y: number): void {
  const { status } = completionOf(pack);
  const end = chip(paper, spoken(status), statusMoods[status], margins.left, y);
  const result = resultOf(pack);
  chip(paper, result, resultMoods[result], end + 8, y);
}

const statusMoods: Readonly<Record<EvidencePack["transaction"]["status"], Mood>> = {
  new: "neutral",
  post_processing: "neutral",
  completed: "good",
  cancelled: "careful",
  expired: "careful",
  error: "bad",
};

const resultMoods: Readonly<Record<ReturnType<typeof resultOf>, Mood>> = {
  Passed: "good",
  Signed: "good",
  Failed: "bad",
  Undecided: "careful",
};
