import { once } from "node:events";
import { createServer, request, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as delay } from "node:timers/promises";

/** A request to AWS, as the proxy sees it. */
export interface ProxiedRequest {
  /** Of DynamoDB: `UpdateItem`; of anything else: the method. */
  readonly operation: string;
  readonly path: string;
  readonly body: string;
}

/** What is done to a request. */
export type Fault =
  | { readonly kind: "lose request" }
  | { readonly kind: "lose answer" }
  /** Answers nothing, and hands it on after some milliseconds. */
  | { readonly kind: "deliver late"; readonly milliseconds: number }
  /** Hands it on after some milliseconds, and its answer back. */
  | { readonly kind: "slow"; readonly milliseconds: number }
  | { readonly kind: "answer"; readonly status: number; readonly body: string };

/** A proxy before a server, which loses, delays and refuses what it is told to. */
export interface FaultProxy {
  readonly endpoint: URL;
  /** Asked about each request; `undefined` hands it on. */
  decide: (request: ProxiedRequest) => Fault | undefined;
  readonly seen: ProxiedRequest[];
  /** Resolves once everything that is late has been delivered. */
  delivered(): Promise<void>;
  stop(): Promise<void>;
}

/** DynamoDB's own words of an error (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html). */
export function dynamoError(name: string, status: number, message = name): Fault {
  const type = `com.amazonaws.dynamodb.v20120810#${name}`;
  return { kind: "answer", status, body: JSON.stringify({ __type: type, message }) };
}

/** S3's own words of an error (https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html). */
export function s3Error(code: string, status: number, message = code): Fault {
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  return { kind: "answer", status, body };
}

export async function faultProxy(target: URL): Promise<FaultProxy> {
  const late = new Set<Promise<unknown>>();
  const server = createServer((incoming, outgoing) => void handle(incoming, outgoing));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const proxy: FaultProxy = {
    endpoint: new URL(`http://127.0.0.1:${port}`),
    decide: () => undefined,
    seen: [],
    delivered: async () => void (await Promise.all(late)),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };

  async function handle(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const { "x-amz-target": amzTarget } = incoming.headers;
    const operation =
      String(amzTarget ?? incoming.method)
        .split(".")
        .at(-1) ?? "";
    const seen = { operation, path: incoming.url ?? "", body: body.toString("utf8") };
    proxy.seen.push(seen);
    const fault = proxy.decide(seen);
    if (fault?.kind === "answer") {
      outgoing.writeHead(fault.status, { "content-type": "application/x-amz-json-1.0" }).end(fault.body);
      return;
    }
    // A request that is lost is never answered: the client has to give up by itself.
    if (fault?.kind === "lose request") return;
    if (fault?.kind === "deliver late") {
      const delivery = delay(fault.milliseconds).then(() => forward(incoming, body));
      late.add(delivery);
      return;
    }
    if (fault?.kind === "slow") await delay(fault.milliseconds);
    const answer = await forward(incoming, body);
    if (fault?.kind === "lose answer") return;
    outgoing.writeHead(answer.status, answer.headers).end(answer.body);
  }

  function forward(
    { method, url, headers }: IncomingMessage,
    body: Buffer,
  ): Promise<{ status: number; headers: IncomingMessage["headers"]; body: Buffer }> {
    return new Promise((resolve, reject) => {
      const outgoing = request(new URL(url ?? "/", target), { method, headers, agent: false }, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () =>
          resolve({
            status: response.statusCode ?? 502,
            headers: response.headers,
            body: Buffer.concat(chunks),
          }),
        );
      });
      outgoing.on("error", reject);
      outgoing.end(body);
    });
  }
  return proxy;
}
