import type provider from "@pulumi/pulumi/proto/provider_pb.js";
import type { LocalPackage } from "@strata/environment";
import { assertLocalUrn } from "../protocol/local-only.ts";
import { unary } from "./calls.ts";
import { configurationHandlers } from "./configuration.ts";
import { commonHandlers, configureResponse } from "./common-handlers.ts";

/** The handlers of a package that only has provider configurations; others refuse with a sentence. */
export function configurationOnlyHandlers(name: LocalPackage) {
  const refused = (what: string) =>
    unary(() => {
      throw new Error(
        `The embedded AWS has no Kubernetes cluster behind it: the package ${name} can be configured, but ${what}.`,
      );
    });
  return {
    ...commonHandlers(name),
    ...configurationHandlers,
    configure: unary<provider.ConfigureRequest, provider.ConfigureResponse>(({ request }) => {
      if (request.hasUrn()) assertLocalUrn(request.getUrn() ?? "");
      return configureResponse();
    }),
    check: refused("resources in it are not served"),
    diff: refused("resources in it are not served"),
    create: refused("resources in it are not served"),
    read: refused("resources in it are not served"),
    update: refused("resources in it are not served"),
    delete: refused("resources in it are not served"),
    invoke: refused("its functions are not served"),
  };
}
