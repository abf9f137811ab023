import pg from "pg";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkDatabase, type CheckOptions } from "../handler/check-database.ts";
import type { DatabaseSettings } from "../handler/database-settings.ts";
import { type Authority, createAuthority, issueCertificate } from "./certificates.ts";
import { type DeployedFunction, deployFunction } from "./deployed-function.ts";
import { type PostgresServer, startPostgres } from "./postgres-server.ts";

const SET_UP = readFileSync(join(import.meta.dirname, "../../rds/set-up/users.sql"), "utf8");
const DATABASE = "application";
const USER = "database_check";
const MASTER = "master";
const CREDENTIALS = { AWS_ACCESS_KEY_ID: "AKIDEXAMPLE", AWS_SECRET_ACCESS_KEY: "example" };

let authority: Authority;
let server: PostgresServer;
let settings: DatabaseSettings;

beforeAll(async () => {
  authority = await createAuthority("The authority of this test");
  server = await startPostgres(await issueCertificate(authority, "localhost"));
  settings = { host: "localhost", port: server.port, database: DATABASE, user: USER, region: "eu-central-1" };
  // What RDS has before anybody connects: the role of IAM, and a master user that is no superuser.
  await server.run(
    "CREATE ROLE rds_iam; CREATE ROLE master LOGIN CREATEROLE; GRANT rds_iam TO master WITH ADMIN OPTION",
    {
      database: "postgres",
    },
  );
  await server.run(`CREATE DATABASE ${DATABASE} OWNER ${MASTER}`, { database: "postgres" });
  // As often as you like.
  for (const _ of [1, 2]) await server.run(SET_UP, { user: MASTER, database: DATABASE });
});

afterAll(async () => {
  await server.stop();
});

/**
 * Stands in for IAM, of which PostgreSQL knows nothing: the one token that is accepted is the user's password. What it does not
 * show is that RDS accepts what the signer signs.
 */
async function acceptToken(token: string): Promise<void> {
  await server.run(`ALTER ROLE ${USER} PASSWORD ${pg.escapeLiteral(token)}`, { database: DATABASE });
}

function check(changes: Partial<DatabaseSettings> = {}, options: Partial<CheckOptions> = {}) {
  const given = { tokens: 0 };
  const password = () => {
    given.tokens += 1;
    return Promise.resolve("the stand-in's token");
  };
  const ca = authority.pem;
  return {
    given,
    result: checkDatabase({ ...settings, ...changes }, { password, timeout: 5_000, ca, ...options }),
  };
}

describe("a check of a real PostgreSQL", () => {
  beforeAll(() => acceptToken("the stand-in's token"));

  it("logs in over TLS as the user that the set-up of rds has made", async () => {
    expect(await check().result).toEqual({
      database: DATABASE,
      user: USER,
      tlsVersion: "TLSv1.3",
      serverVersion: expect.stringMatching(/^1\d\.\d+/) as unknown,
      milliseconds: expect.any(Number) as unknown,
    });
  });

  it("gives no token to a server of another authority", async () => {
    const stranger = await createAuthority("Another authority");
    const { given, result } = check({}, { ca: stranger.pem });
    await expect(result).rejects.toThrow(
      /certificate.*Does NODE_EXTRA_CA_CERTS name the certificates of RDS/,
    );
    expect(given.tokens).toBe(0);
  });

  it("gives no token to a server whose certificate is for another name", async () => {
    const { given, result } = check({ host: "127.0.0.1" });
    await expect(result).rejects.toThrow(/ERR_TLS_CERT_ALTNAME_INVALID/);
    expect(given.tokens).toBe(0);
  });

  it("gives no token to a server without TLS", async () => {
    const plain = await startPostgres(undefined);
    try {
      const { given, result } = check({ port: plain.port });
      await expect(result).rejects.toThrow(/The server does not support SSL connections/);
      expect(given.tokens).toBe(0);
    } finally {
      await plain.stop();
    }
  });

  it("says what to look at if the token is not accepted, without the token", async () => {
    const password = () => Promise.resolve("a wrong token");
    const failure = await check({}, { password }).result.catch((error: Error) => error.message);
    expect(failure).toMatch(/\(28P01\)\. Has stacks\/rds\/set-up\/users\.sql been run/);
    expect(failure).not.toContain("a wrong token");
  });

  it("says so if there is no such database", async () => {
    await expect(check({ database: "other" }).result).rejects.toThrow(
      /\(3D000\)\. Is it the name of a database/,
    );
  });

  it("is of a server that refuses whoever comes without TLS", async () => {
    const { host, port, database, user } = settings;
    const withoutTls = { host, port, database, user, password: "the stand-in's token", ssl: false };
    const client = new pg.Client(withoutTls);
    await expect(client.connect()).rejects.toThrow(/no encryption/);
  });
});

describe("the deployed function, with its real signer, against a real PostgreSQL", () => {
  let deployed: DeployedFunction;
  let folder: string;
  let environment: Record<string, string>;

  beforeAll(async () => {
    deployed = deployFunction();
    folder = mkdtempSync(join(tmpdir(), "authority-"));
    writeFileSync(join(folder, "ca-cert.pem"), authority.pem);
    environment = {
      ...CREDENTIALS,
      DATABASE_HOST: settings.host,
      DATABASE_PORT: String(settings.port),
      DATABASE_NAME: DATABASE,
      DATABASE_USER: USER,
      AWS_REGION: settings.region,
      NODE_EXTRA_CA_CERTS: join(folder, "ca-cert.pem"),
    };
    await acceptToken(await deployed.token(settings, CREDENTIALS));
  });

  afterAll(() => {
    deployed.remove();
    rmSync(folder, { recursive: true });
  });

  it("answers a direct invocation", async () => {
    const { result, error } = await deployed.invoke({}, environment);
    expect(error).toBeUndefined();
    expect(result).toMatchObject({ database: DATABASE, user: USER, tlsVersion: "TLSv1.3" });
  });

  it("is done with a batch but for its one bad message", async () => {
    const bodies = ["{}", "hidden words", `{"database":"${DATABASE}"}`];
    const Records = bodies.map((body, index) => ({ messageId: `m${index}`, body, eventSource: "aws:sqs" }));
    const { result, log } = await deployed.invoke({ Records }, environment);
    expect(result).toEqual({ batchItemFailures: [{ itemIdentifier: "m1" }] });
    expect(log).toMatch(/A message stays in the queue.*m1.*The body is no JSON/s);
    expect(log).not.toContain("hidden words");
  });

  it("leaves the whole batch in the queue if the database does not let it in", async () => {
    const Records = ["m0", "m1"].map((messageId) => ({ messageId, body: "{}", eventSource: "aws:sqs" }));
    const elsewhere = { ...environment, AWS_REGION: "eu-west-1" };
    const { result, log } = await deployed.invoke({ Records }, elsewhere);
    expect(result).toEqual({ batchItemFailures: [{ itemIdentifier: "m0" }, { itemIdentifier: "m1" }] });
    expect(log).toMatch(/password authentication failed/);
    expect(log).not.toContain("X-Amz-Signature");
  });

  it("trusts nobody but those whose certificates the runtime has", async () => {
    const { NODE_EXTRA_CA_CERTS: _, ...without } = environment;
    const { error } = await deployed.invoke({}, without);
    expect(error).toMatch(/certificate.*Does NODE_EXTRA_CA_CERTS name/);
  });
});
