import { refusalOf } from "@strata/testing";
import { runtime } from "@pulumi/pulumi";
import { REGIONS } from "@strata/environment";
import { COST_CENTRES, DATA_CLASSIFICATIONS, OWNERS } from "@strata/environment/tag-values";
import fc from "fast-check";
import { constructProviders } from "./construct-providers.ts";
import { AwsProviderSpec } from "./index.ts";

const ROLE = "arn:aws:iam::111111111111:role/deploy";

const tags = fc.record({
  owner: fc.constantFrom(...OWNERS),
  costCentre: fc.constantFrom(...COST_CENTRES),
  dataClassification: fc.constantFrom(...DATA_CLASSIFICATIONS),
  repository: fc.constantFrom("github.com/acme/strata", "acme"),
});
/** Specifications that are valid, each with one way to an identity. */
const valid: fc.Arbitrary<AwsProviderSpec> = fc
  .tuple(
    fc.record({
      region: fc.constantFrom(...REGIONS),
      allowedAccountIds: fc.constant(["111111111111"]),
      tags,
    }),
    fc.constantFrom<Partial<AwsProviderSpec>>(
      { profile: "mine" },
      { profile: "mine", assumeRoles: [{ roleArn: ROLE, duration: "1h30m" }, { roleArn: ROLE }] },
      { assumeRoleWithWebIdentity: { roleArn: ROLE, webIdentityTokenFile: "/token" } },
    ),
    fc.record({ maxRetries: fc.nat(), retryMode: fc.constantFrom("standard" as const, "adaptive" as const) }),
  )
  .map((parts) => Object.assign({}, ...parts) as AwsProviderSpec);

const text = fc.string();
const notMatching = (pattern: RegExp) => text.filter((it) => !pattern.test(it));
const noText = fc.constantFrom<unknown>(undefined, null, 7, true, []);
/** Changes one field of a list or an object inside. */
const withTags = (change: fc.Arbitrary<object>) =>
  change.map((it) => (spec: AwsProviderSpec) => ({ ...spec, tags: { ...spec.tags, ...it } }));
const withIt = (change: fc.Arbitrary<object>) =>
  change.map((it) => (spec: AwsProviderSpec) => ({ ...spec, ...it }));

type Change = fc.Arbitrary<(spec: AwsProviderSpec) => unknown>;

/** Every way to spoil a specification, by its name, and where the message says that it is. */
const KINDS: Readonly<Record<string, readonly [RegExp, Change]>> = {
  "a region that is none": [
    /region: got/,
    withIt(fc.oneof(notMatching(/^[a-z]{2}(-[a-z]+)+-\d$/), noText).map((region) => ({ region }))),
  ],
  "an account ID that is none": [
    /allowedAccountIds\[0\]: got/,
    withIt(fc.oneof(notMatching(/^\d{12}$/), noText).map((id) => ({ allowedAccountIds: [id] }))),
  ],
  "no account at all": [
    /allowedAccountIds: got/,
    withIt(fc.constantFrom([], undefined, "111111111111").map((ids) => ({ allowedAccountIds: ids }))),
  ],
  "static credentials": [
    /(accessKey|secretKey|token): got "\(not shown\)"/,
    withIt(
      fc
        .tuple(fc.constantFrom("accessKey", "secretKey", "token"), fc.string({ minLength: 1 }))
        .map(([key, value]) => ({ [key]: value })),
    ),
  ],
  "an unknown setting": [
    /unrecognized key/,
    withIt(
      text
        .filter((it) => !(it in AwsProviderSpec.shape) && !(it in Object.prototype))
        .map((key) => ({ [key]: true })),
    ),
  ],
  "a number of retries that is none": [
    /maxRetries: got/,
    withIt(
      fc
        .oneof(fc.integer({ max: -1 }), fc.constantFrom(0.5, "3", null))
        .map((maxRetries) => ({ maxRetries })),
    ),
  ],
  "a mode of retries that is none": [
    /retryMode: got/,
    withIt(notMatching(/^(standard|adaptive)$/).map((retryMode) => ({ retryMode }))),
  ],
  "an endpoint that is no URL": [
    /endpoints\[0\]/,
    withIt(notMatching(/^[a-z][\w+.-]*:/i).map((url) => ({ endpoints: [{ s3: url }] }))),
  ],
  "a role that is no ARN": [
    /assumeRoles\[1\]\.roleArn: got/,
    withIt(
      fc.oneof(notMatching(/^arn:/), noText).map((roleArn) => ({
        assumeRoleWithWebIdentity: undefined,
        assumeRoles: [{ roleArn: ROLE }, { roleArn }],
      })),
    ),
  ],
  "a session name that AWS refuses": [
    /assumeRoles\[0\]\.sessionName: got/,
    withIt(
      fc.oneof(notMatching(/^[\w+=,.@-]{2,64}$/), fc.constant("s".repeat(65))).map((sessionName) => ({
        assumeRoleWithWebIdentity: undefined,
        assumeRoles: [{ roleArn: ROLE, sessionName }],
      })),
    ),
  ],
  "two identities": [
    /not together with assumeRoleWithWebIdentity/,
    withIt(
      fc.constantFrom({ profile: "mine" }, { assumeRoles: [{ roleArn: ROLE }] }).map((other) => ({
        assumeRoleWithWebIdentity: { roleArn: ROLE, webIdentityTokenFile: "/token" },
        ...other,
      })),
    ),
  ],
  "a web identity without a token, or with two": [
    /either webIdentityTokenFile or webIdentityTokenVariable/,
    withIt(
      fc
        .constantFrom({}, { webIdentityTokenFile: "/token", webIdentityTokenVariable: "TOKEN" })
        .map((token) => ({
          profile: undefined,
          assumeRoles: undefined,
          assumeRoleWithWebIdentity: { roleArn: ROLE, ...token },
        })),
    ),
  ],
  "an owner, a cost centre or a classification that there is not": [
    /tags\.(owner|costCentre|dataClassification): got .*Allowed: /i,
    withTags(
      fc
        .tuple(
          fc.constantFrom("owner", "costCentre", "dataClassification"),
          fc.oneof(
            text.filter(
              (it) => ![...OWNERS, ...COST_CENTRES, ...DATA_CLASSIFICATIONS].some((name) => name === it),
            ),
            noText,
          ),
        )
        .map(([key, value]) => ({ [key]: value })),
    ),
  ],
  "a repository that AWS refuses as a tag": [
    /tags\.repository: got/,
    withTags(
      fc
        .oneof(fc.constantFrom("", " ", "a#b"), fc.constant("r".repeat(257)), noText)
        .map((repository) => ({ repository })),
    ),
  ],
  "tags that are none": [
    /tags: got/,
    withIt(fc.constantFrom(null, 7, "x", [], undefined).map((it) => ({ tags: it }))),
  ],
  "a tag of somebody's own in the wrong place": [
    /tags: got .*belong in more/,
    withTags(
      text
        .filter((it) => !(it in AwsProviderSpec.shape.tags.shape) && !(it in Object.prototype))
        .map((key) => ({ [key]: "x" })),
    ),
  ],
  "more tags than AWS allows": [
    /tags\.more: got .*43 are left/,
    withTags(
      fc.integer({ min: 44, max: 60 }).map((count) => ({
        more: Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, ""])),
      })),
    ),
  ],
  "a tag that AWS refuses, or that would replace a mandatory one": [
    /tags\.more\./,
    withTags(
      fc
        .constantFrom("k".repeat(129), "aws:x", "AWS:x", "a#b", "Owner", "owner", "ManagedBy")
        .map((key) => ({ more: { [key]: "x" } })),
    ),
  ],
};

let registered: string[] = [];

beforeAll(async () => {
  await runtime.setMocks(
    {
      call: () => ({}),
      newResource: ({ type, inputs, name }) => {
        registered.push(type);
        return { id: `${name}-id`, state: inputs as object };
      },
    },
    "network",
    "dev",
  );
});
beforeEach(() => (registered = []));

describe("no provider is constructed for a specification with", () => {
  it.each(Object.entries(KINDS))("%s, whatever else there is", async (_kind, [where, change]) => {
    fc.assert(
      fc.property(fc.array(valid, { minLength: 1, maxLength: 3 }), change, fc.nat(), (specs, spoil, nth) => {
        const planned = specs.map((spec, index) => ({
          name: `aws-${index}`,
          origin: `route ${index}`,
          spec: (index === nth % specs.length ? spoil(spec) : spec) as AwsProviderSpec,
        }));
        const message = refusalOf(() => constructProviders(planned));
        expect(message).toMatch(/Nothing was registered/);
        expect(message).toMatch(where);
        // It is said of the specification that has it, and of no other.
        expect(message.match(/route \d+(?=:)/g)?.every((it) => it === `route ${nth % specs.length}`)).toBe(
          true,
        );
      }),
      { numRuns: 30 },
    );
    await runtime.disconnect();
    expect(registered).toEqual([]);
  });
});

it("constructs one for each of those that are valid: the kinds above are spoiled by what was changed", async () => {
  let expected = 0;
  fc.assert(
    fc.property(valid, (spec) => {
      expected += 1;
      constructProviders([{ name: `aws-${expected}`, origin: "here", spec }]);
    }),
    { numRuns: 10 },
  );
  await runtime.disconnect();
  expect(registered).toHaveLength(expected);
});
