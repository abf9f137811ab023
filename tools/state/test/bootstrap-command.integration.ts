import { motoServer } from "@strata/testing/moto-server";
import { join } from "node:path";
import { WorkspaceCopy } from "../../nx-pulumi/test/support/workspace-copy.ts";
import { awsSettings } from "../src/aws-settings.ts";
import { lockTable, readLease } from "../src/lock/index.ts";
import { BUCKET, REGION, TABLE } from "./support/bootstrap-run.ts";

it("strata bootstrap makes a backend in which stacks can be made, and the second time is one writer among others", async () => {
  const moto = await motoServer();
  const workspace = new WorkspaceCopy();
  try {
    const env = {
      ...moto.env,
      AWS_ACCESS_KEY_ID: "ASIAIOSFODNN7EXAMPLE",
      AWS_SECRET_ACCESS_KEY: "secret",
      AWS_SESSION_TOKEN: "session",
      STRATA_ALLOW_SELF_BUILT_ENGINE: "1",
      PULUMI_BACKEND_URL: `s3://${BUCKET}?region=${REGION}&awssdk=v2&s3ForcePathStyle=true`,
    };
    const strata = (...args: string[]) =>
      workspace.run(join(workspace.root, "node_modules/.bin/strata"), args, { env });
    const early = await strata("init", "network", "-c", "dev");
    expect([early.code, early.text]).toEqual([1, expect.stringContaining("npx strata bootstrap -c dev")]);

    const made = await strata("bootstrap", "-c", "dev");
    expect([made.code, made.text]).toEqual([
      0,
      expect.stringMatching(
        /Made the backend of "dev": the bucket example-strata-state-dev, [^]*npx strata init <stack> -c dev/,
      ),
    ]);
    const stack = await strata("init", "network", "-c", "dev");
    expect([stack.code, stack.text]).toEqual([0, expect.stringMatching(/Made the stack "dev" of network/)]);
    const again = await strata("bootstrap", "-c", "dev");
    expect([again.code, again.text]).toEqual([
      0,
      expect.stringMatching(/is as it should be[^]*Nothing was changed/),
    ]);

    const table = lockTable({
      name: TABLE,
      region: REGION,
      variables: env,
      credentials: awsSettings(env, REGION, "DYNAMODB").credentials,
    });
    expect(await readLease(table, `${BUCKET}/strata-bootstrap/dev`)).toMatchObject({
      fence: 1,
      owner: { operation: "bootstrap" },
    });
    table.client.destroy();
    const local = await strata("bootstrap", "-c", "local");
    expect([local.code, local.text]).toEqual([1, expect.stringMatching(/needs no bootstrap/)]);
  } finally {
    await moto.stop();
    workspace.remove();
  }
});
