package io.sluice.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import org.junit.jupiter.api.Test;
import org.slf4j.spi.SLF4JServiceProvider;

class LogProviderTest {
    @Test
    void madeByItsNameItGivesLogbackReadyForUse() throws Exception {
        SLF4JServiceProvider provider = LogProvider.class.getConstructor().newInstance();
        provider.initialize();

        LoggerContext context = (LoggerContext) provider.getLoggerFactory();
        assertThat(context.isStarted()).isTrue();
        assertThat(context.getMDCAdapter()).isSameAs(provider.getMDCAdapter());
        assertThat(provider.getMarkerFactory().getMarker("one"))
                .isSameAs(provider.getMarkerFactory().getMarker("one"));
    }
}
