package io.sluice.core.observe;

/** Decisions of one policy binding. Threading: safe from any thread. */
public final class PolicyMeters {
    private final String binding;
    private final String type;
    private final Ledger ledger;
    private final int first;

    PolicyMeters(String binding, String type, Ledger ledger) {
        this.binding = binding;
        this.type = type;
        this.ledger = ledger;
        first = ledger.open(this, Decision.values().length);
    }

    public String binding() {
        return binding;
    }

    public String type() {
        return type;
    }

    public void count(Decision decision) {
        ledger.add(this, first + decision.ordinal(), 1);
    }

    public long decisions(Decision decision) {
        return ledger.sum(first + decision.ordinal());
    }
}
