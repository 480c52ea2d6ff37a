package io.sluice.launcher.generations;

import io.sluice.config.ConfigInput;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the last generations were made from: those of this process in memory, all in the state directory if there is one.
 *
 * <p>Threading: for one thread at a time.
 */
public final class KeptInputs {
    private static final Logger LOG = LoggerFactory.getLogger(KeptInputs.class);

    private final int most;
    private final @Nullable StateDirectory state;
    private final TreeMap<Long, ConfigInput> inputs = new TreeMap<>();

    /** @param most how many generations are kept */
    public KeptInputs(int most, @Nullable StateDirectory state) {
        this.most = most;
        this.state = state;
    }

    /** Keeps {@code input}; where that is not possible, it is logged and the gateway goes on. */
    public void add(Attempt attempt, ConfigInput input) {
        boolean known = state != null && isStored(state, attempt);
        inputs.put(attempt.generation(), input);
        if (inputs.size() > most) {
            inputs.pollFirstEntry();
        }
        if (state == null || known) {
            return;
        }
        try {
            state.add(new StoredGeneration(attempt, input), most);
        } catch (IOException e) {
            LOG.error(
                    "generation {} could not be kept in {}; a restart with broken files would not serve it",
                    attempt.generation(),
                    state,
                    e);
        }
    }

    public Optional<ConfigInput> find(long number) {
        ConfigInput inMemory = inputs.get(number);
        if (inMemory != null || state == null) {
            return Optional.ofNullable(inMemory);
        }
        return state.read(number).map(StoredGeneration::input);
    }

    /** The newest generation before {@code number} that can be found. */
    public Optional<Long> before(long number) {
        return numbers().stream()
                .filter(other -> other < number && find(other).isPresent())
                .max(Comparator.naturalOrder());
    }

    /** What earlier processes have left, newest first. */
    public List<StoredGeneration> stored() {
        try {
            return state == null ? List.of() : state.all();
        } catch (IOException e) {
            LOG.error("{} cannot be read", state, e);
            return List.of();
        }
    }

    private Set<Long> numbers() {
        Set<Long> all = new TreeSet<>(inputs.keySet());
        try {
            if (state != null) {
                all.addAll(state.numbers());
            }
        } catch (IOException e) {
            LOG.error("{} cannot be read", state, e);
        }
        return all;
    }

    /** A restart with the same files makes the same generation once more. */
    private static boolean isStored(StateDirectory state, Attempt attempt) {
        return state.read(attempt.generation())
                .filter(stored -> stored.attempt().hash().equals(attempt.hash()))
                .isPresent();
    }
}
