import { all, type Input, output, type Output } from "@pulumi/pulumi";

type Setting = Input<boolean | number | string>;

/** The options of the VPC CNI add-on by which @pulumi/eks sets its environment. */
export interface CniSettings {
  [option: string]: Setting | Input<object> | undefined;
  enableNetworkPolicy?: Input<boolean>;
  configurationValues?: Input<object>;
}

interface Variable {
  name: string;
  options: readonly string[];
  /** Set even if the option is not given. */
  otherwise?: string;
}

/** https://github.com/aws/amazon-vpc-cni-k8s#cni-configuration-variables, with the defaults of @pulumi/eks. */
const VARIABLES: readonly Variable[] = [
  { name: "AWS_VPC_CNI_NODE_PORT_SUPPORT", options: ["nodePortSupport"] },
  {
    name: "AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG",
    options: ["cniCustomNetworkCfg", "customNetworkConfig"],
    otherwise: "false",
  },
  { name: "WARM_ENI_TARGET", options: ["warmEniTarget"], otherwise: "1" },
  { name: "WARM_IP_TARGET", options: ["warmIpTarget"] },
  { name: "WARM_PREFIX_TARGET", options: ["warmPrefixTarget"] },
  { name: "ENABLE_PREFIX_DELEGATION", options: ["enablePrefixDelegation"] },
  { name: "AWS_VPC_K8S_CNI_LOGLEVEL", options: ["logLevel"], otherwise: "DEBUG" },
  {
    name: "AWS_VPC_K8S_CNI_LOG_FILE",
    options: ["logFile"],
    otherwise: "/host/var/log/aws-routed-eni/ipamd.log",
  },
  { name: "AWS_VPC_K8S_CNI_VETHPREFIX", options: ["vethPrefix"], otherwise: "eni" },
  { name: "AWS_VPC_ENI_MTU", options: ["eniMtu"], otherwise: "9001" },
  { name: "ENI_CONFIG_LABEL_DEF", options: ["eniConfigLabelDef"] },
  { name: "AWS_VPC_K8S_PLUGIN_LOG_LEVEL", options: ["pluginLogLevel"], otherwise: "DEBUG" },
  {
    name: "AWS_VPC_K8S_PLUGIN_LOG_FILE",
    options: ["pluginLogFile"],
    otherwise: "/var/log/aws-routed-eni/plugin.log",
  },
  { name: "ENABLE_POD_ENI", options: ["enablePodEni"], otherwise: "false" },
  { name: "AWS_VPC_K8S_CNI_CONFIGURE_RPFILTER", options: ["cniConfigureRpfilter"] },
  { name: "AWS_VPC_K8S_CNI_EXTERNALSNAT", options: ["externalSnat", "cniExternalSnat"], otherwise: "false" },
];

const INIT_VARIABLES: readonly Variable[] = [
  { name: "DISABLE_TCP_EARLY_DEMUX", options: ["disableTcpEarlyDemux"], otherwise: "false" },
];

const KNOWN = [
  "enableNetworkPolicy",
  "configurationValues",
  ...[...VARIABLES, ...INIT_VARIABLES].flatMap(({ options }) => options),
];

/** The options of the VPC CNI that are not implemented. */
export function unknownCniOptions(settings: object): string[] {
  return Object.keys(settings).filter((key) => !KNOWN.includes(key));
}

/** The add-on's configuration values: those given, over the environment that the options stand for. */
export function cniConfiguration(settings: CniSettings): Output<object> {
  return all([
    environment(VARIABLES, settings),
    environment(INIT_VARIABLES, settings),
    settings.enableNetworkPolicy,
    settings.configurationValues,
  ]).apply(([env, initEnv, enableNetworkPolicy, values = {}]) => {
    const given = values as { env?: object; init?: { env?: object } };
    return {
      ...(enableNetworkPolicy === undefined ? {} : { enableNetworkPolicy: String(enableNetworkPolicy) }),
      ...given,
      env: { ...env, ...given.env },
      init: { ...given.init, env: { ...initEnv, ...given.init?.env } },
    };
  });
}

function environment(variables: readonly Variable[], settings: CniSettings): Output<Record<string, string>> {
  const values = variables.map(({ options }) =>
    output(options.map((option) => settings[option]).find((value) => value !== undefined && value !== false)),
  );
  return all(values).apply((known) =>
    Object.fromEntries(
      variables.flatMap(({ name, otherwise }, index) => {
        const value = known[index] === undefined ? otherwise : String(known[index]);
        return value === undefined ? [] : [[name, value]];
      }),
    ),
  );
}
