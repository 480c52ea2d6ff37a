package io.sluice.launcher;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The command lines of {@code run} that service managers use, read without the command line library: loading it takes a fifth of a start. Everything
 * else is left to the library, faults and help too.
 */
final class PlainRun {
    private static final String DEMO = "--demo";
    private static final String CONFIG = "--config";
    private static final String STATE = "--state";
    private static final Set<String> WITH_VALUE = Set.of(CONFIG, STATE);

    private final String[] args;
    private final Map<String, String> options = new HashMap<>();

    private PlainRun(String[] args) {
        this.args = args;
    }

    /** Null if {@code args} are anything but {@code run} with its options, each at most once and with a value where it needs one. */
    static @Nullable RunCommand of(Terminal terminal, String[] args) {
        PlainRun plain = new PlainRun(args);
        if (!plain.read()) {
            return null;
        }
        return new RunCommand(terminal, plain.path(CONFIG), plain.path(STATE), plain.options.containsKey(DEMO));
    }

    private boolean read() {
        if (!args[0].equals("run")) {
            return false;
        }
        int next = 1;
        while (next < args.length) {
            int taken = take(next);
            if (taken == 0) {
                return false;
            }
            next += taken;
        }
        return true;
    }

    /** How many arguments the option at {@code index} takes, itself included; 0 if it is not a plain one. */
    private int take(int index) {
        String name = args[index];
        if (name.equals(DEMO)) {
            return put(name, "") ? 1 : 0;
        }
        if (WITH_VALUE.contains(name)) {
            return index + 1 < args.length && put(name, args[index + 1]) ? 2 : 0;
        }
        int equals = name.indexOf('=');
        String option = equals < 0 ? "" : name.substring(0, equals);
        return WITH_VALUE.contains(option) && put(option, name.substring(equals + 1)) ? 1 : 0;
    }

    /** Values that the library would not take as they are, or an option that is given twice, are not plain. */
    private boolean put(String option, String value) {
        boolean plain = option.equals(DEMO) || (!value.isEmpty() && "-@\"'".indexOf(value.charAt(0)) < 0);
        return plain && options.put(option, value) == null;
    }

    private @Nullable Path path(String option) {
        String value = options.get(option);
        return value == null ? null : Path.of(value);
    }
}
