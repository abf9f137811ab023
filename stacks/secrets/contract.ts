import { byRoute, defineContract } from "@strata/stack-contract";
import { z } from "zod";

const keyArn = z.string().startsWith("arn:");

export default defineContract(
  "secrets",
  z.object({
    /** ARNs of the keys, in each account and region. */
    keys: byRoute(
      z.object({
        /** Encrypts what is stored: databases, volumes, queues. */
        data: keyArn,
        /** Encrypts log groups. */
        logs: keyArn,
        /** Encrypts Secrets Manager secrets and Kubernetes secrets. */
        secrets: keyArn,
      }),
    ),
    /** The secret for what the applications of this environment must know. Its value is set out of band. */
    applicationSecretArn: z.string().startsWith("arn:"),
  }),
);
