import type { UntypedServiceImplementation } from "@grpc/grpc-js";
import type { LocalPackage } from "@strata/environment";
import { Store } from "../store/store.ts";
import { awsHandlers } from "./aws-handlers.ts";
import { Connections } from "./connections.ts";
import { eksHandlers } from "./eks-handlers.ts";
import { embeddedTypes } from "../resources/embedded-types.ts";
import { configurationOnlyHandlers } from "./package-handlers.ts";

/** What serves one package, and how to let go of it. */
export interface PackageService {
  handlers: UntypedServiceImplementation;
  close(): void;
}

/**
 * The services of one package of the embedded AWS.
 *
 * @param startingEngine the address of the engine that started this process, if one did
 */
export function packageService(name: LocalPackage, storePath: string, startingEngine = ""): PackageService {
  switch (name) {
    case "aws":
      return awsService(storePath, startingEngine);
    case "eks":
      return { handlers: eksHandlers(startingEngine), close: () => {} };
    case "kubernetes":
      return { handlers: configurationOnlyHandlers(name), close: () => {} };
  }
}

function awsService(storePath: string, startingEngine: string): PackageService {
  let opened: Store | undefined;
  const handlers = awsHandlers({
    types: embeddedTypes(),
    // Opened when first needed: a preview of a program that has none of its resources leaves no file.
    store: () => (opened ??= new Store(storePath)),
    connections: new Connections(),
    startingEngine,
  });
  return { handlers, close: () => opened?.close() };
}
