import { FunctionUrl, type FunctionUrlArgs } from "@pulumi/aws/lambda/functionUrl.js";
import type { CustomResourceOptions } from "@pulumi/pulumi";

export interface IamFunctionUrlArgs extends Pick<FunctionUrlArgs, "functionName" | "qualifier"> {
  /** The pages whose scripts may call it. */
  allowOrigins: readonly string[];
}

/**
 * A URL for callers that IAM lets in: each request is signed, and `lambda:InvokeFunctionUrl` is up to the policies of the
 * caller. There is no way to ask for a public one. https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html
 */
export function iamFunctionUrl(
  name: string,
  args: IamFunctionUrlArgs,
  options: CustomResourceOptions,
): FunctionUrl {
  const { functionName, qualifier, allowOrigins } = args;
  const cors = {
    allowOrigins: [...allowOrigins],
    allowMethods: ["GET", "POST"],
    // What a signed request has: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-signing-methods.html
    allowHeaders: [
      "authorization",
      "content-type",
      "x-amz-content-sha256",
      "x-amz-date",
      "x-amz-security-token",
    ],
    maxAge: 300,
  };
  return new FunctionUrl(
    name,
    { functionName, qualifier, authorizationType: "AWS_IAM", ...(allowOrigins.length > 0 && { cors }) },
    options,
  );
}
