import { type Input, type Inputs, output, type Output } from "@pulumi/pulumi";
import provider from "@pulumi/pulumi/proto/provider_pb.js";
import struct from "google-protobuf/google/protobuf/struct_pb.js";
import { assertLocalStack } from "../protocol/local-only.ts";
import type { ClusterReference } from "./eks-cluster-reference.ts";
import { kubeconfigOf } from "./kubeconfig.ts";
import { providerServer, rpc, settings } from "./sdk-internals.ts";
import { valueOf, withEngine } from "./with-engine.ts";

type Method = (self: unknown, inputs: Inputs) => Inputs;

const methods: Record<string, Method> = {
  // Scoped to a role or a profile, as @pulumi/eks 4.3.0 makes it.
  "eks:index:Cluster/getKubeconfig": (self, { profileName, roleArn }) => ({
    result: (self as ClusterReference).core
      .apply(({ cluster }): Output<object> => kubeconfigOf(cluster, given({ profileName, roleArn }), true))
      .apply((kubeconfig) => JSON.stringify(kubeconfig)),
  }),
};

/**
 * Calls a method of a component for one engine. Throws an Error that names a method which is not implemented.
 *
 * @param engineAddress where the engine that asks takes log messages
 */
export function call(request: provider.CallRequest, engineAddress: string): Promise<provider.CallResponse> {
  const token = request.getTok();
  assertLocalStack(request.getStack(), `the method ${token}`);
  const method = methods[token];
  if (method === undefined) {
    throw new Error(
      `The embedded AWS does not implement the method ${token} yet. It would be added in ` +
        `tools/aws-local/src/components/call.ts.`,
    );
  }
  return withEngine(request, engineAddress, () => run(request, method));
}

async function run(request: provider.CallRequest, method: Method): Promise<provider.CallResponse> {
  const { __self__: self, ...inputs } = await providerServer.deserializeInputs(
    request.getArgs(),
    request.getArgdependenciesMap(),
  );
  const outputs = method(self, inputs);
  const [properties, dependencies] = await rpc.serializeResourceProperties(
    `call(${request.getTok()})`,
    outputs,
  );
  const response = new provider.CallResponse();
  for (const [key, resources] of dependencies) {
    const message = new provider.CallResponse.ReturnDependencies();
    message.setUrnsList(await Promise.all([...resources].map(({ urn }) => valueOf(urn))));
    response.getReturndependenciesMap().set(key, message);
  }
  response.setReturn(struct.Struct.fromJavaScript(properties as Record<string, never>));
  await settings.waitForRPCs();
  return response;
}

/** Options without those that are not given. */
function given(options: Record<string, Input<string> | undefined>): Output<Record<string, string>> {
  return output(options).apply((values) =>
    Object.fromEntries(
      Object.entries(values).flatMap(([key, value]): [string, string][] =>
        value === undefined || value === null ? [] : [[key, value as string]],
      ),
    ),
  );
}
