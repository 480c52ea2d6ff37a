package io.sluice.launcher;

/** A number of APIs in words. */
final class ApiCount {
    private ApiCount() {}

    /** Such as {@code 3 APIs}. */
    static String text(int apis) {
        return apis + (apis == 1 ? " API" : " APIs");
    }
}
