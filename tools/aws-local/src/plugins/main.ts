// The process of an installed plugin: `main.ts PACKAGE [flags] ENGINE_ADDRESS`, started by the launcher that
// install-local-plugins.ts writes. The engine reads the port from the first line of standard output.
import { enableCompileCache } from "node:module";
import { join } from "node:path";
import { LOCAL_PACKAGES } from "@strata/environment";
import { STRATA_FOLDER, storePath } from "../store/paths.ts";

// Before what is costly to load.
enableCompileCache({ directory: join(STRATA_FOLDER, "node-compile-cache"), portable: true });

const [name, ...rest] = process.argv.slice(2);
const localPackage = LOCAL_PACKAGES.find((known) => known === name);
if (localPackage === undefined) {
  console.error(
    `Usage: main.ts ${LOCAL_PACKAGES.join("|")} ENGINE_ADDRESS; got ${JSON.stringify(name ?? "")}.`,
  );
  process.exit(2);
}

const { endWithParent } = await import("./end-with-parent.ts");
const { packageService } = await import("../server/packages.ts");
const { serve } = await import("../server/serve.ts");

const engineAddress = rest.findLast((argument) => !argument.startsWith("-")) ?? "";
try {
  const service = packageService(localPackage, storePath(), engineAddress);
  const served = await serve(service.handlers);
  const end = (): void => {
    served.close();
    service.close();
    process.exit(0);
  };
  process.on("SIGTERM", end);
  // The engine ends its plugins with an interrupt, and kills those that are left after some seconds.
  process.on("SIGINT", end);
  endWithParent(end);
  process.stdout.write(`${served.port}\n`);
} catch (error) {
  console.error(`The embedded AWS (${localPackage}) cannot start: ${(error as Error).message}`);
  process.exit(1);
}
