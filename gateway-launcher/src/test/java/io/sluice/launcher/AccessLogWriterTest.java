package io.sluice.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.core.observe.AccessRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class AccessLogWriterTest {
    @Test
    void writesEveryFieldOfARequestThatWasStopped() throws IOException {
        AccessRecord stopped = new AccessRecord(
                1_790_000_000_007L,
                "r-1",
                "192.0.2.7",
                4711,
                "GET",
                "https",
                "shop.example",
                "/orders",
                "page=2&token=hush",
                "HTTP/1.1",
                401,
                "policy",
                "unauthenticated",
                "orders-jwt",
                "orders",
                "items[0]",
                "items",
                "10.0.0.1:80",
                2_500_000,
                1_250_000,
                12,
                345,
                1,
                "curl/8");

        JsonNode line = new ObjectMapper().readTree(written(List.of(stopped)));

        assertThat(line).isEqualTo(new ObjectMapper().readTree("""
                {"ts":"2026-09-21T14:13:20.007Z","req_id":"r-1","client_ip":"192.0.2.7","client_port":4711,"method":"GET",
                 "scheme":"https","host":"shop.example","path":"/orders","query":"page=2&token=REDACTED","proto":"HTTP/1.1",
                 "status":401,"source":"policy","reason":"unauthenticated","stopped_by":"orders-jwt","api":"orders",
                 "route":"items[0]","upstream":"items","target":"10.0.0.1:80","dur_ms":2.500,"upstream_ms":1.250,
                 "overhead_ms":1.250,"req_bytes":12,"resp_bytes":345,"attempts":1,"user_agent":"curl/8"}
                """));
    }

    @Test
    void leavesOutWhatARequestDidNotHave() throws IOException {
        String line = written(List.of(plain(1)));

        assertThat(line).doesNotContain("reason", "stopped_by", "upstream\"", "target", "user_agent");
    }

    @Test
    void writesOneLinePerRecordInOrder() throws IOException {
        List<AccessRecord> entries =
                IntStream.range(0, 1000).mapToObj(AccessLogWriterTest::plain).toList();

        List<String> lines = written(entries).lines().toList();

        assertThat(lines).hasSize(1000);
        assertThat(lines.get(999)).contains("\"req_id\":\"r-999\"");
    }

    @Test
    void dropsAndCountsWhatDoesNotFit() throws Exception {
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        AccessLogWriter log = new AccessLogWriter(stalled(writing, go), 4).start();
        log.log(plain(0));
        assertThat(writing.await(10, TimeUnit.SECONDS)).isTrue();

        for (int i = 0; i < 10; i++) {
            log.log(plain(i));
        }

        assertThat(log.overflow()).isEqualTo(6);
        go.countDown();
        log.close();
    }

    @Test
    void countsWhatTheSinkRefuses() throws IOException {
        AccessLogWriter log = new AccessLogWriter(
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("no space left on device");
                    }
                },
                16);
        log.log(plain(1));
        log.log(plain(2));
        log.start().close();

        assertThat(log.unwritten()).isEqualTo(2);
    }

    private static String written(List<AccessRecord> entries) throws IOException {
        ByteArrayOutputStream sink = new ByteArrayOutputStream();
        AccessLogWriter log = new AccessLogWriter(sink, 2048).start();
        entries.forEach(log::log);
        log.close();
        return sink.toString(StandardCharsets.UTF_8);
    }

    private static OutputStream stalled(CountDownLatch writing, CountDownLatch go) {
        return new OutputStream() {
            @Override
            public void write(int b) {}

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                writing.countDown();
                try {
                    go.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
        };
    }

    private static AccessRecord plain(int i) {
        return new AccessRecord(
                1_790_000_000_000L + i,
                "r-" + i,
                "127.0.0.1",
                1,
                "GET",
                "http",
                "localhost",
                "/",
                "",
                "HTTP/1.1",
                404,
                "gateway",
                null,
                null,
                "_unmatched",
                null,
                null,
                null,
                10,
                0,
                0,
                0,
                0,
                null);
    }
}
