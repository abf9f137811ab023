import { accessEntries, accessReport, accessTable, administratorGrants } from "./access.ts";
import { ACCESS_POLICIES, type AccessGrant, POLICY_KEYS } from "./access-policies.ts";

const ACCOUNT = "111111111111";
const GRANTS: AccessGrant[] = [
  ...administratorGrants(["team/admin"]),
  { role: "developer", policy: "AmazonEKSEditPolicy", scope: { namespaces: ["shop", "billing"] } },
  { role: "developer", policy: "AmazonEKSViewPolicy", scope: "cluster" },
];

describe("accessEntries", () => {
  it("are one for each role, with its policies and their scopes", () => {
    expect(accessEntries(ACCOUNT, GRANTS)).toEqual({
      "111111111111-team-admin": {
        principalArn: "arn:aws:iam::111111111111:role/team/admin",
        accessPolicies: {
          admin: {
            policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
            accessScope: { type: "cluster" },
          },
        },
      },
      "111111111111-developer": {
        principalArn: "arn:aws:iam::111111111111:role/developer",
        accessPolicies: {
          edit: {
            policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSEditPolicy",
            accessScope: { type: "namespace", namespaces: ["billing", "shop"] },
          },
          view: {
            policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy",
            accessScope: { type: "cluster" },
          },
        },
      },
    });
  });

  it("are the same in whatever order grants and namespaces are given", () => {
    const reversed = GRANTS.map((grant) =>
      grant.scope === "cluster"
        ? grant
        : { ...grant, scope: { namespaces: [...grant.scope.namespaces].reverse() } },
    ).reverse();
    expect(accessEntries(ACCOUNT, reversed)).toEqual(accessEntries(ACCOUNT, GRANTS));
  });

  it("have a key of their own for each policy", () => {
    expect(new Set(Object.values(POLICY_KEYS)).size).toBe(ACCESS_POLICIES.length);
  });

  it("refuse a role that has a policy twice, and name all such", () => {
    const admin: AccessGrant = {
      role: "team/admin",
      policy: "AmazonEKSClusterAdminPolicy",
      scope: { namespaces: ["shop"] },
    };
    const edit = GRANTS[1] as AccessGrant;
    expect(() => accessEntries(ACCOUNT, [...GRANTS, admin, edit])).toThrow(
      /team\/admin has AmazonEKSClusterAdminPolicy more than once; developer has AmazonEKSEditPolicy more than once.*remove it from/,
    );
  });
});

describe("accessTable", () => {
  it("tells who may do what where, sorted", () => {
    expect(accessTable(ACCOUNT, [...GRANTS].reverse())).toEqual([
      {
        principal: "arn:aws:iam::111111111111:role/developer",
        policy: "AmazonEKSEditPolicy",
        scope: "namespaces: billing, shop",
      },
      {
        principal: "arn:aws:iam::111111111111:role/developer",
        policy: "AmazonEKSViewPolicy",
        scope: "cluster",
      },
      {
        principal: "arn:aws:iam::111111111111:role/team/admin",
        policy: "AmazonEKSClusterAdminPolicy",
        scope: "cluster",
      },
    ]);
  });

  it("has a row for each association that is made", () => {
    const associations = Object.values(accessEntries(ACCOUNT, GRANTS)).flatMap(({ accessPolicies }) =>
      Object.keys(accessPolicies ?? {}),
    );
    expect(accessTable(ACCOUNT, GRANTS)).toHaveLength(associations.length);
  });
});

describe("accessReport", () => {
  it("is a table to read", () => {
    expect(accessReport("strata-dev", accessTable(ACCOUNT, GRANTS))).toMatchSnapshot();
  });

  it("says if there is nobody", () => {
    expect(accessReport("strata-dev", [])).toBe("Nobody has access to strata-dev.");
  });
});
