package io.sluice.launcher.generations;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The last {@value #MOST} attempts that applied something or were refused. Threading: safe from any thread. */
public final class History {
    private static final int MOST = 50;

    private final Deque<Attempt> attempts = new ArrayDeque<>();

    public synchronized void add(Attempt attempt) {
        attempts.addFirst(attempt);
        if (attempts.size() > MOST) {
            attempts.removeLast();
        }
    }

    /** An attempt of an earlier process, which is before all others. */
    public synchronized void addOlder(Attempt attempt) {
        if (attempts.size() < MOST) {
            attempts.addLast(attempt);
        }
    }

    /** Newest first. */
    public synchronized List<Attempt> attempts() {
        return List.copyOf(attempts);
    }

    /** The attempt that made generation {@code number}, if it is remembered. */
    public Optional<Attempt> generation(long number) {
        return attempts().stream()
                .filter(attempt -> attempt.applied() && attempt.generation() == number)
                .findFirst();
    }
}
