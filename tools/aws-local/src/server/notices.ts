import grpc from "@grpc/grpc-js";
import engineServices from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import engine from "@pulumi/pulumi/proto/engine_pb.js";

/** How many engines are remembered. An engine serves one run, on a port of its own. */
const LIMIT = 256;
/** An engine that does not take a message in this time goes without it. */
const DEADLINE_MILLISECONDS = 2000;

type Send = (address: string, message: string, urn: string) => Promise<void>;

/**
 * Warnings of the embedded AWS in the engine's log, each once in a run, whatever number of provider instances the run
 * has. A warning that cannot be delivered stops nothing.
 */
export class Notices {
  readonly #said = new Map<string, Set<string>>();
  readonly #send: Send;

  /** @param send another way to deliver, for tests */
  constructor(send: Send = logWarning) {
    this.#send = send;
  }

  /**
   * @param address the engine's, as it told in the handshake; without one there is nobody to tell
   * @param subject what the warning is about: the same subject is not warned of again in the run
   */
  async warn(address: string, subject: string, message: string, urn: string): Promise<void> {
    if (address === "") return;
    const said = this.#said.get(address) ?? new Set();
    if (said.has(subject)) return;
    said.add(subject);
    this.#said.set(address, said);
    if (this.#said.size > LIMIT) this.#said.delete(this.#said.keys().next().value as string);
    await this.#send(address, message, urn);
  }
}

async function logWarning(address: string, message: string, urn: string): Promise<void> {
  const client = new engineServices.EngineClient(address, grpc.credentials.createInsecure());
  const request = new engine.LogRequest();
  request.setSeverity(engine.LogSeverity.WARNING);
  request.setMessage(message);
  request.setUrn(urn);
  const deadline = new Date(Date.now() + DEADLINE_MILLISECONDS);
  await new Promise<void>((resolve) =>
    client.log(request, new grpc.Metadata(), { deadline }, () => resolve()),
  );
  client.close();
}
