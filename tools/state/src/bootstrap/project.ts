/** The Pulumi project of a backend's own resources; its stacks are named after the environments. No folder has its program. */
export const PROJECT = "strata-bootstrap";
