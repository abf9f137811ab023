import { EngineUnavailableError } from "./engine-errors.ts";
import { WAYS } from "./engine.ts";
import { MINIMUM_VERSION } from "./version.ts";

describe("the error when there is no engine", () => {
  const error = new EngineUnavailableError(
    WAYS.map((way) => ({ way, reason: `${way} failed\nbecause` })),
    "1.26",
  );

  it("lists every way with its reason, and every way out with its command", () => {
    for (const way of WAYS) expect(error.message).toContain(`${way} failed\n     because`);
    for (const text of [
      `Pulumi >= ${MINIMUM_VERSION}`,
      "curl -fsSL https://get.pulumi.com | sh",
      "Go >= 1.26",
      "go env GOPROXY",
    ]) {
      expect(error.message).toContain(text);
    }
  });
});
