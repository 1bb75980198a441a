import { expect, test } from "vitest";
import { isPdf } from "./pdf.ts";

const png = Buffer.from("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489", "hex");

test.each(["%PDF-1.7\n1 0 obj\n<<>>\nendobj\n", "%PDF-2.0", "%PDF-", "%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"])(
  "what begins so is a PDF: %j",
  async (head) => expect(await isPdf(Buffer.from(head, "latin1"))).toBe(true),
);

test.each([Buffer.alloc(0), "%PDF", " %PDF-1.7", "%pdf-1.7", "<html>%PDF-1.7", "PK\u0003\u0004", png])(
  "what begins so is none: %j",
  async (head) => expect(await isPdf(Buffer.from(head))).toBe(false),
);
