package io.sluice.core.testing;

import static java.util.Objects.requireNonNull;

import io.sluice.core.policy.Policy;
import org.jspecify.annotations.Nullable;

/** An engine with one loop in front of one scripted origin. Settings may be changed until it starts. */
public final class TestScene implements AutoCloseable {
    private final TestSettings settings = new TestSettings().threads(1);
    private @Nullable TestEngine engine;
    private @Nullable TestOrigin origin;

    public TestSettings settings() {
        return settings;
    }

    /** Serves one API at the root that forwards to {@code script}. */
    public TestEngine start(TestOrigin.Script script, Policy... policies) {
        TestOrigin fresh = new TestOrigin(script);
        return start(fresh, new TestEngine(settings).serve(fresh.port(), policies));
    }

    /** Takes both over, to close them in the end. */
    public TestEngine start(TestOrigin serving, TestEngine gateway) {
        close();
        origin = serving;
        engine = gateway;
        return gateway;
    }

    /** @throws NullPointerException if it has not started */
    public TestEngine engine() {
        return requireNonNull(engine);
    }

    /** @throws NullPointerException if it has not started */
    public TestOrigin origin() {
        return requireNonNull(origin);
    }

    @Override
    public void close() {
        if (engine != null) {
            engine.close();
        }
        if (origin != null) {
            origin.close();
        }
    }
}
