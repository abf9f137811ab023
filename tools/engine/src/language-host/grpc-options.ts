/** Both ends are processes of one machine, and messages hold whole resources: no limit on their size. */
export const GRPC_OPTIONS = { "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 };
