package io.sluice.config.diff;

/** {@link RuleCover} for paths: equal expressions, and those that are a plain beginning with anything behind it. */
final class PathCover {
    private static final String SPECIAL = ".*+?[](){}|\\^$";
    private static final String ANY = ".*";

    private PathCover() {}

    static boolean covers(String wide, String narrow) {
        String general = withoutGroups(wide);
        if (general.equals(withoutGroups(narrow)) || general.equals(ANY) || general.equals("/.*")) {
            return true;
        }
        if (!general.endsWith(ANY) || narrow.contains("|")) {
            return false;
        }
        String beginning = general.substring(0, general.length() - ANY.length());
        return plain(beginning).equals(beginning)
                && plain(withoutGroups(narrow)).startsWith(beginning);
    }

    /** {@code expression} without the parentheses of groups that only capture. */
    private static String withoutGroups(String expression) {
        boolean capturing = !expression.contains("|")
                && !expression.contains("\\")
                && !expression.contains("[")
                && !expression.contains("(?")
                && !expression.matches(".*\\)[*+?{].*");
        return capturing ? expression.replace("(", "").replace(")", "") : expression;
    }

    /** What every path that matches begins with. */
    private static String plain(String expression) {
        int end = 0;
        while (end < expression.length() && SPECIAL.indexOf(expression.charAt(end)) < 0) {
            end++;
        }
        boolean repeated = end < expression.length() && "*?{".indexOf(expression.charAt(end)) >= 0;
        return expression.substring(0, repeated && end > 0 ? end - 1 : end);
    }
}
