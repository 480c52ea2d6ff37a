package io.sluice.core.observe;

/** Where one record per finished exchange goes. Threading: called on event loops; must neither block nor throw. */
public interface AccessLog {
    /** Drops everything. */
    AccessLog OFF = new AccessLog() {
        @Override
        public boolean enabled() {
            return false;
        }

        @Override
        public void log(AccessRecord entry) {}
    };

    /** Whether it is worth making a record. */
    boolean enabled();

    void log(AccessRecord entry);
}
