/** Functions whose answers are AWS's to give, and what nobody else knows. A guess would be worse than no answer. */
const ONLY_AWS_KNOWS: Record<string, string> = {
  "aws:ec2/getAmi:getAmi": "which images there are",
  "aws:ec2/getAmiIds:getAmiIds": "which images there are",
  "aws:ec2/getInstanceType:getInstanceType": "what an instance type has",
  "aws:ec2/getInstanceTypes:getInstanceTypes": "which instance types there are",
  "aws:ec2/getInstanceTypeOfferings:getInstanceTypeOfferings": "where instance types are offered",
  "aws:eks/getClusterVersions:getClusterVersions": "which versions EKS offers",
  "aws:rds/getEngineVersion:getEngineVersion": "which engine versions RDS offers",
  "aws:rds/getOrderableDbInstance:getOrderableDbInstance": "which instance classes RDS offers",
  "aws:pricing/getProduct:getProduct": "what it costs",
};

/** Why a function is not answered; undefined if it is no such function. */
export function onlyAwsKnows(token: string): string | undefined {
  const what = ONLY_AWS_KNOWS[token];
  return what === undefined
    ? undefined
    : `The embedded AWS cannot answer ${token}: ${what} is known to AWS alone. For previews in local, give the value ` +
        `in the stack's configuration; a fixed answer would be added in tools/aws-local/src/invokes/only-aws-knows.ts.`;
}
