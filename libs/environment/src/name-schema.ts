import { z } from "zod";
import { nearest } from "./nearest.ts";

/** A schema for one of a list of names. What it says of another has the nearest name and the list. */
export function oneOf<const Name extends string>(allowed: readonly Name[]): z.ZodType<Name> {
  return z.custom<Name>((value) => (allowed as readonly unknown[]).includes(value), {
    error: ({ input }) => {
      const near = typeof input === "string" ? nearest(input, allowed) : undefined;
      const question = near === undefined ? "" : `did you mean ${JSON.stringify(near)}? `;
      return `${question}Allowed: ${allowed.join(", ")}`;
    },
  });
}
