package io.sluice.config;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The outputs of a logging {@code Configuration}: each has a name and a type, and those that logs are sent to exist. */
final class LoggingCheck {
    private final Findings findings;
    private final RecordBinder binder;

    LoggingCheck(Findings findings, RecordBinder binder) {
        this.findings = findings;
        this.binder = binder;
    }

    void check(LoggingSpec logging) {
        Set<String> names = names(logging);
        Stream.of(logging.runtimeLogs().outputs(), logging.accessLogs().outputs())
                .flatMap(List::stream)
                .filter(output -> !names.contains(output.text()))
                .forEach(output -> findings.add(
                        Problem.of(ProblemCode.DANGLING_REFERENCE, output, "there is no output `" + output.text() + '`')
                                .suggesting(Spelling.closest(output.text(), names))));
    }

    private Set<String> names(LoggingSpec logging) {
        Set<String> names = new HashSet<>();
        if (logging.outputs().orElse(null) instanceof Node.Sequence outputs) {
            for (Node written : outputs.items()) {
                LoggingSpec.Output output = binder.bind(LoggingSpec.Output.class, written);
                if (output != null) {
                    names.add(output.name().text());
                }
            }
        }
        return names;
    }
}
