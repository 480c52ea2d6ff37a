package io.sluice.policies;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * One {@link Quota} per key, never more than a fixed number of them.
 *
 * <p>Every new key pays for looking at a few old ones, so that no request waits for a sweep of all: what has elapsed is dropped, and if that was not
 * enough, the one that has waited longest in the line.
 *
 * <p>Threading: shared by all loops.
 */
final class Quotas {
    private static final int LOOKED_AT = 4;
    private static final int LONGEST_KEY = 128;

    private final RateLimits limits;
    private final int maximumKeys;
    private final ConcurrentHashMap<String, Quota> byKey = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Quota> line = new ConcurrentLinkedQueue<>();

    Quotas(RateLimits limits, int maximumKeys) {
        this.limits = limits;
        this.maximumKeys = maximumKeys;
    }

    /** The quota of {@code selected}; a long key is represented by its digest, so that it costs no more memory than a short one. */
    Quota of(String selected, long now) {
        String key = bounded(selected);
        Quota known = byKey.get(key);
        return known != null ? known : add(key, now);
    }

    /** Forgets a quota that is retired, so that its key gets a new one. */
    void forget(Quota retired) {
        byKey.remove(retired.key(), retired);
    }

    int size() {
        return byKey.size();
    }

    private Quota add(String key, long now) {
        Quota fresh = new Quota(key, limits);
        Quota earlier = byKey.putIfAbsent(key, fresh);
        if (earlier != null) {
            return earlier;
        }
        makeRoom(now);
        line.add(fresh);
        return fresh;
    }

    private void makeRoom(long now) {
        Quota oldest = null;
        for (int i = 0; i < LOOKED_AT; i++) {
            Quota next = line.poll();
            if (next == null) {
                break;
            }
            if (next.retireIfElapsed(now)) {
                forget(next);
            } else if (oldest == null) {
                oldest = next;
            } else {
                line.add(next);
            }
        }
        if (oldest != null) {
            keepIfThereIsRoom(oldest);
        }
    }

    private void keepIfThereIsRoom(Quota oldest) {
        if (byKey.mappingCount() <= maximumKeys) {
            line.add(oldest);
            return;
        }
        oldest.retire();
        forget(oldest);
    }

    private static String bounded(String key) {
        return key.length() <= LONGEST_KEY ? key : digest(key);
    }

    private static String digest(String key) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return Base64.getEncoder().encodeToString(sha256.digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
