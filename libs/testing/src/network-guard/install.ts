import dgram from "node:dgram";
import dns from "node:dns";
import net from "node:net";
import { isLoopback } from "./loopback.ts";
import { claimGuard, refuse } from "./refusals.ts";

type AnyFunction = (this: unknown, ...args: unknown[]) => unknown;
type Holder = Record<string, AnyFunction>;

/**
 * Refuses whatever leaves this machine, from now on and in all of this process: TCP and TLS (and so HTTP, `fetch` and
 * gRPC), UDP, and look-ups of names. Sockets on a path of the file system are not the network. Child processes, worker
 * threads and native code are out of its reach.
 */
export function installNetworkGuard(): void {
  if (claimGuard()) return;
  guardSockets();
  guardDatagrams();
  for (const holder of [dns, dns.promises, dns.Resolver.prototype, dns.promises.Resolver.prototype]) {
    guardLookups(
      holder as unknown as Holder,
      holder === dns.promises || holder === dns.promises.Resolver.prototype,
    );
  }
}

// Everything with a connection goes through here, TLS and Node.js's own fetch included.
function guardSockets(): void {
  wrap(net.Socket.prototype as unknown as Holder, "connect", (original) => {
    return function (this: unknown, ...args) {
      const host = hostOf(args);
      if (host === undefined || isLoopback(host)) return original.apply(this, args);
      // As a connection that fails: callers expect an event once they have set up the socket, not an exception.
      const error = refuse("a connection", host);
      process.nextTick(() => (this as net.Socket).destroy(error));
      return this;
    };
  });
}

/** https://nodejs.org/api/net.html#socketconnect; undefined for a path and for the default, which is localhost. */
function hostOf(args: unknown[]): string | undefined {
  // net.connect() hands over its arguments in an array.
  const [first, second] = (Array.isArray(args[0]) ? args[0] : args) as unknown[];
  if (typeof first === "object" && first !== null) {
    const { host, path } = first as { host?: string; path?: string };
    return path ? undefined : host || undefined;
  }
  return typeof second === "string" ? second : undefined;
}

function guardDatagrams(): void {
  for (const method of ["send", "connect"]) {
    wrap(dgram.Socket.prototype as unknown as Holder, method, (original) => {
      return function (this: unknown, ...args) {
        // The first argument is a message or a port; the one text after it is the address.
        const address = args.slice(1).find((argument) => typeof argument === "string");
        if (address !== undefined && !isLoopback(address)) throw refuse("UDP", address);
        return original.apply(this, args);
      };
    });
  }
}

function guardLookups(holder: Holder, promises: boolean): void {
  const methods = Object.getOwnPropertyNames(holder).filter((name) => /^(lookup|resolve|reverse)/.test(name));
  for (const method of methods) {
    wrap(holder, method, (original) => {
      return function (this: unknown, ...args) {
        const name = String(args[0] ?? "");
        if (name === "" || isLoopback(name)) return original.apply(this, args);
        const error = refuse(`dns.${method}`, name);
        if (promises) return Promise.reject(error);
        const callback = args.findLast((argument) => typeof argument === "function") as
          AnyFunction | undefined;
        process.nextTick(() => callback?.(error));
        return {};
      };
    });
  }
}

function wrap(holder: Holder, name: string, by: (original: AnyFunction) => AnyFunction): void {
  const original = holder[name];
  if (typeof original === "function") holder[name] = by(original);
}
