import { descriptors } from "./index.ts";

/** Whether a type, such as `aws:ec2/vpc:Vpc`, is described and tested here. Of others only the declarations are known. */
export function isTestedType(token: string): boolean {
  return Object.hasOwn(descriptors, token);
}
