import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";

/** An STS for unit tests, which knows one answer. */
export interface StandInSts {
  readonly variables: { readonly AWS_ENDPOINT_URL_STS: string };
  /** How often it was asked. */
  asked(): number;
  close(): void;
}

/** Starts one on the loopback address. Without an answer it never gives any. */
export async function standInSts(answer?: { status: number; body: string }): Promise<StandInSts> {
  let asked = 0;
  const listener: RequestListener = (_request, response) => {
    asked += 1;
    if (answer) response.writeHead(answer.status, { "Content-Type": "text/xml" }).end(answer.body);
  };
  const server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    variables: { AWS_ENDPOINT_URL_STS: `http://127.0.0.1:${port}` },
    asked: () => asked,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

// The forms of https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
/** What STS answers to the credentials of an account. */
export function callerOf(account: string): { status: number; body: string } {
  const result =
    `<Arn>arn:aws:sts::${account}:assumed-role/r/s</Arn>` +
    `<UserId>AROA1:s</UserId><Account>${account}</Account>`;
  const body = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>${result}</GetCallerIdentityResult></GetCallerIdentityResponse>`;
  return { status: 200, body };
}

/** What STS answers to credentials whose time is over. */
export const EXPIRED = {
  status: 403,
  body: `<ErrorResponse><Error><Type>Sender</Type><Code>ExpiredToken</Code><Message>The security token included in the request is expired</Message></Error></ErrorResponse>`,
};
