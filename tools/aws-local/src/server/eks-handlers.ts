import type provider from "@pulumi/pulumi/proto/provider_pb.js";
import { loadCall, loadConstruct } from "../components/load-components.ts";
import { assertLocalUrn } from "../protocol/local-only.ts";
import { unary } from "./calls.ts";
import { configurationHandlers } from "./configuration.ts";
import { commonHandlers, configureResponse, handshakeResponse } from "./common-handlers.ts";
import { Connections } from "./connections.ts";
import { engineHandlers } from "./engines.ts";

/**
 * The gRPC handlers of the package `eks`: components only.
 *
 * @param startingEngine the address of the engine that started this process, if one did
 */
export function eksHandlers(startingEngine: string) {
  const engines = new Connections<string>();
  return {
    ...commonHandlers("eks"),
    ...engineHandlers(engines, () => {
      const response = handshakeResponse();
      response.setAcceptResources(true);
      response.setAcceptOutputs(true);
      return response;
    }),
    ...configurationHandlers,
    configure: unary<provider.ConfigureRequest, provider.ConfigureResponse>(({ request }) => {
      if (request.hasUrn()) assertLocalUrn(request.getUrn() ?? "");
      const response = configureResponse();
      response.setAcceptresources(true);
      response.setAcceptoutputs(true);
      return response;
    }),
    call: unary<provider.CallRequest, provider.CallResponse>(async ({ request, peer }) => {
      const { call } = await loadCall();
      return call(request, engines.get(peer) ?? startingEngine);
    }),
    construct: unary<provider.ConstructRequest, provider.ConstructResponse>(async ({ request, peer }) => {
      const { construct } = await loadConstruct();
      return construct(request, engines.get(peer) ?? startingEngine);
    }),
  };
}
