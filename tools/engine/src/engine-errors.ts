import type { EngineSource } from "./engine.ts";
import { MINIMUM_VERSION } from "./version.ts";

/** Why one way to an engine led nowhere. */
export interface FailedWay {
  readonly way: EngineSource;
  /** What was tried and why it failed, for a reader; may have several lines. */
  readonly reason: string;
}

const NAMES: Record<EngineSource, string> = {
  path: "pulumi on PATH",
  cache: "the engine of this workspace",
  download: "the official download",
  built: "building it with Go",
};

/** None of the ways led to an engine. The message says of each what was tried and how to open it. */
export class EngineUnavailableError extends Error {
  override name = "EngineUnavailableError";
  readonly failures: readonly FailedWay[];
  constructor(failures: readonly FailedWay[], requiredGo: string) {
    super(unavailableText(failures, requiredGo));
    this.failures = failures;
  }
}

/** The user, or whoever runs the process, ended it. */
export class EngineInterruptedError extends Error {
  override name = "EngineInterruptedError";
  constructor() {
    super(
      "Interrupted while providing the Pulumi engine. Nothing was left half-made; run the command again.",
    );
  }
}

function unavailableText(failures: readonly FailedWay[], requiredGo: string): string {
  const tried = failures.map(
    ({ way, reason }, index) => `  ${index + 1}. ${NAMES[way]}: ${reason.replaceAll("\n", "\n     ")}`,
  );
  return [
    `No Pulumi engine could be provided. What was tried:`,
    ...tried,
    `Any one of these helps; then run the command again:`,
    `  - Install Pulumi >= ${MINIMUM_VERSION} and put it on PATH:  curl -fsSL https://get.pulumi.com | sh`,
    `    (other ways: https://www.pulumi.com/docs/install/)`,
    `  - Allow this machine to reach https://get.pulumi.com; check with:  curl -fsSI https://get.pulumi.com/install.sh`,
    `  - Install Go >= ${requiredGo} from https://go.dev/doc/install, with a Go module proxy in reach; check with:  go version && go env GOPROXY`,
  ].join("\n");
}
