/**
 * The generated protocol code of @pulumi/pulumi, as values. It is CommonJS that builds its exports at run time, so
 * Node.js finds no named exports in it: each module is imported whole, and its types separately with `import type`.
 * What only some calls need is imported where it is needed: a host is started twice for every plain `pulumi preview`.
 */
export { default as languageProto } from "@pulumi/pulumi/proto/language_pb.js";
export { default as languageServices } from "@pulumi/pulumi/proto/language_grpc_pb.js";
export { default as pluginProto } from "@pulumi/pulumi/proto/plugin_pb.js";
export { default as emptyProto } from "google-protobuf/google/protobuf/empty_pb.js";
