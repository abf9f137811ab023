import type { ReviewInput } from "../src/index.ts";
import { changeSet, GRAPH, reading, resource, update } from "./change-sets.ts";

const prod = { environment: "prod", operation: "preview", graph: GRAPH } as const;
const unchanged = (...stacks: string[]) => stacks.map((stack) => changeSet(stack, []));

const READS_RDS = reading("rds.address", "rds.port", "network", "network.vpcs.workloads/eu-central-1.vpcId");
const READS_NETWORK = reading("network", "network.vpcs.workloads/eu-central-1.privateSubnetIds");

const policy = (...statements: object[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });

function nothing(): ReviewInput {
  return { ...prod, changeSets: unchanged("secrets", "network", "eks", "rds", "lambda") };
}

function oneTag(): ReviewInput {
  const tagged = (type: string, count: number, stack: string) =>
    Array.from({ length: count }, (_, index) =>
      resource("update", type, `${stack}-${index}`, {
        properties: [
          update("tags.Owner", "platform", "payments"),
          update("tagsAll.Owner", "platform", "payments"),
        ],
      }),
    );
  return {
    ...prod,
    changeSets: [
      changeSet("secrets", tagged("aws:kms/key:Key", 6, "key")),
      changeSet("network", [
        ...tagged("aws:ec2/subnet:Subnet", 18, "subnet"),
        ...tagged("aws:ec2/vpc:Vpc", 2, "vpc"),
      ]),
      changeSet("eks", tagged("aws:iam/role:Role", 4, "role")),
      changeSet("rds", tagged("aws:rds/instance:Instance", 1, "database")),
      ...unchanged("lambda"),
    ],
  };
}

function database(): ReviewInput {
  return {
    ...prod,
    pageUrl: "https://example.com/reviews/4f1c9e2.html",
    changeSets: [
      ...unchanged("secrets", "network", "eks"),
      changeSet(
        "rds",
        [
          resource("replace", "aws:rds/instance:Instance", "postgres", {
            replaceKeys: ["storageEncrypted", "dbName"],
            properties: [
              update("dbName", "app", "orders", true),
              update("storageEncrypted", false, true, true),
              update("allocatedStorage", 100, 200),
              update("password", "[secret]", "[secret]"),
            ],
          }),
          resource("replace", "aws:rds/proxyTarget:ProxyTarget", "postgres", {
            replaceKeys: ["dbInstanceIdentifier"],
            properties: [update("dbInstanceIdentifier", "postgres-1", "[unknown]", true)],
          }),
          resource("update", "aws:cloudwatch/metricAlarm:MetricAlarm", "cpu", {
            properties: [update("threshold", 80, 85)],
          }),
        ],
        {
          outputs: [
            {
              name: "address",
              kind: "update",
              old: "postgres-1.abc.eu-central-1.rds.amazonaws.com",
              new: "[unknown]",
            },
          ],
        },
      ),
      changeSet(
        "lambda",
        [
          resource("update", "aws:lambda/function:Function", "check", {
            properties: [
              update(
                "environment.variables.DB_HOST",
                "postgres-1.abc.eu-central-1.rds.amazonaws.com",
                "[unknown]",
              ),
            ],
          }),
        ],
        READS_RDS,
      ),
    ],
  };
}

function securityGroup(): ReviewInput {
  return {
    ...prod,
    changeSets: [
      ...unchanged("secrets"),
      changeSet(
        "network",
        [
          resource("update", "aws:ec2/securityGroup:SecurityGroup", "bastion", {
            properties: [
              update("ingress[0].cidrBlocks[0]", "10.0.0.0/8", "0.0.0.0/0"),
              update("description", "from the office", "from anywhere"),
            ],
          }),
          resource("create", "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "ssh", {
            inputs: {
              cidrIpv4: "0.0.0.0/0",
              fromPort: 22,
              toPort: 22,
              ipProtocol: "tcp",
              securityGroupId: "sg-1",
            },
          }),
          resource("create", "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", "out", {
            inputs: { cidrIpv6: "::/0", ipProtocol: "-1", securityGroupId: "sg-1" },
          }),
        ],
        {
          policies: [
            {
              pack: "strata-guardrails",
              policy: "no-open-ssh",
              enforcement: "mandatory",
              urn: "urn:pulumi:prod::network::aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule::ssh",
              message: "Port 22 must not be open to 0.0.0.0/0.\nUse Session Manager.",
            },
            {
              pack: "strata-guardrails",
              policy: "describe-rules",
              enforcement: "advisory",
              message: "Describe each rule.",
            },
          ],
        },
      ),
      changeSet("eks", [], READS_NETWORK),
      changeSet("rds", [
        resource("update", "aws:rds/instance:Instance", "postgres", {
          properties: [update("publiclyAccessible", false, true), update("deletionProtection", true, false)],
        }),
      ]),
    ],
  };
}

function outputRemoved(): ReviewInput {
  return {
    ...prod,
    changeSets: [
      ...unchanged("secrets"),
      changeSet("network", [], {
        outputs: [
          { name: "natAddresses", kind: "delete", old: ["198.51.100.7", "198.51.100.8"] },
          {
            name: "vpcs",
            kind: "update",
            old: { "workloads/eu-central-1": { vpcId: "vpc-1", privateSubnetIds: ["subnet-a", "subnet-b"] } },
            new: { "workloads/eu-central-1": { vpcId: "vpc-1", privateSubnetIds: ["subnet-a", "subnet-c"] } },
          },
          { name: "zoneIds", kind: "add", new: ["euc1-az1"] },
        ],
      }),
      changeSet(
        "eks",
        [],
        reading("network.natAddresses", "network.vpcs.workloads/eu-central-1.privateSubnetIds"),
      ),
      changeSet("rds", [], READS_NETWORK),
    ],
  };
}

function failed(): ReviewInput {
  return {
    ...prod,
    changeSets: [
      ...unchanged("secrets"),
      changeSet(
        "network",
        [
          resource("update", "aws:ec2/vpc:Vpc", "main", {
            properties: [update("enableDnsHostnames", false, true)],
          }),
        ],
        {
          succeeded: false,
          diagnostics: [
            { severity: "warning", message: "the region is being retired" },
            {
              severity: "error",
              urn: "urn:pulumi:prod::network::aws:ec2/subnet:Subnet::private-a",
              message:
                "aws:ec2/subnet:Subnet resource 'private-a' has a problem:\nThe CIDR '10.0.300.0/24' is no CIDR.\nExamine values at 'private-a.cidrBlock'.",
            },
          ],
        },
      ),
      changeSet("eks", [resource("delete", "aws:eks/addon:Addon", "coredns")]),
    ],
    failed: [
      { stack: "organization", message: 'Stack "organization" was not previewed: your session has expired.' },
    ],
    skipped: [
      { stack: "rds", because: "network did not succeed" },
      { stack: "lambda", because: "network did not succeed" },
    ],
  };
}

function twoThousand(): ReviewInput {
  const types = [
    "aws:ec2/subnet:Subnet",
    "aws:iam/role:Role",
    "aws:sqs/queue:Queue",
    "aws:lambda/function:Function",
  ];
  const changes = ["create", "update", "update", "replace", "delete"] as const;
  const many = (stack: string, count: number) =>
    Array.from({ length: count }, (_, index) => {
      const change = changes[index % changes.length] ?? "update";
      const type = types[index % types.length] ?? "";
      return resource(change, type, `${stack}-${index}`, {
        replaceKeys: change === "replace" ? ["name"] : [],
        properties:
          change === "update" || change === "replace"
            ? [
                update("name", `old-${index}`, `new-${index}`, change === "replace"),
                update("tags.Number", `${index}`, `${index + 1}`),
              ]
            : [],
        ...(change === "create"
          ? { inputs: { name: `${stack}-${index}`, size: index, tags: { Number: `${index}` } } }
          : {}),
      });
    });
  return {
    ...prod,
    pageUrl: "https://example.com/reviews/big.html",
    changeSets: ["secrets", "network", "eks", "rds", "lambda"].map((stack) =>
      changeSet(stack, many(stack, 400)),
    ),
  };
}

/** Texts by which someone who can name a resource would speak in our name. */
export const HOSTILE = [
  "@octocat #123 GH-1 octo/repo#4",
  "</code></summary></details><img src=x onerror=alert(1)>",
  "```\n# injected\n```",
  "[click](javascript:alert(1)) <https://evil.example> www.evil.example",
  "| a | b |\n|---|---|\n`` ` ``",
  'x"];click n0 "https://evil.example"\nstyle n0 fill:#f00;%%{init: {}}%%',
  "\u001b[2J\u001b]8;;https://evil.example\u0007\u202egnp.exe\u200b",
  "<!-- --> <script>alert(1)</script> &lt;b&gt; ${7*7} {{7*7}}",
  "~~gone~~ **bold** _it_ :tada: $$x$$ [^1]",
] as const;

function hostile(): ReviewInput {
  const names = [...HOSTILE];
  const [stack = "", other = ""] = names;
  return {
    environment: "prod",
    operation: "preview",
    graph: [
      { stack, upstreams: [] },
      { stack: other, upstreams: [stack] },
    ],
    changeSets: [
      changeSet(
        stack,
        names.flatMap((name, index) => [
          resource("update", `aws:${name}`, name, {
            properties: [
              {
                path: `tags["${name}"]`,
                kind: "update",
                replaces: false,
                old: name,
                new: `${name}!${index}`,
              },
            ],
            region: name,
          }),
          resource("delete", "aws:iam/role:Role", name),
          resource("replace", "aws:kms/key:Key", name, { replaceKeys: [name], properties: [] }),
        ]),
        {
          outputs: names.map((name) => ({ name, kind: "update" as const, old: name, new: { [name]: name } })),
          policies: names.map((name) => ({
            pack: name,
            policy: name,
            enforcement: name,
            message: name,
            urn: name,
          })),
          diagnostics: names.map((message) => ({ severity: "warning" as const, message })),
          ...reading(),
        },
      ),
      changeSet(other, [], {
        ...reading(`${stack}.${names[2]}`),
        upstreams: [stack],
        outputs: [{ name: "x", kind: "add", new: names }],
      }),
    ],
    failed: names.map((name, index) => ({ stack: `${name} ${index}`, message: `${name}\n${name}` })),
    skipped: [{ stack: names[3] ?? "", because: names.join(" ") }],
  };
}

function unicode(): ReviewInput {
  return {
    environment: "prod",
    operation: "preview",
    graph: [
      { stack: "netzwerk-zürich", upstreams: [] },
      { stack: "データベース", upstreams: ["netzwerk-zürich"] },
    ],
    changeSets: [
      changeSet(
        "netzwerk-zürich",
        [
          resource("update", "aws:ec2/vpc:Vpc", "grüße-👩‍💻-مرحبا", {
            properties: [
              update("tags.Name", "Übung 東京 🚀", "Übung 京都 🚀"),
              update("tags.Owner", "e\u0301", "é"),
            ],
          }),
        ],
        { outputs: [{ name: "größe", kind: "update", old: "klein", new: "groß" }] },
      ),
      changeSet(
        "データベース",
        [
          resource("delete", "aws:rds/instance:Instance", "本番"),
          resource("update", "aws:ssm/parameter:Parameter", "text", {
            properties: [update("value", "eins\nzwei\ndrei\n", "eins\n二\ndrei\n")],
          }),
        ],
        reading("netzwerk-zürich.größe"),
      ),
    ],
  };
}

function newStack(): ReviewInput {
  return {
    ...prod,
    graph: [...GRAPH, { stack: "cache", upstreams: ["network"] }, { stack: "web", upstreams: ["cache"] }],
    changeSets: [
      ...unchanged("secrets", "network"),
      changeSet(
        "cache",
        [
          resource("create", "strata:cache:Cache", "sessions"),
          resource("create", "aws:elasticache/replicationGroup:ReplicationGroup", "sessions", {
            inputs: { engine: "valkey", transitEncryptionEnabled: true, numCacheClusters: 2 },
          }),
          resource("create", "aws:iam/role:Role", "reader", {
            inputs: {
              assumeRolePolicy: policy({
                Effect: "Allow",
                Principal: { Service: "lambda.amazonaws.com" },
                Action: "sts:AssumeRole",
              }),
            },
          }),
        ],
        {
          outputs: [{ name: "endpoint", kind: "add", new: "[unknown]" }],
          upstreams: ["network"],
          ...READS_NETWORK,
        },
        0,
      ),
      changeSet(
        "web",
        [
          resource("update", "aws:lambda/function:Function", "web", {
            properties: [
              { path: "environment.variables.CACHE", kind: "add", replaces: false, new: "[unknown]" },
            ],
          }),
        ],
        { ...reading("cache", "cache.endpoint"), upstreams: ["cache"] },
      ),
    ],
  };
}

function drift(): ReviewInput {
  const found = (stack: string, ...resources: Parameters<typeof changeSet>[1]) =>
    changeSet(stack, resources, { operation: "refresh" });
  return {
    ...prod,
    operation: "drift",
    changeSets: [
      found("secrets"),
      found(
        "network",
        resource("update", "aws:ec2/securityGroup:SecurityGroup", "bastion", {
          properties: [
            {
              path: "ingress[1]",
              kind: "add",
              replaces: false,
              new: { cidrBlocks: ["0.0.0.0/0"], fromPort: 22, toPort: 22, protocol: "tcp" },
            },
          ],
        }),
        resource("delete", "aws:ec2/eip:Eip", "nat-a"),
      ),
      found(
        "rds",
        resource("update", "aws:rds/instance:Instance", "postgres", {
          properties: [update("instanceClass", "db.t4g.large", "db.t4g.xlarge")],
        }),
      ),
    ],
  };
}

function policyWidened(): ReviewInput {
  const read = {
    Sid: "ReadSecrets",
    Effect: "Allow",
    Action: ["secretsmanager:GetSecretValue"],
    Resource: "arn:aws:secretsmanager:eu-central-1:111122223333:secret:app/*",
  };
  const deny = { Sid: "NoExit", Effect: "Deny", Action: "organizations:LeaveOrganization", Resource: "*" };
  const trust = (principal: object, condition?: object) =>
    policy({
      Effect: "Allow",
      Principal: principal,
      Action: "sts:AssumeRole",
      ...(condition ? { Condition: condition } : {}),
    });
  return {
    ...prod,
    changeSets: [
      changeSet("secrets", [
        resource("update", "aws:iam/policy:Policy", "app", {
          properties: [
            update(
              "policy",
              policy(read, deny),
              policy({ ...read, Action: ["secretsmanager:*", "kms:Decrypt"], Resource: "*" }),
            ),
          ],
        }),
        resource("update", "aws:iam/role:Role", "deploy", {
          properties: [
            update(
              "assumeRolePolicy",
              trust(
                { AWS: "arn:aws:iam::111122223333:root" },
                { StringEquals: { "aws:PrincipalOrgID": "o-1" } },
              ),
              trust({ AWS: "*" }),
            ),
          ],
        }),
        resource("update", "aws:kms/key:Key", "data", {
          properties: [
            update(
              "policy",
              policy({
                Effect: "Allow",
                Principal: { AWS: "arn:aws:iam::111122223333:root" },
                Action: "kms:*",
                Resource: "*",
              }),
              policy({
                Effect: "Allow",
                Principal: { AWS: "arn:aws:iam::111122223333:root" },
                Action: "kms:Decrypt",
                Resource: "*",
              }),
            ),
            update("enableKeyRotation", true, false),
          ],
        }),
        resource("create", "aws:iam/rolePolicy:RolePolicy", "all", {
          inputs: { policy: policy({ Effect: "Allow", Action: "*", Resource: "*" }), role: "deploy" },
        }),
        resource("update", "aws:iam/policy:Policy", "layout", {
          properties: [
            update("policy", policy(read), JSON.stringify({ Statement: [read], Version: "2012-10-17" })),
          ],
        }),
      ]),
    ],
  };
}

function applied(): ReviewInput {
  const input = database();
  return {
    ...input,
    operation: "up",
    changeSets: input.changeSets.map((one) => ({ ...one, operation: "up" as const })),
  };
}

function driftBesides(): ReviewInput {
  return { ...oneTag(), drift: drift().changeSets };
}

/** The change sets that a committed review is kept of, by its name. */
export const REVIEWS: Readonly<Record<string, () => ReviewInput>> = {
  "nothing-changes": nothing,
  "one-tag-everywhere": oneTag,
  "database-replaced": database,
  "security-group-opened": securityGroup,
  "output-removed": outputRemoved,
  "failed-and-skipped": failed,
  "two-thousand-resources": twoThousand,
  "hostile-names": hostile,
  unicode,
  "new-stack-and-consumer": newStack,
  drift,
  "policy-widened": policyWidened,
  "apply-result": applied,
  "drift-beside-changes": driftBesides,
};
