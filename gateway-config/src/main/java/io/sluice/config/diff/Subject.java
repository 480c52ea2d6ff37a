package io.sluice.config.diff;

/** What a change is about, in the order in which a summary names them. */
public enum Subject {
    API("API", "APIs"),
    LISTENER("listener", "listeners"),
    ROUTE("route", "routes"),
    POLICY("policy", "policies"),
    UPSTREAM("upstream", "upstreams"),
    SETTING("setting", "settings");

    private final String one;
    private final String many;

    Subject(String one, String many) {
        this.one = one;
        this.many = many;
    }

    /** Such as {@code route}. */
    public String noun() {
        return one;
    }

    /** Such as {@code 2 routes}. */
    String count(int number) {
        return number + " " + (number == 1 ? one : many);
    }
}
