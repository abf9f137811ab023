declare module "dynalite" {
  import type { Server } from "node:http";
  /** https://github.com/architect/dynalite, Apache-2.0 */
  export default function dynalite(options?: { createTableMs?: number; deleteTableMs?: number }): Server;
}
