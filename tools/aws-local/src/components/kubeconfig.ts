import { all, type Input, type Output } from "@pulumi/pulumi";
import type { AwsResource } from "./aws-resource.ts";

export interface KubeconfigOptions {
  roleArn?: Input<string>;
  profileName?: Input<string>;
}

/**
 * The configuration with which kubectl gets its token from the AWS CLI.
 * https://docs.aws.amazon.com/eks/latest/userguide/create-kubeconfig.html
 *
 * @param withProfile whether the name of the AWS profile is part of it; what others use has none
 */
export function kubeconfigOf(
  cluster: AwsResource,
  options: Input<KubeconfigOptions> | undefined,
  withProfile: boolean,
): Output<object> {
  return all([
    cluster.get("name"),
    cluster.get("endpoint"),
    cluster.get("arn"),
    cluster.get<{ data: string }>("certificateAuthority"),
    options,
  ]).apply(([name, server, arn, certificateAuthority, given]) => {
    const region = arn.split(":")[3] ?? "";
    const role = given?.roleArn === undefined ? [] : ["--role", given.roleArn];
    const profile = withProfile && given?.profileName !== undefined ? ["--profile", given.profileName] : [];
    const token = ["--region", region, "eks", "get-token", "--cluster-name", name, "--output", "json"];
    return document(server, certificateAuthority.data, [...token, ...role, ...profile]);
  });
}

function document(server: string, certificate: string, tokenArguments: string[]): object {
  const apiVersion = "client.authentication.k8s.io/v1beta1";
  const environment = [{ name: "KUBERNETES_EXEC_INFO", value: `{"apiVersion": "${apiVersion}"}` }];
  return {
    apiVersion: "v1",
    clusters: [{ cluster: { server, "certificate-authority-data": certificate }, name: "kubernetes" }],
    contexts: [{ context: { cluster: "kubernetes", user: "aws" }, name: "aws" }],
    "current-context": "aws",
    kind: "Config",
    users: [
      { name: "aws", user: { exec: { apiVersion, command: "aws", args: tokenArguments, env: environment } } },
    ],
  };
}
