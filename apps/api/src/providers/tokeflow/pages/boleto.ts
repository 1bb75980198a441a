import { Refusal } from "@understudy/domain";
import bwipjs from "bwip-js/node";
import { assetPath } from "../../../pages/asset-path.ts";
import { html, render } from "../../../pages/html.ts";
import type { PageHandler } from "../../../provider.ts";
import { requireMerchant } from "../store/merchants.ts";
import { get } from "../store/transactions.ts";

/** The slip behind `boleto_url`: what a payer needs to pay it, on a phone or on paper. */
export const boletoPage: PageHandler = async ({ path: { id = "" } }, ctx) => {
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
  ] as const;
  const style = assetPath(ctx.publicUrl, "tokeflow/boleto.css");
  return { status: 200, type: "text/html", body: page(name, style, rows, bars) };
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

function page(name: string, style: string, rows: readonly (readonly [string, string])[], bars: string): string {
  return render(html`
    <html lang="pt-BR">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Boleto · ${name}</title>
        <link rel="stylesheet" href=${style} />
      </head>
      <body>
        <main>
          <h1>Boleto</h1>
          <dl>${rows.map(([term, value]) => html`<dt>${term}</dt><dd>${value}</dd>`)}</dl>
          <figure role="img" aria-label="Código de barras" dangerouslySetInnerHTML=${{ __html: bars }} />
          <small>Simulação: nenhum banco recebe este boleto.</small>
        </main>
      </body>
    </html>
  `);
}
