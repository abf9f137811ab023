import type { Output } from "@pulumi/pulumi";

/**
 * The value of an output in which each part that a preview cannot know is Pulumi's unknown, at any depth. The
 * SDK's `Output.promise` has always taken this argument but hides it from its public types; without it a value
 * that is unknown in one place is `undefined` as a whole.
 */
export function valueWithUnknowns(value: Output<unknown>): Promise<unknown> {
  return (value as unknown as { promise(withUnknowns: boolean): Promise<unknown> }).promise(true);
}

/**
 * The same output, whose failure is left to whoever uses it. Pulumi's outputs keep several promises, and Node.js
 * warns about each that fails before somebody looks at it.
 */
export function leaveFailureToUser<Value>(value: Output<Value>): Output<Value> {
  const { promise, isKnown, isSecret, allResources } = value as unknown as {
    promise(): Promise<unknown>;
    isKnown: Promise<boolean>;
    isSecret: Promise<boolean>;
    allResources(): Promise<unknown>;
  };
  for (const part of [promise(), isKnown, isSecret, allResources()]) part.catch(() => undefined);
  return value;
}
