import { createRequire } from "node:module";
import { DEBUG_MESSAGES } from "./run-variables.ts";

it("names the variable of debug messages as programs read it", () => {
  const program = createRequire(import.meta.url)("@strata/program/lazy-modules") as {
    DEBUG_MESSAGES_VARIABLE: string;
  };
  expect(DEBUG_MESSAGES).toBe(program.DEBUG_MESSAGES_VARIABLE);
});
