import type { BackendPlan } from "./backend-plan.ts";
import { BootstrapError } from "./bootstrap-error.ts";

/** An error of AWS or of the engine as one for people, with what to do; a defect of ours stays as it is. */
export function explainFailure(error: unknown, plan: BackendPlan): unknown {
  if (error instanceof BootstrapError || isLeaseError(error)) return error;
  const { name, message } = error as Error;
  if (error instanceof TypeError || error instanceof RangeError) return error;
  const text = lastLines(`${name === "Error" ? "" : `${name}: `}${message}`);
  return new BootstrapError(
    `The backend of "${plan.environment}" is not made yet: ${text}\n` +
      `What was made stays, and is adopted by the next attempt. ${adviceOf(text)}Then: npx strata bootstrap -c ${plan.environment}`,
    { cause: error },
  );
}

function adviceOf(text: string): string {
  if (
    /ExpiredToken|CredentialsProviderError|InvalidClientTokenId|UnrecognizedClient|no EC2 IMDS role/.test(
      text,
    )
  )
    return "Sign in (aws sso login). ";
  if (/AccessDenied|UnauthorizedOperation|not authorized/.test(text))
    return "Sign in as somebody who may make keys, buckets and tables (tools/state/README.md, Bootstrap). ";
  return "";
}

function isLeaseError(error: unknown): boolean {
  return error instanceof Error && /^(Lease|LockTable)\w*Error$/.test(error.name);
}

/** The engine's error is at the end of all that it printed. */
function lastLines(text: string): string {
  const lines = text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !/^(code|stdout|err\??):?$/.test(line));
  const errors = lines.filter((line) => /\berror:/.test(line));
  return (errors.length > 0 ? [...new Set(errors)] : lines.slice(-5)).join("\n  ");
}
