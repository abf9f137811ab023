/**
 * How long a deletion waits for network interfaces that AWS still has in a subnet or a security group: those of a deleted
 * Lambda function stay for up to 20 minutes and more, those of load balancers until Kubernetes has removed them.
 * https://github.com/hashicorp/terraform-provider-aws/issues/10329
 */
export const SLOW_INTERFACES = { delete: "45m" };
