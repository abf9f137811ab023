/**
 * Network interfaces of a function are removed up to 45 minutes after it, and until then nothing that they use can be removed.
 * https://github.com/hashicorp/terraform-provider-aws/issues/10329
 */
export const SLOW_INTERFACES = { delete: "60m" };
