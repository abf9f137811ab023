import { Provider } from "@pulumi/aws/provider.js";
import { unknown } from "@pulumi/pulumi/output.js";
import { type Recording, recordResources, resourceList, UNKNOWN } from "@strata/testing";
import { DatabaseProxy } from "./proxy.ts";
import { settings } from "./settings.fixture.ts";

async function build({ preview = false, users = settings.users, subnetIds = ["subnet-a", "subnet-b"] } = {}) {
  const recording = await recordResources({
    project: "rds",
    preview,
    computed: ({ type }) =>
      type === "aws:rds/proxy:Proxy" && !preview
        ? {
            arn: "arn:aws:rds:eu-central-1:111111111111:db-proxy:prx-0abc",
            endpoint: "strata-dev.proxy.example",
          }
        : {},
  });
  const proxy = new DatabaseProxy(
    "database-proxy",
    {
      database: {
        identifier: "strata-dev",
        instanceIdentifier: "strata-dev",
        securityGroupId: "sg-database",
        connectArn: "arn:aws:rds-db:eu-central-1:111111111111:dbuser:db-ABC",
      },
      subnetIds,
      keys: { logs: "arn:logs" },
      settings: { ...settings, users },
    },
    { provider: new Provider("aws", {}) },
  );
  await recording.settled();
  return { recording, proxy };
}

const inputsOf = (recording: Recording, type: string) =>
  recording.get(type, type.includes("securityGroup") ? "database-proxy-to-database" : "database-proxy")
    .inputs;

describe("DatabaseProxy", () => {
  it("is made of these", async () => {
    const { recording } = await build();
    expect(resourceList(recording)).toMatchSnapshot();
  });

  it("binds every resource to the provider it is given", async () => {
    const { recording } = await build();
    const custom = recording.resources.filter((it) => it.custom && !it.type.startsWith("pulumi:providers:"));
    expect(custom).toHaveLength(8);
    expect(custom.filter((it) => !it.provider.includes("pulumi:providers:aws::aws::"))).toEqual([]);
  });

  it("takes IAM and TLS only, and keeps no password", async () => {
    const { recording } = await build();
    const inputs = inputsOf(recording, "aws:rds/proxy:Proxy");
    expect(inputs).toMatchObject({
      defaultAuthScheme: "IAM_AUTH",
      requireTls: true,
      debugLogging: false,
      engineFamily: "POSTGRESQL",
      vpcSubnetIds: ["subnet-a", "subnet-b"],
    });
    expect(inputs).not.toHaveProperty("auths");
  });

  it("connects as the users of the configuration, and as no other", async () => {
    const { recording } = await build({ users: ["database_check", "reports"] });
    const policy = JSON.parse(
      String(inputsOf(recording, "aws:iam/rolePolicy:RolePolicy")["policy"]),
    ) as unknown;
    expect(policy).toMatchObject({
      Statement: [
        {
          Action: "rds-db:connect",
          Resource: [
            "arn:aws:rds-db:eu-central-1:111111111111:dbuser:db-ABC/database_check",
            "arn:aws:rds-db:eu-central-1:111111111111:dbuser:db-ABC/reports",
          ],
        },
      ],
    });
  });

  it("stands in the database's group, whose members reach each other on the one port", async () => {
    const { recording } = await build();
    expect(inputsOf(recording, "aws:rds/proxy:Proxy")["vpcSecurityGroupIds"]).toEqual(["sg-database"]);
    for (const kind of ["Ingress", "Egress"]) {
      expect(inputsOf(recording, `aws:vpc/securityGroup${kind}Rule:SecurityGroup${kind}Rule`)).toMatchObject({
        securityGroupId: "sg-database",
        referencedSecurityGroupId: "sg-database",
        ipProtocol: "tcp",
        fromPort: 5432,
        toPort: 5432,
      });
    }
  });

  it("stays in two zones when the network gets a third, which would replace it", async () => {
    for (const [third, preview] of [
      ["subnet-c", false],
      [unknown as unknown as string, true],
    ] as const) {
      const { recording } = await build({ subnetIds: ["subnet-a", "subnet-b", third], preview });
      expect(inputsOf(recording, "aws:rds/proxy:Proxy")["vpcSubnetIds"]).toEqual(["subnet-a", "subnet-b"]);
    }
  });

  it("leaves connections to administrators", async () => {
    const { recording } = await build();
    const group = inputsOf(recording, "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup");
    expect(group["connectionPoolConfig"]).toMatchObject({ maxConnectionsPercent: 90 });
    expect(inputsOf(recording, "aws:rds/proxyTarget:ProxyTarget")).toMatchObject({
      dbInstanceIdentifier: "strata-dev",
    });
  });

  it("makes its log group before RDS would, with its key", async () => {
    const { recording } = await build();
    expect(inputsOf(recording, "aws:cloudwatch/logGroup:LogGroup")).toEqual({
      name: "/aws/rds/proxy/strata-dev",
      kmsKeyId: "arn:logs",
      retentionInDays: 30,
    });
    const order = recording.resources.map(({ type }) => type);
    expect(order.indexOf("aws:cloudwatch/logGroup:LogGroup")).toBeLessThan(
      order.indexOf("aws:rds/proxy:Proxy"),
    );
  });

  it("says what clients connect to: its own id, not the database's", async () => {
    const { recording, proxy } = await build();
    expect(await recording.valueOf(proxy.endpoint)).toBe("strata-dev.proxy.example");
    expect(await recording.valueOf(proxy.connectArn)).toBe(
      "arn:aws:rds-db:eu-central-1:111111111111:dbuser:prx-0abc",
    );
  });

  it("can be previewed before anything exists", async () => {
    const { recording, proxy } = await build({ preview: true });
    expect(inputsOf(recording, "aws:rds/proxy:Proxy")).toMatchObject({
      name: "strata-dev",
      roleArn: UNKNOWN,
    });
    expect(await recording.valueOf(proxy.connectArn)).toBeUndefined();
  });
});
