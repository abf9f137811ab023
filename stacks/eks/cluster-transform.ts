import type { ResourceTransform } from "@pulumi/pulumi";

const CLUSTER = "aws:eks/cluster:Cluster";
const ASSOCIATION = "aws:eks/accessPolicyAssociation:AccessPolicyAssociation";

/**
 * Changes what eks.Cluster gives its children where it has no option for it. The engine runs it for every child, though
 * the component is remote.
 *
 * Whoever creates the cluster gets no rights in it: the component always grants them
 * (https://github.com/pulumi/pulumi-eks/blob/v4.3.0/nodejs/eks/cluster/cluster.ts), to whatever role deploys. The component
 * also ignores changes of that setting, and that stays: AWS reads it only when a cluster is created, so that for one that
 * exists the change would be a replacement.
 *
 * An access policy's association with another scope is deleted before it is made anew: to AWS it is the same, so that the
 * deletion that comes last would take away what was just granted.
 * https://docs.aws.amazon.com/eks/latest/APIReference/API_DisassociateAccessPolicy.html
 */
export const hardenClusterChildren: ResourceTransform = ({ type, props, opts }) => {
  if (type === CLUSTER) {
    const accessConfig = props["accessConfig"] as Record<string, unknown> | undefined;
    return {
      props: {
        ...props,
        accessConfig: { ...accessConfig, bootstrapClusterCreatorAdminPermissions: false },
      },
      opts,
    };
  }
  if (type === ASSOCIATION) return { props, opts: { ...opts, deleteBeforeReplace: true } };
  return undefined;
};
