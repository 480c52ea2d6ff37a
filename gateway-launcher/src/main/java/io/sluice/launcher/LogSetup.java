package io.sluice.launcher;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.encoder.Encoder;
import io.sluice.config.ProcessSettings;
import org.slf4j.LoggerFactory;

/**
 * The runtime log: to standard error, through a queue that drops what does not fit, because an event loop must never wait for a log.
 *
 * <p>Threading: called by the thread that starts and stops the process.
 */
final class LogSetup {
    /** Written by a policy with words of clients in it; the policy keeps each to one line. */
    private static final String MESSAGE_LOG = "message-log";

    private static final String PATTERN = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger{0} - ";
    private static final int QUEUE = 8192;

    private LogSetup() {}

    static void apply(ProcessSettings.Log settings) {
        apply(
                context(),
                settings.format() == ProcessSettings.Format.JSON,
                RuntimeLogLevel.of(settings).standard());
    }

    /** @param json one JSON object per line instead of text */
    static void apply(LoggerContext context, boolean json, Level level) {
        context.reset();
        context.setPackagingDataEnabled(false);
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(level);
        root.addAppender(queued(context, json ? json(context) : text(context, "%msg%n%ex")));
        if (!json) {
            Logger messages = context.getLogger(MESSAGE_LOG);
            messages.setAdditive(false);
            messages.addAppender(queued(context, text(context, "%msg%n")));
        }
    }

    /** From now on lines below {@code level} are not written. */
    static void level(Level level) {
        context().getLogger(Logger.ROOT_LOGGER_NAME).setLevel(level);
    }

    /** Writes what is queued, then stops logging. */
    static void close() {
        context().stop();
    }

    private static LoggerContext context() {
        return (LoggerContext) LoggerFactory.getILoggerFactory();
    }

    private static Encoder<ILoggingEvent> json(LoggerContext context) {
        JsonLogEncoder encoder = new JsonLogEncoder();
        encoder.setContext(context);
        encoder.start();
        return encoder;
    }

    private static Encoder<ILoggingEvent> text(LoggerContext context, String message) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(PATTERN + message);
        encoder.start();
        return encoder;
    }

    private static Appender<ILoggingEvent> queued(LoggerContext context, Encoder<ILoggingEvent> encoder) {
        LogAppender appender = new LogAppender(encoder, System.err, QUEUE);
        appender.setContext(context);
        appender.addFilter(new ExplanationFilter());
        appender.start();
        return appender;
    }
}
