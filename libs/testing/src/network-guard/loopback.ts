import { BlockList, isIP } from "node:net";

// https://www.rfc-editor.org/rfc/rfc6890#section-2.2.2 and https://www.rfc-editor.org/rfc/rfc4291#section-2.5.3
const LOOPBACK = new BlockList();
LOOPBACK.addSubnet("127.0.0.0", 8, "ipv4");
LOOPBACK.addAddress("::1", "ipv6");

/**
 * Whether a host is this machine by definition: a loopback address, `localhost`, or a name below it
 * (https://www.rfc-editor.org/rfc/rfc6761#section-6.3). `0.0.0.0` and `::` are not, nor is any name that has to be
 * looked up.
 */
export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[(.*)\]$/, "$1");
  const family = isIP(bare);
  if (family === 0) return /^(.+\.)?localhost\.?$/i.test(bare);
  return LOOPBACK.check(bare, family === 4 ? "ipv4" : "ipv6");
}
