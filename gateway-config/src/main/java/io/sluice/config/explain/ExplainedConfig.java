package io.sluice.config.explain;

import io.sluice.config.LoadResult;
import io.sluice.config.Problems;
import io.sluice.core.runtime.EngineSettings;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Explains requests to a configuration, each as if it was the first: what one explanation made policies count does not matter to the next. Nothing is
 * called and nothing is served; the policies are objects of their own.
 *
 * <p>Threading: for one thread at a time; it reads files and may block.
 */
public final class ExplainedConfig implements AutoCloseable {
    /** Set in the context of the log while policies run, so that a log can tell their lines from those about real requests. */
    public static final String LOG_CONTEXT = "explanation";

    private final Supplier<LoadResult> load;
    private final EngineSettings settings;
    private final Set<String> spent = new HashSet<>();
    private LoadResult.@Nullable Loaded loaded;

    /**
     * @param load loads the configuration anew, with policies that no other load has
     * @param settings those that the gateway has, or would have
     */
    public ExplainedConfig(Supplier<LoadResult> load, EngineSettings settings) {
        this.load = load;
        this.settings = settings;
    }

    /** What came of a question. */
    public sealed interface Outcome {}

    public record Explained(Explanation explanation) implements Outcome {}

    /** There is no configuration to explain. */
    public record Invalid(Problems problems) implements Outcome {}

    /** @throws IllegalArgumentException if no client could ask for the URL */
    public Outcome explain(Question question) {
        LoadResult.Loaded current = loaded;
        if (current == null) {
            LoadResult result = load.get();
            if (result instanceof LoadResult.Rejected rejected) {
                return new Invalid(rejected.problems());
            }
            current = (LoadResult.Loaded) result;
            loaded = current;
        }
        Explainer explainer = new Explainer(current.snapshot(), current.effective(), settings);
        String api = explainer.api(question);
        if (api != null && !spent.add(api)) {
            close();
            return explain(question);
        }
        return new Explained(quietly(() -> explainer.explain(question)));
    }

    @Override
    public void close() {
        if (loaded != null) {
            loaded.discard();
        }
        loaded = null;
        spent.clear();
    }

    private static Explanation quietly(Supplier<Explanation> explaining) {
        MDC.put(LOG_CONTEXT, "true");
        try {
            return explaining.get();
        } finally {
            MDC.remove(LOG_CONTEXT);
        }
    }
}
