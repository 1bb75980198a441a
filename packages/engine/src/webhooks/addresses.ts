import { lookup as resolve } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";

/** The endpoint's address is one that this server does not send to. */
export class ForbiddenAddress extends Error {
  constructor(host: string, address: string) {
    const where = host === address ? host : `${host} (${address})`;
    super(`${where} is not a public address: a server that others reach sends to public addresses only.`);
  }
}

/** All that is given out of IPv6. What lies outside is local, or is some other way to write an IPv4 address. */
const givenOut = ipaddr.parseCIDR("2000::/3");

/** Whether anybody on the internet could mean this address: not loopback, private, link-local, mapped to one, or reserved. */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed instanceof ipaddr.IPv6 && !parsed.match(givenOut)) return false;
  return parsed.range() === "unicast";
}

/** Throws where the host is itself an address, so that nothing will be looked up, and not a public one. */
export function demandPublic(hostname: string): void {
  const address = hostname.replace(/^\[|\]$/g, "");
  if (isIP(address) !== 0 && !isPublic(address)) throw new ForbiddenAddress(address, address);
}

/** Looks a name up and keeps its public addresses only: what is connected to is what was judged. */
export const lookupPublic: LookupFunction = (hostname, options, callback) => {
  resolve(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, []);
    const open = addresses.filter(({ address }) => isPublic(address));
    const [first] = open;
    if (!first) return callback(new ForbiddenAddress(hostname, addresses[0]?.address ?? "no address"), []);
    return options.all ? callback(null, open) : callback(null, first.address, first.family);
  });
};
