import { output, type Output } from "@pulumi/pulumi";
import type provider from "@pulumi/pulumi/proto/provider_pb.js";
import { registerReferences } from "./component-types.ts";
import { withRejectionScope } from "./rejection-scope.ts";
import { config, settings, state } from "./sdk-internals.ts";

/** What a request of an engine that asks for resources says of the program that it is for. */
export type EngineRequest = provider.ConstructRequest | provider.CallRequest;

/**
 * Does work for one engine as a program of its own, beside others for other engines: each has a store of its own for
 * what the SDK keeps for a program. Rejects with the work's error, or with that of a resource that it registers.
 *
 * @param engineAddress where the engine that asks takes log messages
 */
export function withEngine<T>(
  request: EngineRequest,
  engineAddress: string,
  work: () => Promise<T>,
): Promise<T> {
  const connected = async (): Promise<T> => {
    registerReferences();
    await connect(request, engineAddress);
    return work();
  };
  return new Promise((resolve, reject) => {
    void withRejectionScope(reject, () =>
      state.withLocalStorage(() => connected().then(resolve, reject).finally(settings.disconnectSync)),
    );
  });
}

async function connect(request: EngineRequest, engineAddress: string): Promise<void> {
  settings.resetOptions(
    request.getProject(),
    request.getStack(),
    request.getParallel(),
    engineAddress,
    request.getMonitorendpoint(),
    request.getDryrun(),
    request.getOrganization(),
  );
  await settings.awaitFeatureSupport();
  config.setAllConfig(
    Object.fromEntries(request.getConfigMap().entries()),
    request.getConfigsecretkeysList(),
  );
}

/** The value of an output that is known even in previews, as URNs are. */
export function valueOf(urn: Output<string>): Promise<string> {
  return (output(urn) as unknown as { promise(): Promise<string> }).promise();
}
