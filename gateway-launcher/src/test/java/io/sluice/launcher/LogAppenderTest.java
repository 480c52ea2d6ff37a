package io.sluice.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LogAppenderTest {
    private final LoggerContext context = new LoggerContext();
    private final Logger logger = context.getLogger("test");
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @Test
    void writesEachEventAsALine() {
        LogAppender appender = appender(new PrintStream(written), 16);

        appender.doAppend(event(Level.INFO, "one {}", 1));
        appender.doAppend(event(Level.ERROR, "two {}", 2));
        appender.stop();

        assertThat(lines()).containsExactly("INFO one 1", "ERROR two 2");
    }

    @Test
    void tellsTheTextOfTheMomentOfTheEvent() {
        StringBuilder changing = new StringBuilder("before");
        LogAppender appender = appender(new PrintStream(written), 16);

        appender.doAppend(event(Level.INFO, "{}", changing));
        changing.replace(0, changing.length(), "after");
        appender.stop();

        assertThat(lines()).containsExactly("INFO before");
    }

    @Test
    void keepsTheLastRoomForWarnings() throws InterruptedException {
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        LogAppender appender = appender(new PrintStream(stalled(writing, go)), 16);
        appender.doAppend(event(Level.INFO, "{}", "first"));
        writing.await();

        for (int i = 1; i <= 20; i++) {
            appender.doAppend(event(Level.INFO, "small {}", i));
        }
        appender.doAppend(event(Level.WARN, "{}", "large"));
        go.countDown();
        appender.stop();

        assertThat(lines()).contains("INFO small 14", "WARN large").doesNotContain("INFO small 15");
    }

    @Test
    void writesNothingOnceStopped() {
        LogAppender appender = appender(new PrintStream(written), 16);
        appender.stop();

        appender.doAppend(event(Level.ERROR, "{}", "late"));
        appender.stop();

        assertThat(lines()).isEmpty();
    }

    private String[] lines() {
        return written.toString(StandardCharsets.UTF_8).lines().toArray(String[]::new);
    }

    private LogAppender appender(PrintStream out, int capacity) {
        context.setMDCAdapter(new LogbackMDCAdapter());
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%level %msg%n");
        encoder.start();
        LogAppender appender = new LogAppender(encoder, out, capacity);
        appender.setContext(context);
        appender.start();
        return appender;
    }

    private ILoggingEvent event(Level level, String message, Object argument) {
        return new LoggingEvent(getClass().getName(), logger, level, message, null, new Object[] {argument});
    }

    private OutputStream stalled(CountDownLatch writing, CountDownLatch go) {
        return new OutputStream() {
            @Override
            public void write(int b) {
                written.write(b);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                writing.countDown();
                try {
                    go.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                written.write(bytes, offset, length);
            }
        };
    }
}
