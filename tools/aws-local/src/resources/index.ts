import { type Descriptors } from "../model/descriptor.ts";
import { ec2 } from "./ec2.ts";

/** Every resource type that the embedded AWS knows, by Pulumi's type token. */
export const descriptors: Descriptors = { ...ec2 };
