package io.sluice.core.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.sluice.core.testing.Await;
import io.sluice.core.testing.NoLeaks;
import io.sluice.core.testing.TestEngine;
import io.sluice.core.testing.TestOrigin;
import io.sluice.core.testing.TestSettings;
import io.sluice.core.testing.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@NoLeaks
class SmallCopyTest {
    private static ByteBuf read(int bytes) {
        return PooledByteBufAllocator.DEFAULT
                .directBuffer(ReadRing.BUFFER_BYTES)
                .writeBytes(new byte[bytes]);
    }

    @Test
    void fewBytesLeaveALargeBuffer() {
        ByteBuf large = read(10);
        ByteBuf small = SmallCopy.of(large);
        assertThat(small).isNotSameAs(large);
        assertThat(small.capacity()).isEqualTo(10);
        assertThat(small.readableBytes()).isEqualTo(10);
        assertThat(large.refCnt()).isZero();
        small.release();
    }

    @Test
    void aSliceLeavesTheBufferThatItIsOf() {
        ByteBuf large = read(100);
        ByteBuf small = SmallCopy.of(large.readRetainedSlice(50));
        large.release();
        assertThat(large.refCnt()).isZero();
        assertThat(small.readableBytes()).isEqualTo(50);
        small.release();
    }

    @Test
    void muchStaysWhereItIs() {
        ByteBuf large = read(ReadRing.BUFFER_BYTES / 2);
        assertThat(SmallCopy.of(large)).isSameAs(large);
        large.release();
    }

    @Test
    void clientsThatSendHalfAHeadHoldLittleMemory() {
        int clients = 600;
        try (TestOrigin origin = new TestOrigin(TestOrigin.HELLO);
                TestEngine gateway = new TestEngine(
                                TestSettings.patient(Duration.ofSeconds(20)).threads(1))
                        .serve(origin.port())) {
            gateway.get("/");
            long before = PooledByteBufAllocator.DEFAULT.pinnedDirectMemory();
            List<Wire> open = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                open.add(gateway.connect().send("GET / HTTP/1.1\r\nHost"));
            }
            Await.that(
                    "all are there",
                    () -> gateway.metrics().listener("http:0").accepted().sum() > clients);
            assertThat(gateway.get("/").status()).isEqualTo(200); // behind what they sent
            long held = PooledByteBufAllocator.DEFAULT.pinnedDirectMemory() - before;
            long ring = 64L * ReadRing.BUFFER_BYTES;
            assertThat(held).isLessThan(ring + clients * 1024L).isLessThan(clients * (long) ReadRing.BUFFER_BYTES / 4);
            open.forEach(
                    wire -> assertThat(wire.send(": a\r\n\r\n").read().status()).isEqualTo(200));
            open.forEach(Wire::close);
        }
    }
}
