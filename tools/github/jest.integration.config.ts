import { integrationTests } from "../../jest.common.ts";

/** The workflows, run by a runner of our own against a server that answers as GitHub's does. */
export default integrationTests(import.meta.dirname);
