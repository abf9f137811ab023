import { regionOf } from "./cloud.ts";
import type { Invokes } from "./index.ts";

/**
 * The accounts from which load balancers write their logs, in regions that have one.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
 */
const LOG_ACCOUNTS: Record<string, string> = {
  "ap-northeast-1": "582318560864",
  "ap-south-1": "718504428378",
  "ap-southeast-1": "114774131450",
  "ap-southeast-2": "783225319266",
  "ca-central-1": "985666609251",
  "eu-central-1": "054676820928",
  "eu-north-1": "897822967062",
  "eu-west-1": "156460612806",
  "eu-west-2": "652711504416",
  "eu-west-3": "009996457667",
  "sa-east-1": "507241528517",
  "us-east-1": "127311923021",
  "us-east-2": "033677994240",
  "us-west-1": "027434742980",
  "us-west-2": "797873946194",
};

/** Functions of Elastic Load Balancing. */
export const elbInvokes: Invokes = {
  "aws:elb/getServiceAccount:getServiceAccount": (args, instance) => {
    const region = regionOf(args, instance);
    const id = LOG_ACCOUNTS[region];
    if (id === undefined) {
      throw new Error(
        `aws:elb/getServiceAccount:getServiceAccount knows no account of load balancers in ${region}. ` +
          `It would be added in tools/aws-local/src/invokes/elb.ts.`,
      );
    }
    return { id, region, arn: `arn:${instance.partition}:iam::${id}:root` };
  },
};
