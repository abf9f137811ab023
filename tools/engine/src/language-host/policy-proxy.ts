import {
  Client,
  credentials,
  type MethodDefinition,
  type sendUnaryData,
  Server,
  ServerCredentials,
  type ServerUnaryCall,
  type ServiceError,
  status,
  type UntypedServiceImplementation,
} from "@grpc/grpc-js";
import analyzerServices from "@pulumi/pulumi/proto/analyzer_grpc_pb.js";
import analyzerProto, { type AnalyzerStackConfigureRequest } from "@pulumi/pulumi/proto/analyzer_pb.js";
import { GRPC_OPTIONS } from "./grpc-options.ts";

type Bytes = Buffer;
type Reply = sendUnaryData<Bytes>;

const asIs = (bytes: Bytes): Bytes => bytes;

/**
 * Stands between the engine and a policy pack. A pack reads its project, stack and dry-run flag from its environment
 * when it starts, but the engine sends them only by `ConfigureStack`, to a pack that already serves. So this serves
 * first, and the pack is started, with the environment, once the call has come. The other calls are passed on as bytes.
 */
export class PolicyProxy {
  readonly #server = new Server(GRPC_OPTIONS);
  readonly #configured = Promise.withResolvers<AnalyzerStackConfigureRequest | undefined>();
  readonly #pack = Promise.withResolvers<Client>();
  #packClient: Client | undefined;

  constructor() {
    // Handled where it is awaited; without a call that awaits it, a failure is reported by the run itself.
    this.#pack.promise.catch(() => undefined);
    this.#server.addService(rawService(), this.#implementation());
  }

  /** Starts to serve; resolves to the port. */
  listen(): Promise<number> {
    return new Promise((resolve, reject) =>
      this.#server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) =>
        error === null ? resolve(port) : reject(error),
      ),
    );
  }

  /** The stack that the pack is run for; undefined if the engine asks the pack something without naming one. */
  configuration(): Promise<AnalyzerStackConfigureRequest | undefined> {
    return this.#configured.promise;
  }

  /** Passes calls on to the pack from now on. Rejects if the pack refuses the stack. */
  async attach(port: number): Promise<void> {
    const client = new Client(`127.0.0.1:${port}`, credentials.createInsecure(), GRPC_OPTIONS);
    this.#packClient = client;
    const configuration = await this.#configured.promise;
    try {
      if (configuration !== undefined) await configure(client, configuration);
    } catch (error) {
      this.fail(error as Error);
      throw error;
    }
    this.#pack.resolve(client);
  }

  /** Answers every call, waiting ones too, with an error. */
  fail(error: Error): void {
    this.#pack.reject(error);
  }

  close(): void {
    this.#packClient?.close();
    this.#server.forceShutdown();
  }

  #implementation(): UntypedServiceImplementation {
    const empty = Buffer.alloc(0);
    const implementation: UntypedServiceImplementation = {};
    for (const [name, { path }] of Object.entries(rawService())) {
      implementation[name] = (call: ServerUnaryCall<Bytes, Bytes>, callback: Reply) =>
        this.#passOn(path, call, callback);
    }
    return {
      ...implementation,
      handshake: (_call: unknown, callback: Reply) => callback(null, empty),
      configureStack: (call: ServerUnaryCall<Bytes, Bytes>, callback: Reply) => {
        this.#configured.resolve(analyzerProto.AnalyzerStackConfigureRequest.deserializeBinary(call.request));
        callback(null, empty);
      },
    };
  }

  #passOn(path: string, call: ServerUnaryCall<Bytes, Bytes>, callback: Reply): void {
    // Some commands ask a pack without a stack, `pulumi policy publish` for one.
    this.#configured.resolve(undefined);
    this.#pack.promise.then(
      (client) => {
        const inner = client.makeUnaryRequest(path, asIs, asIs, call.request, callback);
        call.on("cancelled", () => inner.cancel());
      },
      (error: Error) =>
        callback({ code: status.UNKNOWN, details: `The policy pack did not start: ${error.message}` }),
    );
  }
}

/** The analyzer service with messages left as bytes. */
function rawService(): Record<string, MethodDefinition<Bytes, Bytes>> {
  const methods = Object.entries(analyzerServices.AnalyzerService) as [
    string,
    MethodDefinition<unknown, unknown>,
  ][];
  return Object.fromEntries(
    methods.map(([name, method]) => [
      name,
      {
        ...method,
        requestSerialize: asIs,
        requestDeserialize: asIs,
        responseSerialize: asIs,
        responseDeserialize: asIs,
      },
    ]),
  );
}

function configure(client: Client, request: AnalyzerStackConfigureRequest): Promise<void> {
  const { path } = analyzerServices.AnalyzerService.configureStack;
  return new Promise((resolve, reject) =>
    client.makeUnaryRequest(
      path,
      asIs,
      asIs,
      Buffer.from(request.serializeBinary()),
      (error: ServiceError | null) =>
        // Packs with an older SDK do not know the call; they have read their environment.
        error === null || error.code === status.UNIMPLEMENTED ? resolve() : reject(error),
    ),
  );
}
