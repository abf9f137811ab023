export { readStackProjects, type StackProject } from "../stacks/stack-project.ts";
export { changeSetPath } from "../run/change-set-files.ts";
export { type GraphDifference, graphDifferences } from "./graph-check.ts";
export { layersOf } from "./layers.ts";
