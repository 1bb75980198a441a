/** What a static PIX code says. */
export interface PixCode {
  /** The receiver's PIX key: a UUID. */
  readonly key: string;
  /** In cents. */
  readonly amount: number;
  readonly name: string;
  readonly city: string;
  /** 1 to 25 letters and digits by which the receiver knows the payment. */
  readonly reference: string;
}

export const pixDomain = "BR.GOV.BCB.PIX";

/**
 * The text behind a PIX QR code: a static BR Code (EMV merchant-presented mode) with a random key, the shape that the
 * provider's own sample begins with (providers/tokeflow.md 5.5).
 */
export function brCode({ key, amount, name, city, reference }: PixCode): string {
  const unsigned = [
    field("00", "01"),
    field("26", field("00", pixDomain) + field("01", key)),
    field("52", "0000"),
    field("53", "986"),
    field("54", decimal(amount)),
    field("58", "BR"),
    field("59", plain(name, 25) || "RECEBEDOR"),
    field("60", plain(city, 15) || "BRASIL"),
    field("62", field("05", reference)),
    "6304",
  ].join("");
  return unsigned + crc16(unsigned);
}

/** A reference made of an id: its last 25 letters and digits, where ids differ. */
export function referenceOf(id: string): string {
  return id.replaceAll(/[^A-Za-z0-9]/g, "").slice(-25);
}

/** CRC-16/CCITT-FALSE of ASCII text as four upper-case hexadecimal digits; `123456789` gives `29B1`. */
export function crc16(text: string): string {
  let crc = 0xffff;
  for (const char of text) {
    crc ^= char.charCodeAt(0) << 8;
    for (let bit = 0; bit < 8; bit++) crc = (crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1) & 0xffff;
  }
  return crc.toString(16).toUpperCase().padStart(4, "0");
}

function field(id: string, value: string): string {
  return id + String(value.length).padStart(2, "0") + value;
}

function decimal(cents: number): string {
  const digits = String(cents).padStart(3, "0");
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Unaccented, printable ASCII only, cut to what the field holds. */
function plain(text: string, length: number): string {
  const unaccented = text.normalize("NFD").replaceAll(/\p{M}/gu, "");
  return unaccented
    .replaceAll(/[^ -~]/g, "")
    .replaceAll(/ +/g, " ")
    .trim()
    .slice(0, length)
    .trim();
}
