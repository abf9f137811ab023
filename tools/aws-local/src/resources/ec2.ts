import { type Descriptors } from "../model/descriptor.ts";

export const ec2: Descriptors = {
  "aws:ec2/vpc:Vpc": {
    id: ({ hex }) => `vpc-0${hex(16)}`,
  },
  "aws:ec2/subnet:Subnet": {
    id: ({ hex }) => `subnet-0${hex(16)}`,
  },
};
