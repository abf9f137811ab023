import { motoServer, type MotoServer } from "@strata/testing/moto-server";
import { join } from "node:path";
import { WorkspaceCopy } from "../../nx-pulumi/test/support/workspace-copy.ts";
import { GithubServer, REPOSITORY } from "./support/github-server.ts";

/** Becomes the role as the SDK inside the engine does: by the file and the role of the variables. */
const WHO_AM_I = `
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { fromTokenFile } from "@aws-sdk/credential-providers";
const clientConfig = { endpoint: process.env.STS, region: "eu-central-1" };
const sts = new STSClient({ ...clientConfig, credentials: fromTokenFile({ clientConfig }) });
console.log((await sts.send(new GetCallerIdentityCommand({}))).Arn);
`;

let workspace: WorkspaceCopy;
let server: GithubServer;
let moto: MotoServer;
beforeAll(async () => {
  moto = await motoServer();
  server = await GithubServer.start();
  workspace = new WorkspaceCopy();
  workspace.edit("libs/environment/src/account-ids.json", (text) =>
    text.replace(
      '"dev": { "workloads": null, "shared": null }',
      '"dev": { "workloads": "111111111111", "shared": "222222222222" }',
    ),
  );
  workspace.edit("who-am-i.mjs", () => WHO_AM_I);
});
afterAll(async () => {
  workspace.remove();
  await server.stop();
  await moto.stop();
});

it.each(["preview", "apply"])(
  "a job becomes the role to %s of the account that has the state",
  async (operation) => {
    const { url, token } = server.identity("repo:acme/cloud:environment:dev");
    const strata = join(workspace.root, "node_modules/.bin/strata");
    const { code, text } = await workspace.run(
      strata,
      ["github", "as", operation, "-c", "dev", "--", "node", "who-am-i.mjs"],
      {
        env: {
          GITHUB_ACTIONS: "true",
          GITHUB_REPOSITORY: REPOSITORY,
          GITHUB_RUN_ID: "7",
          ACTIONS_ID_TOKEN_REQUEST_URL: url,
          ACTIONS_ID_TOKEN_REQUEST_TOKEN: token,
          STS: moto.endpoint.href,
        },
      },
    );
    expect([code, text]).toEqual([
      0,
      expect.stringContaining(`arn:aws:sts::222222222222:assumed-role/strata-${operation}/strata-7`),
    ]);
  },
);

it("an environment whose accounts are not recorded is refused with the command that records them", async () => {
  const strata = join(workspace.root, "node_modules/.bin/strata");
  const { code, text } = await workspace.run(strata, ["github", "as", "apply", "-c", "prod", "--", "true"]);
  expect([code, text]).toEqual([1, expect.stringContaining("npx strata accounts record prod shared")]);
});

it("prints whom the roles of an environment trust, with the numbers that GitHub has for the repository", async () => {
  const strata = join(workspace.root, "node_modules/.bin/strata");
  const { code, text } = await workspace.run(strata, ["github", "trust-policy", "-c", "dev"], {
    env: {
      GITHUB_API_URL: server.url,
      GITHUB_REPOSITORY: REPOSITORY,
      GITHUB_TOKEN: server.token({ metadata: "read" }),
    },
  });
  expect(code).toBe(0);
  const accounts = JSON.parse(text) as { roles: { role: string; trustPolicy: object }[] }[];
  expect(accounts.map(({ roles }) => roles.map(({ role }) => role))).toEqual([
    ["arn:aws:iam::111111111111:role/strata-preview", "arn:aws:iam::111111111111:role/strata-apply"],
    ["arn:aws:iam::222222222222:role/strata-preview", "arn:aws:iam::222222222222:role/strata-apply"],
  ]);
  expect(accounts[0]?.roles[1]?.trustPolicy).toMatchObject({
    Statement: [
      {
        Condition: {
          StringEquals: {
            "token.actions.githubusercontent.com:sub": [
              "repo:acme/cloud:environment:dev",
              "repo:acme@123/cloud@456:environment:dev",
            ],
          },
        },
      },
    ],
  });
});
