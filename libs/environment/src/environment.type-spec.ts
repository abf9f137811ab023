/** Checked by the compiler alone: each line below `@ts-expect-error` must not compile. */
import type { Output } from "@pulumi/pulumi";
import { z } from "zod";
import { loadConfig, secret } from "./config.ts";
import { environmentDefinition, type Region, type Route, type RouteKey, routeKey } from "./index.ts";

export const route: Route = { account: "workloads", region: "eu-west-1" };
export const key: RouteKey = routeKey(route);
// @ts-expect-error no such account
export const unknownAccount: Route = { account: "workload", region: "eu-west-1" };
// @ts-expect-error no such region
export const unknownRegion: Region = "eu-west-2";
// @ts-expect-error a region alone is no route
export const regionAlone: RouteKey = "eu-west-1";
// @ts-expect-error an account alone is no route
export const accountAlone = routeKey({ account: "shared" });
// @ts-expect-error no such account
export const noAccount = environmentDefinition("dev").accounts.logs;

export function readSecret(): void {
  const config = loadConfig(z.strictObject({ apiKey: secret(z.string()), zones: z.array(z.string()) }));
  const apiKey: Output<string> = config.apiKey;
  // @ts-expect-error a secret is an Output, not a text
  const text: string = config.apiKey;
  // @ts-expect-error no such setting
  const other = config.apikey;
  void [apiKey, text, other];
}
