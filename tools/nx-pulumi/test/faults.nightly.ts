import {
  dynamoError,
  type FaultProxy,
  faultProxy,
  type ProxiedRequest,
  s3Error,
} from "../../state/test/support/fault-proxy.ts";
import { LeasedWorkspace } from "./support/leased-workspace.ts";
import type { CommandResult } from "./support/workspace-copy.ts";

const LEASE_SECONDS = 6;

/** What the user of a real update sees when the network between it, its lease and its state does what networks do. */
let workspace: LeasedWorkspace;
let leases: FaultProxy;
let state: FaultProxy;
beforeEach(async () => {
  workspace = await LeasedWorkspace.open({ lease: String(LEASE_SECONDS) });
  leases = await faultProxy(new URL(workspace.env["AWS_ENDPOINT_URL_DYNAMODB"] ?? ""));
  state = await faultProxy(workspace.moto.endpoint);
}, 300_000);
afterEach(async () => {
  await leases.stop();
  await state.stop();
  await workspace[Symbol.asyncDispose]();
});

const throughProxies = (): Promise<CommandResult> =>
  workspace.up({
    AWS_ENDPOINT_URL: state.endpoint.origin,
    AWS_ENDPOINT_URL_DYNAMODB: leases.endpoint.origin,
  });
const isHeartbeat = ({ body }: ProxiedRequest): boolean => body.includes("SET #recordVersion = :next");
const isCheckpointPut = ({ operation, path }: ProxiedRequest): boolean =>
  operation === "PUT" && path.includes("/.pulumi/stacks/items/dev.json");
const isLockDeletion = ({ operation, path }: ProxiedRequest): boolean =>
  operation === "DELETE" && path.includes("/.pulumi/locks/");

/** An update directly afterwards by somebody else, for whom all of it works. */
async function next(name: string): Promise<string> {
  workspace.want(name);
  const { code, text } = await workspace.up();
  expect(code === 0 ? 0 : text).toBe(0);
  expect((await workspace.state()).items).toContain(name);
  return text;
}

it.each([
  ["dropped", { kind: "lose request" }],
  ["delivered later than the lease", { kind: "deliver late", milliseconds: 1000 * (LEASE_SECONDS + 2) }],
] as const)(
  "heartbeats that are %s: the engine is stopped, and the next one takes over",
  async (_, fault) => {
    workspace.want("held", 60_000);
    const running = throughProxies();
    await workspace.begun("held");
    leases.decide = (request) => (isHeartbeat(request) ? fault : undefined);
    const { code, text } = await running;
    expect(code).not.toBe(0);
    expect(text).toMatch(
      /The lease of .*items\/dev \(fence 1\) is lost: it could not be renewed for [56] s \(.*TimeoutError/,
    );
    expect(text).not.toMatch(/^\s+at .*:\d+:\d+/m);
    expect(await next("held")).toMatch(/took the lease over|items  .*1 created/);
  },
);

it("a state that is written more slowly than a lease lasts: the lease is kept, and the next one waits", async () => {
  workspace.want("slow", 1000);
  const running = throughProxies();
  await workspace.begun("slow");
  let puts = 0;
  state.decide = (request) =>
    isCheckpointPut(request) && ++puts <= 2
      ? { kind: "slow", milliseconds: 1000 * (LEASE_SECONDS + 2) }
      : undefined;
  const waited = await next("after");
  const { code, text } = await running;
  expect(code === 0 ? 0 : text).toBe(0);
  expect(text).not.toContain("is lost");
  expect(waited).toMatch(/waits for .*up since/);
  expect((await workspace.state()).items).toEqual(["after", "slow"]);
});

it("a lock of Pulumi's that cannot be deleted: it is said, and the next one takes over and removes it", async () => {
  workspace.want("made");
  state.decide = (request) => (isLockDeletion(request) ? s3Error("ServiceUnavailable", 503) : undefined);
  const { code, text } = await throughProxies();
  expect(code === 0 ? 0 : text).toBe(0);
  expect(text).toMatch(/Pulumi may have left a lock: .*ServiceUnavailable[^]*The lease is not released/);
  const after = await next("after");
  expect(after).toMatch(/took the lease over from .*up since/);
  expect(after).toContain("removed the lock that it left: .pulumi/locks/organization/items/dev/");
  expect((await workspace.state()).items).toEqual(["after", "made"]);
});

it("a token that expires in the middle of an update: which, and what to do; the next one goes on", async () => {
  workspace.want("first");
  workspace.want("second", 20_000);
  const running = throughProxies();
  await workspace.begun("second");
  leases.decide = () =>
    dynamoError("ExpiredTokenException", 400, "The security token included in the request is expired");
  state.decide = () => s3Error("ExpiredToken", 400, "The provided token has expired.");
  const { code, text } = await running;
  expect(code).not.toBe(0);
  expect(text).toMatch(/is lost: it could not be renewed for [56] s \(ExpiredTokenException/);
  await next("second");
});
