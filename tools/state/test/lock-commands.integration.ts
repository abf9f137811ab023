/** `strata lock` as a person calls it, against a table of the environment dev. */
import { environmentDefinition } from "@strata/environment";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { acquireLease, type LeaseLostError } from "../src/lock/index.ts";
import { createLockTable, type DynaliteServer, dynaliteServer, tableAt } from "./support/dynalite-server.ts";

const STRATA = join(import.meta.dirname, "../../cli/bin/strata.js");
const TABLE = environmentDefinition("dev").backend.lockTable ?? "";
const ID = "example-strata-state-dev/network/dev";

let server: DynaliteServer;
beforeAll(async () => {
  server = await dynaliteServer();
  await createLockTable(tableAt(server.endpoint).client, TABLE);
});
afterAll(() => server.stop());

interface Called {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const strata = (...args: string[]): Promise<Called> => strataAt(server.endpoint, ...args);

function strataAt(endpoint: URL, ...args: string[]): Promise<Called> {
  const env = {
    ...process.env,
    NODE_OPTIONS: "",
    AWS_ENDPOINT_URL_DYNAMODB: endpoint.origin,
    AWS_ACCESS_KEY_ID: "ASIANOBODY",
    AWS_SECRET_ACCESS_KEY: "nothing",
    AWS_SESSION_TOKEN: "temporary",
    USER: "tester",
  };
  return new Promise((resolve) => {
    execFile(process.execPath, [STRATA, "lock", ...args, "-c", "dev"], { env }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    );
  });
}

it("lists, shows and ends a lease", async () => {
  expect(await strata("ls")).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/Nobody writes/) as string,
  });
  const lease = await acquireLease({
    table: tableAt(server.endpoint, TABLE),
    lockId: ID,
    owner: { actor: "alice", host: "host7", pid: 12, operation: "up", startedAt: new Date().toISOString() },
    settings: { leaseMilliseconds: 20_000, heartbeatMilliseconds: 500 },
  });
  await lease.noteProcess(4711);

  expect((await strata("ls")).stdout).toMatch(
    /^example-strata-state-dev\/network\/dev +held +1 +0 +alice on host7/m,
  );
  const shown = await strata("show", ID);
  expect(shown.stdout).toMatch(/^pulumi +process 4711$/m);
  expect(shown.stdout).toContain(`npx strata lock release ${ID} --fence 1 --reason "…" -c dev`);
  const [record] = JSON.parse((await strata("ls", "--json")).stdout) as unknown[];
  expect(record).toMatchObject({ lockId: ID, fence: 1, owner: { processes: [4711] } });

  const unknown = await strata("show", `${ID}x`);
  expect(unknown).toMatchObject({ code: 1, stdout: "" });
  expect(unknown.stderr).toMatch(
    /There is no lease "example.*devx"\. Did you mean example-strata-state-dev\/network\/dev\?/,
  );
  const wrong = await strata("release", ID, "--fence", "2", "--reason", "x");
  expect(wrong.code).toBe(1);
  expect(wrong.stderr).toMatch(/has the fence 1, not 2: it is held by alice on host7/);
  expect(await strata("release", ID, "--fence", "1")).toMatchObject({ code: 2 });
  expect(lease.lost.aborted).toBe(false);

  const ended = await strata("release", ID, "--fence", "1", "--reason", "its runner is gone");
  expect(ended).toMatchObject({ code: 0 });
  expect(ended.stdout).toMatch(
    /^by force +lease 1 of alice on host7.* was ended by .*: its runner is gone$/m,
  );
  await new Promise<void>((resolve) => {
    if (lease.lost.aborted) resolve();
    lease.lost.addEventListener("abort", () => resolve());
  });
  // Who has ended it is in the record, which dynalite does not add to its refusal; moto.integration.ts has that.
  expect((lease.lost.reason as LeaseLostError).message).toMatch(/is lost: somebody else has it/);
  await lease.release();
});

it("a table that cannot be reached is said in a few lines, without a stack", async () => {
  const stopped = await dynaliteServer();
  await stopped.stop();
  const refused = await strataAt(stopped.endpoint, "ls");
  expect(refused.code).toBe(1);
  expect(refused.stderr).toMatch(
    /The lock table example-strata-locks-dev cannot be asked about its leases: .*ECONNREFUSED/,
  );
  expect(refused.stderr).not.toMatch(/^ +at /m);
});
