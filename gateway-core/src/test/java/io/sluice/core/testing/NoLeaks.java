package io.sluice.core.testing;

import io.netty.util.LeakPresenceDetector;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Duration;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails each test of the class that leaves a buffer behind. Everything the test opened must be closed in the test or in an {@code AfterEach}. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NoLeaks.Check.class)
public @interface NoLeaks {
    /** The check itself. */
    final class Check implements AfterEachCallback {
        @Override
        public void afterEach(ExtensionContext context) {
            Await.until(Duration.ofSeconds(5), Check::nothingLeaks);
            LeakPresenceDetector.check();
        }

        private static boolean nothingLeaks() {
            try {
                LeakPresenceDetector.check();
                return true;
            } catch (IllegalStateException leak) {
                return false;
            }
        }
    }
}
