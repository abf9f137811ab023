import { getStack, isSecret, type Output, output, secret } from "@pulumi/pulumi";
import { isUnknown } from "@pulumi/pulumi/output.js";
import { parseRouteKey, type Route, type RouteKey, routeKey } from "@strata/environment";
import { z } from "zod";
import { noteReadsOf } from "./observed-reads.ts";
import { leaveFailureToUser, valueWithUnknowns } from "./outputs.ts";
import { runError } from "./run-error.ts";

declare const routed: unique symbol;

/** The schema of an output that a stack has once for each route (account and region) that it is deployed to. */
export type ByRoute<Shape extends z.ZodRawShape> = z.ZodRecord<z.ZodString, z.ZodObject<Shape>> & {
  readonly [routed]: Shape;
};

/** What a reference has for an output that is there once for each route. */
export interface RoutedReferences<Shape extends z.ZodRawShape> {
  /**
   * What the upstream has on one route: in a preview, each part is known or unknown for itself. Every output fails
   * with the list of the upstream's routes if it is not deployed to this one.
   *
   * @throws {UnknownNameError} if the catalogue has no such route.
   */
  at(route: Route | RouteKey): { readonly [Name in keyof Shape]: Output<z.output<Shape[Name]>> };
}

const shapes = new WeakMap<z.ZodType, z.ZodRawShape>();

/**
 * An output that is there once for each route: an object whose keys are routes, `workloads/eu-central-1`. Readers
 * pick theirs: `reference(contract).vpcs.at(route).vpcId`.
 */
export function byRoute<Shape extends z.ZodRawShape>(schema: z.ZodObject<Shape>): ByRoute<Shape> {
  const key = z
    .string()
    .refine(isRouteKey, "expected a route of the catalogue, as in workloads/eu-central-1");
  const record = z.record(key, schema);
  shapes.set(record, schema.shape);
  return record as unknown as ByRoute<Shape>;
}

/** The shape of what is there on one route; `undefined` for an output that is not there by route. */
export function shapeByRoute(schema: z.ZodType | undefined): z.ZodRawShape | undefined {
  return schema === undefined ? undefined : shapes.get(schema);
}

/** Reads the output `name` of `project`, which is there by route. */
export function routedReferences(
  project: string,
  name: string,
  shape: z.ZodRawShape,
  all: Output<unknown>,
): RoutedReferences<z.ZodRawShape> {
  return {
    at: (route) => {
      const key = routeKey(typeof route === "string" ? parseRouteKey(route) : route);
      const picked = valueWithUnknowns(all).then((routes) => pick(project, name, key, routes));
      const properties = Object.keys(shape).map((property) => {
        // Not `apply`: that knows nothing as long as anything on any route is unknown.
        const value = leaveFailureToUser(output(picked.then((there) => propertyOf(there, property))));
        const hidden = output(isSecret(all));
        return [property, leaveFailureToUser(hidden.apply((is) => (is ? secret(value) : value)))];
      });
      return noteReadsOf(Object.fromEntries(properties), (property) => [
        project,
        name,
        key,
        property,
      ]) as never;
    },
  };
}

function isRouteKey(text: string): boolean {
  try {
    parseRouteKey(text);
    return true;
  } catch {
    return false;
  }
}

/** What is there on a route; Pulumi's unknown where a preview cannot know even which routes there will be. */
function pick(project: string, name: string, key: RouteKey, routes: unknown): unknown {
  if (isUnknown(routes)) return routes;
  const there = routes as Record<string, unknown>;
  if (Object.hasOwn(there, key)) return there[key];
  throw runError(
    `${project} in "${getStack()}" is not deployed to ${key}: its output "${name}" has ` +
      `${Object.keys(there).sort().join(", ") || "no route"}. Use one of these, or add ${key} to the routes ` +
      `of stacks/${project}/Pulumi.${getStack()}.yaml and deploy it.`,
  );
}

function propertyOf(there: unknown, property: string): unknown {
  return isUnknown(there) ? there : (there as Record<string, unknown>)[property];
}
