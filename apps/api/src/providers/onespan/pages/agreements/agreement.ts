import { type Html, html } from "../../../../pages/html.ts";
import { linkButton } from "../../../../pages/kit/buttons.ts";
import { notice } from "../../../../pages/kit/notice.ts";
import { seeOther } from "../../../../pages/see-other.ts";
import { acceptDocument, presentDocument } from "../../journeys/agreeing.ts";
import { textOf } from "../../papers/reading.ts";
import { documentsOf } from "../../rules/journey/agreeing.ts";
import { readFile } from "../../store/files/files.ts";
import { sessionAddress } from "../addresses.ts";
import { pageOf } from "../shell.ts";
import { agreementAddress } from "../steps/agreements.ts";
import { doerOf, isMeant, stepForm } from "../steps/step-form.ts";
import { stepTexts } from "../steps/texts.ts";
import { act } from "../submit.ts";
import { backTo } from "../visiting.ts";
import { wayOf } from "../way.ts";
import { atAgreement, type Reading } from "./at-agreement.ts";

const words = stepTexts.agreement;

/** One agreement in full. Whoever opens it has had it before their eyes. */
export const showAgreement = atAgreement((reading, { method }) => {
  const page = () => agreementPage(reading);
  if (method === "HEAD") return page();
  return act(reading, () => presentDocument(reading.ctx, doerOf(reading), reading.document.id), page);
});

/** It is read and accepted: the next one follows, or the signature. */
export const acceptAgreement = atAgreement(async (reading, { form }) => {
  const { ctx, document, scene, participant } = reading;
  if (!isMeant(reading, form) || participant.accepted.includes(document.id)) return backTo(reading, "moved");
  const isLeft = (id: string) => id !== document.id && !participant.accepted.includes(id);
  const next = documentsOf(scene, participant.role).find(({ id }) => isLeft(id));
  return act(
    reading,
    () => acceptDocument(ctx, doerOf(reading), document.id),
    () => (next ? seeOther(agreementAddress(reading, next.id)) : backTo(reading)),
  );
});

async function agreementPage(reading: Reading) {
  const { ctx, document, number, count } = reading;
  const { title, description } = document;
  const main = html`
    ${wayOf(reading)}
    <h1>${title}</h1>
    <p class="lead">${words.of(number, count)}${description && ` · ${description}`}</p>
    <p><a href=${`${agreementAddress(reading, document.id)}.pdf`} target="_blank">${words.pdf}</a></p>
    ${await text(reading)} ${foot(reading)}
  `;
  // What an agreement is called may say whose it is, and windows show the titles of pages.
  return pageOf({ ctx, occasion: reading, state: "agreement", title: words.of(number, count), main });
}

async function text({ ctx, document }: Reading): Promise<Html> {
  const { fileId, sha256 } = document;
  const all = await textOf(
    { sandboxId: ctx.sandbox.id, fileId, sha256 },
    async () => (await readFile(ctx, fileId)).bytes,
  );
  // Its title stands above it already.
  const paragraphs = all[0] === document.title ? all.slice(1) : all;
  if (paragraphs.length === 0) return notice(words.unreadable);
  return html`<article class="paper">${paragraphs.map((paragraph) => html`<p>${paragraph}</p>`)}</article>`;
}

function foot(reading: Reading): Html {
  const { ctx, session, document, participant } = reading;
  const isSignature = participant.step === "signature";
  const back = linkButton(isSignature ? words.toSignature : words.back, sessionAddress(ctx, session.key));
  if (participant.accepted.includes(document.id))
    return html`<p class="standing accepted">${words.accepted}</p><div class="actions">${back}</div>`;
  const address = agreementAddress(reading, document.id);
  return stepForm(reading, { address, button: { label: words.accept }, others: back }, []);
}
