import type provider from "@pulumi/pulumi/proto/provider_pb.js";
import type { LocalPackage } from "@strata/environment";
import { assertLocalUrn } from "../protocol/local-only.ts";
import { checkResponse, read, unary } from "./calls.ts";
import { configurationDiff } from "./aws-configuration.ts";
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
    checkConfig: unary<provider.CheckRequest, provider.CheckResponse>(({ request }) => {
      assertLocalUrn(request.getUrn());
      return checkResponse(read(request.getNews()), []);
    }),
    diffConfig: unary<provider.DiffRequest, provider.DiffResponse>(({ request }) => {
      assertLocalUrn(request.getUrn());
      return configurationDiff(request);
    }),
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
