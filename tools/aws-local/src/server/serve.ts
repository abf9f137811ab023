import grpc from "@grpc/grpc-js";
import services from "@pulumi/pulumi/proto/provider_grpc_pb.js";

/** The engine sends whole stacks' properties in one message: as much as it allows itself. */
const MAX_MESSAGE_BYTES = 400 * 1024 * 1024;

export interface Served {
  port: number;
  /** Ends at once; calls under way fail. */
  close(): void;
}

/** Serves a provider's handlers on a free port of the loopback address. */
export async function serve(handlers: grpc.UntypedServiceImplementation): Promise<Served> {
  const server = new grpc.Server({
    "grpc.max_receive_message_length": MAX_MESSAGE_BYTES,
    "grpc.max_send_message_length": MAX_MESSAGE_BYTES,
  });
  server.addService(services.ResourceProviderService as unknown as grpc.ServiceDefinition, handlers);
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    );
  });
  return { port, close: () => server.forceShutdown() };
}
