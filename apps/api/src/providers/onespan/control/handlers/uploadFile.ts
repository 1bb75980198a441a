import { Refusal } from "@understudy/domain";
import { headBytes, isPdf } from "../../agreements/pdf.ts";
import { writeFile } from "../../store/files/files.ts";
import { inStatements } from "../../store/in-statements.ts";
import { tenantOf } from "../../store/tenant/tenant.ts";
import type { Handler } from "../handler.ts";
import { fileToWire } from "../wire/file.ts";

const spec = { name: "Upload", mediaType: "application/pdf", transactionId: null } as const;

export const uploadFile: Handler<"uploadFile"> = async ({ body }, ctx) => {
  if (!(await isPdf(await body.head(headBytes))))
    throw new Refusal(
      "invalid",
      "The body is no PDF: a PDF begins with %PDF-. Send the bytes of the file itself, without a form.",
    );
  await tenantOf(ctx);
  const file = await inStatements(ctx, (held) => writeFile(held, spec, body.stream()));
  return { status: 201, body: fileToWire(file) };
};
