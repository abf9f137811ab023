import type { Input } from "@pulumi/pulumi";

/**
 * The policy of a resource that is spoken to over TLS alone.
 *
 * @param action every action of its service, `sqs:*`
 */
export function onlyOverTls(action: string, resource: Input<string> | readonly Input<string>[]) {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "OnlyOverTls",
        Effect: "Deny",
        Principal: "*",
        Action: action,
        Resource: resource,
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ],
  };
}
