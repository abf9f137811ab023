/**
 * Where ephemeral stacks run: an engine and a cloud. A library knows neither, so a place is given: by the default export
 * of the module whose URL is in the variable {@link PLACE_VARIABLE}. The workspace's own is tools/ephemeral-stacks, whose
 * Jest configuration sets the variable.
 */
export interface EphemeralPlace {
  /**
   * Starts what stacks need, for this process alone. All that is made with it must be in `folder`, an absolute path: the
   * folder is removed afterwards, and nothing else is.
   */
  open(folder: string): Promise<OpenPlace>;
}

export interface OpenPlace {
  /** Absolute path of the Pulumi CLI. */
  readonly command: string;
  /** Of the CLI, as it prints it, without the leading v. */
  readonly version: string;
  /** What the CLI and its programs need beside the variables of this process. */
  readonly env: Readonly<Record<string, string>>;
  /** The environment whose cloud this is; the name of every stack. */
  readonly environment: string;
  /** All that exists in the cloud, read from the cloud itself and not from what Pulumi says about it. */
  resources(): CloudResource[];
  /** Ends what was started. */
  close(): Promise<void>;
}

/** A resource as the cloud knows it. */
export interface CloudResource {
  /** For example `aws:kms/key:Key`. */
  readonly type: string;
  readonly id: string;
  readonly urn: string;
  readonly account: string;
  /** Empty for what has no region. */
  readonly region: string;
  /** Secrets are not plain. */
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** The variable with the URL of the module of the place. */
export const PLACE_VARIABLE = "STRATA_EPHEMERAL_PLACE";

/** Tests run without a place for ephemeral stacks. The message says how to run them with one. */
export class NoPlaceError extends Error {
  override name = "NoPlaceError";
}

/** @throws {NoPlaceError} */
export function placeUrl(env: NodeJS.ProcessEnv = process.env): string {
  const url = env[PLACE_VARIABLE];
  if (url) return url;
  throw new NoPlaceError(
    `${PLACE_VARIABLE} is not set, so there is no engine and no cloud for an ephemeral stack. Tests that make one are ` +
      `called *.integration.ts and run by: npx nx run <project>:test:integration`,
  );
}
