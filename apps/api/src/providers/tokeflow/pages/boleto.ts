import { Refusal } from "@understudy/domain";
import bwipjs from "bwip-js/node";
import type { PageHandler } from "../../../provider.ts";
import { requireMerchant } from "../store/merchants.ts";
import { get } from "../store/transactions.ts";
import { escapeHtml } from "./html.ts";

/** The slip behind `boleto_url`: what a payer needs to pay it, on a phone or on paper. */
export const boletoPage: PageHandler = async ({ id = "" }, ctx) => {
  const transaction = await get(ctx, id, undefined);
  const { paymentInstructions: slip, amount, status } = transaction;
  if (slip?.type !== "boleto") throw new Refusal("absent", "There is no such page.");
  const { name } = await requireMerchant(ctx, transaction.merchantId);
  const bars = bwipjs.toSVG({ bcid: "interleaved2of5", text: slip.barcode, height: 13, includetext: false });
  const price = new Intl.NumberFormat("pt-BR", { style: "currency", currency: "BRL" }).format(amount / 100);
  const due = new Intl.DateTimeFormat("pt-BR", { timeZone: "UTC" }).format(new Date(slip.dueDate));
  const rows = [
    ["Beneficiário", name],
    ["Valor", price],
    ["Vencimento", due],
    ["Situação", words[status] ?? status],
    ["Linha digitável", formatLine(slip.digitableLine)],
  ].map(([term = "", value = ""]) => `<dt>${escapeHtml(term)}</dt><dd>${escapeHtml(value)}</dd>`);
  return { status: 200, type: "text/html", body: page(name, rows.join(""), bars) };
};

/** In the groups in which payers read and type it. */
function formatLine(line: string): string {
  return line.replace(/^(.{5})(.{5})(.{5})(.{6})(.{5})(.{6})(.)(.{14})$/, "$1.$2 $3.$4 $5.$6 $7 $8");
}

const words: Readonly<Record<string, string>> = {
  pending: "Aguardando pagamento",
  authorized: "Pago",
  expired: "Vencido",
  canceled: "Cancelado",
  failed: "Recusado",
};

function page(name: string, rows: string, bars: string): string {
  return `<!doctype html>
<html lang="pt-BR">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Boleto · ${escapeHtml(name)}</title>
<style>
  :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
  body { max-width: 42rem; margin: 2rem auto; padding: 0 1rem; }
  dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.5rem 1.5rem; }
  dt { opacity: 0.7; } dd { margin: 0; overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
  figure { margin: 2rem 0; padding: 1rem; background: #fff; border-radius: 0.5rem; } svg { width: 100%; height: auto; }
  small { opacity: 0.7; }
</style>
<main>
<h1>Boleto</h1>
<dl>${rows}</dl>
<figure role="img" aria-label="Código de barras">${bars}</figure>
<small>Simulação: nenhum banco recebe este boleto.</small>
</main>
</html>
`;
}
