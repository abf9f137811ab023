import { type Output } from "@pulumi/pulumi";

/**
 * The value of an output in which each part that a preview cannot know is Pulumi's unknown, at any depth. The
 * SDK's `Output.promise` has always taken this argument but hides it from its public types; without it a value
 * that is unknown in one place is `undefined` as a whole.
 */
export function valueWithUnknowns(value: Output<unknown>): Promise<unknown> {
  return (value as unknown as { promise(withUnknowns: boolean): Promise<unknown> }).promise(true);
}
