package io.sluice.core.expression;

/**
 * A function that expressions can call.
 *
 * @param name as it stands in messages
 * @param fewest arguments it takes
 * @param most arguments it takes, at most 2
 */
record Function(String name, int fewest, int most, Operation operation) {
    Function(String name, int arguments, Operation operation) {
        this(name, arguments, arguments, operation);
    }

    boolean takes(int count) {
        return count >= fewest && count <= most;
    }

    /** Such as {@code 2 arguments}. */
    String arity() {
        String range = fewest == most ? Integer.toString(most) : fewest + " or " + most;
        return range + (most == 1 ? " argument" : " arguments");
    }
}
