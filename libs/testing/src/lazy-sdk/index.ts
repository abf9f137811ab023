import { join } from "node:path";

const file = (name: string): string => join(import.meta.dirname, name);

/**
 * For Jest's `moduleNameMapper`: what `@pulumi/pulumi` needs only to serialize closures (the TypeScript compiler, npm's tree
 * of packages, an inspector session that slows down all that is compiled after it) is loaded when it is first used. Jest
 * gives each suite modules of its own, so that each would load it anew: half a second of a suite of one component. Programs
 * have the same stand-ins from their preload.
 */
export const lazySdk = {
  "closure/codePaths$": file("code-paths.cjs"),
  "\\./v8Hooks$": file("v8-hooks.cjs"),
  "\\./typescript-shim$": file("typescript-shim.cjs"),
};
