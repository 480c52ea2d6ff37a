package io.sluice.launcher;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import io.sluice.config.explain.ExplainedConfig;

/** Keeps out of the log what policies say while a request is explained: it is about a request that nobody sent. */
final class ExplanationFilter extends Filter<ILoggingEvent> {
    @Override
    public FilterReply decide(ILoggingEvent event) {
        return event.getMDCPropertyMap().containsKey(ExplainedConfig.LOG_CONTEXT)
                ? FilterReply.DENY
                : FilterReply.NEUTRAL;
    }
}
