import { defineContract } from "@strata/stack-contract";
import { z } from "zod";

const keyArn = z.string().startsWith("arn:");

export default defineContract(
  "secrets",
  z.object({
    /** Encrypts what is stored: databases, volumes, queues. */
    dataKeyArn: keyArn,
    /** Encrypts log groups. */
    logsKeyArn: keyArn,
    /** Encrypts Secrets Manager secrets and Kubernetes secrets. */
    secretsKeyArn: keyArn,
    /** The secret for what the applications of this environment must know. Its value is set out of band. */
    applicationSecretArn: z.string().startsWith("arn:"),
  }),
);
