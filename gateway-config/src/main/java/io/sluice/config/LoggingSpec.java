package io.sluice.config;

import io.sluice.core.schema.Doc;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code logging} of a {@code Configuration}. */
record LoggingSpec(
        @Doc("Places that logs can go to, by name.") Optional<Node> outputs,
        @Doc("What the gateway says of itself.") RuntimeLogs runtimeLogs,
        @Doc("What message-logging policies say.") AccessLogs accessLogs) {
    record RuntimeLogs(
            @Doc("The least important lines that are written, in place of log.level of gateway.conf.")
            Optional<Level> logLevel,

            List<Node.Scalar> outputs) {}

    record AccessLogs(List<Node.Scalar> outputs) {}

    record Output(Node.Scalar name, Node.Scalar type, Map<String, Node> parameters) {}

    enum Level {
        DEBUG,
        INFO,
        WARN,
        ERROR,
        FATAL
    }
}
