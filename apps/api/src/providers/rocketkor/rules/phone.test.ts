import { expect, it } from "vitest";
import { readPhone } from "./phone.ts";

it("takes the provider's own samples, short and long ones too, and keeps them as given", () => {
  for (const [given, e164] of [
    ["+16471234567", "+16471234567"],
    ["16471234567", "+16471234567"],
    ["+14151234", "+14151234"],
    ["+1123123412345", "+1123123412345"],
    ["5551231234", "+15551231234"],
    ["+48600100200", "+48600100200"],
  ] as const)
    expect(readPhone(given), given).toEqual({ given, e164 });
});

it("takes nothing that is not 8 to 15 digits with a country of its own", () => {
  for (const given of [
    ...["+99912345678", "+2101234567", "+00012345678"],
    ...["", "+", "1234567", "+1647123", "12345678901234567890", "+1234567890123456", "999999999999999"],
    ...[
      "+1647CALLME1",
      "+1 647 123 4567",
      "(647) 123-4567",
      " +16471234567",
      "+16471234567\n",
      "++16471234567",
      "١٢٣٤٥٦٧٨٩",
    ],
  ])
    expect(readPhone(given), JSON.stringify(given)).toBeUndefined();
});
