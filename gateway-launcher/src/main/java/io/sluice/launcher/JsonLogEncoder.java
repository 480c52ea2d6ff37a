package io.sluice.launcher;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import org.jspecify.annotations.Nullable;

/** An event of the runtime log as one line of JSON, with the arguments in the message, where a search finds them. Threading: for one thread at a time. */
final class JsonLogEncoder extends EncoderBase<ILoggingEvent> {
    private static final byte[] NOTHING = {};

    private final Timestamp timestamp = new Timestamp();

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        return new JsonWriter()
                .beginObject()
                .field("ts", timestamp.of(event.getTimeStamp()))
                .field("level", event.getLevel().toString())
                .field("logger", event.getLoggerName())
                .field("thread", event.getThreadName())
                .field("message", event.getFormattedMessage())
                .field("error", trace(event.getThrowableProxy()))
                .endObject()
                .newLine()
                .toByteArray();
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }

    private static @Nullable String trace(@Nullable IThrowableProxy thrown) {
        return thrown == null ? null : ThrowableProxyUtil.asString(thrown);
    }
}
