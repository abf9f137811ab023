import type provider from "@pulumi/pulumi/proto/provider_pb.js";
import { instanceFromConfiguration, type ProviderInstance } from "../model/instance.ts";
import { assertLocalUrn } from "../protocol/local-only.ts";
import { read, unary } from "./calls.ts";
import { configureResponse } from "./common-handlers.ts";
import { configurationHandlers } from "./configuration.ts";
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
    ...configurationHandlers,

    configure: unary<provider.ConfigureRequest, provider.ConfigureResponse>(({ request, peer }) => {
      // The engine sends the URN because the handshake's answer is of a form that knows it.
      if (request.hasUrn()) assertLocalUrn(request.getUrn() ?? "");
      connections.set(peer, instanceFromConfiguration(read(request.getArgs())));
      return configureResponse();
    }),
  };
}
