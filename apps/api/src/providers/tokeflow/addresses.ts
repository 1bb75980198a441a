import { BlockList, isIP } from "node:net";

/** An address, or a network in CIDR notation, without a zone. */
export function isAddressOrNetwork(text: string): boolean {
  const [address = "", bits, ...rest] = text.split("/");
  const family = address.includes("%") ? 0 : isIP(address);
  if (family === 0 || rest.length > 0) return false;
  return bits === undefined || (/^(0|[1-9]\d{0,2})$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}

/** Whether an address is one of the `places`, or lies in one of them. Each of them passes `isAddressOrNetwork`. */
export function isWithin(address: string, places: readonly string[]): boolean {
  const list = new BlockList();
  for (const place of places) {
    const [net = "", bits] = withoutMapping(place).split("/");
    if (bits === undefined) list.addAddress(net, familyOf(net));
    else list.addSubnet(net, Number(bits), familyOf(net));
  }
  const plain = withoutMapping(address);
  return list.check(plain, familyOf(plain));
}

/** A socket that takes both families shows an IPv4 caller as `::ffff:10.0.0.1`. */
function withoutMapping(address: string): string {
  return address.replace(/^::ffff:(?=[\d.]+$)/i, "");
}

function familyOf(address: string): "ipv4" | "ipv6" {
  return isIP(address) === 4 ? "ipv4" : "ipv6";
}
