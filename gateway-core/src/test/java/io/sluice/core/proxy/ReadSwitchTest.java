package io.sluice.core.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

class ReadSwitchTest {
    private final EmbeddedChannel socket = new EmbeddedChannel();
    private final ReadSwitch reads = new ReadSwitch(socket);

    private boolean on() {
        return socket.config().isAutoRead();
    }

    @Test
    void pausesAtOnceWhenNothingIsHandedOut() {
        reads.pauseReading();
        assertThat(on()).isFalse();
        reads.resumeReading();
        assertThat(on()).isTrue();
    }

    @Test
    void pausesBehindWhatIsHandedOut() {
        reads.handOut();
        assertThat(reads.isHandingOut()).isTrue();
        reads.pauseReading();
        assertThat(on()).isTrue();
        reads.handedOut();
        assertThat(reads.isHandingOut()).isFalse();
        assertThat(on()).isFalse();
    }

    @Test
    void forgetsAPauseThatIsOverBeforeThat() {
        reads.handOut();
        reads.pauseReading();
        reads.resumeReading();
        reads.handedOut();
        assertThat(on()).isTrue();
    }

    @Test
    void doesNotReadOnBehindTheEnd() {
        reads.pauseReading();
        reads.end();
        reads.resumeReading();
        assertThat(on()).isFalse();
    }
}
