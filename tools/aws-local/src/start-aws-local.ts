import { LOCAL_PACKAGES, type LocalPackage } from "@strata/environment";
import { packageService } from "./server/packages.ts";
import { serve } from "./server/serve.ts";
import { storePath as defaultStorePath } from "./store/paths.ts";

export interface AwsLocal {
  /** Ports on the loopback address. */
  ports: Record<LocalPackage, number>;
  /** The value of PULUMI_DEBUG_PROVIDERS that attaches an engine to this process. */
  debugProviders: string;
  close(): void;
}

/**
 * Starts the embedded AWS in this process, for any number of engines at once.
 *
 * @param options.storePath absolute path of the database file; by default the workspace's
 */
export async function startAwsLocal({ storePath = defaultStorePath() } = {}): Promise<AwsLocal> {
  const started = await Promise.all(
    LOCAL_PACKAGES.map(async (name) => {
      const service = packageService(name, storePath);
      return { name, service, served: await serve(service.handlers) };
    }),
  );
  const ports = Object.fromEntries(
    started.map(({ name, served }) => [name, served.port]),
  ) as AwsLocal["ports"];
  return {
    ports,
    debugProviders: LOCAL_PACKAGES.map((name) => `${name}:${ports[name]}`).join(","),
    close: () => {
      for (const { served, service } of started) {
        served.close();
        service.close();
      }
    },
  };
}
