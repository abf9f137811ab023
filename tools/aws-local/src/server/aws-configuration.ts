import provider from "@pulumi/pulumi/proto/provider_pb.js";
import { instanceFromConfiguration, type ProviderInstance } from "../model/instance.ts";
import { assertLocalUrn } from "../protocol/local-only.ts";
import { sameValue } from "../protocol/values.ts";
import { checkResponse, read, unary } from "./calls.ts";
import { configureResponse } from "./common-handlers.ts";
import type { Connections } from "./connections.ts";

export type AwsConnections = Connections<ProviderInstance>;

/** The instance that a connection was configured as. */
export function instanceOf(connections: AwsConnections, peer: string): ProviderInstance {
  const instance = connections.get(peer);
  if (instance === undefined) {
    throw new Error(
      "The embedded AWS does not know this provider instance: its process was restarted, or the engine never " +
        "configured it. Run the command again.",
    );
  }
  return instance;
}

/** The handlers that check and take the configuration of an `aws.Provider`. */
export function awsConfigurationHandlers(connections: AwsConnections) {
  return {
    checkConfig: unary<provider.CheckRequest, provider.CheckResponse>(({ request }) => {
      assertLocalUrn(request.getUrn());
      return checkResponse(read(request.getNews()), []);
    }),

    diffConfig: unary<provider.DiffRequest, provider.DiffResponse>(({ request }) => {
      assertLocalUrn(request.getUrn());
      return configurationDiff(request);
    }),

    configure: unary<provider.ConfigureRequest, provider.ConfigureResponse>(({ request, peer }) => {
      // The engine sends the URN because the handshake's answer is of a form that knows it.
      if (request.hasUrn()) assertLocalUrn(request.getUrn() ?? "");
      connections.set(peer, instanceFromConfiguration(read(request.getArgs())));
      return configureResponse();
    }),
  };
}

/**
 * What changes in a provider's configuration. Nothing replaces it: a change of region or account shows at the
 * resources.
 */
export function configurationDiff(request: provider.DiffRequest): provider.DiffResponse {
  const before = read(request.hasOldInputs() ? request.getOldInputs() : request.getOlds());
  const after = read(request.getNews());
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const changed = keys.filter(
    (key) => key !== "version" && !sameValue(before[key] ?? null, after[key] ?? null),
  );
  const response = new provider.DiffResponse();
  const { DIFF_NONE, DIFF_SOME } = provider.DiffResponse.DiffChanges;
  response.setChanges(changed.length === 0 ? DIFF_NONE : DIFF_SOME);
  response.setDiffsList(changed);
  return response;
}
