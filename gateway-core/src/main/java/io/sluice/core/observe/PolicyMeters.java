package io.sluice.core.observe;

import java.util.concurrent.atomic.LongAdder;

/** Decisions of one policy binding. Threading: safe from any thread. */
public final class PolicyMeters {
    private final String binding;
    private final String type;
    private final LongAdder allowed = new LongAdder();
    private final LongAdder rejected = new LongAdder();
    private final LongAdder skipped = new LongAdder();
    private final LongAdder failed = new LongAdder();

    PolicyMeters(String binding, String type) {
        this.binding = binding;
        this.type = type;
    }

    public String binding() {
        return binding;
    }

    public String type() {
        return type;
    }

    public LongAdder allowed() {
        return allowed;
    }

    public LongAdder rejected() {
        return rejected;
    }

    /** Requests to which none of the binding's rules applied. */
    public LongAdder skipped() {
        return skipped;
    }

    /** Requests refused because the policy could not decide or broke. */
    public LongAdder failed() {
        return failed;
    }
}
