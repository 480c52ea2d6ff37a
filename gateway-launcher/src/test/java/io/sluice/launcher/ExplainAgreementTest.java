package io.sluice.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.ConfigLoader;
import io.sluice.config.explain.ExplainedConfig;
import io.sluice.config.explain.Explanation;
import io.sluice.config.explain.Field;
import io.sluice.config.testing.TestGateway;
import io.sluice.core.observe.AccessRecord;
import io.sluice.core.observe.Metrics;
import io.sluice.core.testing.Await;
import io.sluice.core.testing.NoLeaks;
import io.sluice.core.testing.TestOrigin;
import io.sluice.core.testing.Wire;
import io.sluice.policies.BuiltInPolicies;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is explained is what happens: the same generated requests are asked of both. */
@NoLeaks
@Timeout(300)
class ExplainAgreementTest {
    private static final int FOLDERS = 52;
    private static final int REQUESTS = 40;
    private static final long SEED = 20_260_118;

    /** What belongs to one connection, or differs from one request to the next. */
    private static final Set<String> UNCOMPARED =
            Set.of("connection", "content-length", "transfer-encoding", "x-request-id");

    @TempDir
    Path folder;

    private final String jwtKey = Long.toHexString(new Random().nextLong()).repeat(4) + "0".repeat(32);

    @Test
    void foretellsWhatTheDataPlaneDoes() {
        Tally tally = new Tally();
        try (TestOrigin origin = new TestOrigin(
                        TestOrigin.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-Origin: yes\r\n\r\nok"));
                TestGateway gateway =
                        new TestGateway(folder, BuiltInPolicies.all(), TestGateway.manifest(origin.port(), "[]"))) {
            for (int i = 0; i < FOLDERS; i++) {
                compareFolder(SEED + i, gateway, origin, tally);
            }
        }
        assertThat(tally.requests).isEqualTo(FOLDERS * REQUESTS);
        assertThat(tally.statuses).contains(200, 400, 401, 403, 404, 405);
        assertThat(tally.forwarded).isGreaterThan(tally.requests / 5);
    }

    private void compareFolder(long seed, TestGateway gateway, TestOrigin origin, Tally tally) {
        Random random = new Random(seed);
        GeneratedFolder manifest = GeneratedFolder.of(random, origin.port(), jwtKey);
        gateway.reload(manifest.toString());
        ConfigLoader loader = new ConfigLoader(
                BuiltInPolicies.all(), new Metrics(), gateway.folder().settings(), name -> null);
        try (ExplainedConfig explained = new ExplainedConfig(
                () -> loader.load(folder), gateway.folder().settings().engine())) {
            for (int i = 0; i < REQUESTS; i++) {
                GeneratedRequest request =
                        GeneratedRequest.of(random, manifest.basePaths(), seed + "-" + i, this::token);
                var outcome = (ExplainedConfig.Explained) explained.explain(request.question(gateway.port()));
                Happened happened = send(request, gateway, origin);
                assertThat(Foretold.happened(happened))
                        .as(() -> "seed " + seed + ", request " + request.bytes() + "\n"
                                + ExplainTree.of(
                                        outcome.explanation(), Terminal.system().ansi()) + "\n" + manifest)
                        .isEqualTo(Foretold.of(outcome.explanation(), happened));
                tally.count(happened);
            }
        }
    }

    private static Happened send(GeneratedRequest request, TestGateway gateway, TestOrigin origin) {
        int before = gateway.accessRecords().size();
        Wire.Message answer;
        try (Wire wire = gateway.connect()) {
            answer = wire.send(request.bytes()).read(false);
        }
        Await.that("the access record", () -> gateway.accessRecords().size() > before);
        AccessRecord record = gateway.accessRecords().get(before);
        return new Happened(record, answer, record.attempts() > 0 ? origin.takeRequest() : null);
    }

    private record Happened(AccessRecord record, Wire.Message answer, Wire.@Nullable Message forwarded) {}

    /** All that is compared, in words, so that a difference can be read. */
    private record Foretold(
            String api,
            @Nullable String route,
            int status,
            @Nullable String reason,
            @Nullable String stoppedBy,
            @Nullable String forwarded,
            Set<String> forwardedHeaders,
            Set<String> answerHeaders) {
        static Foretold happened(Happened happened) {
            AccessRecord record = happened.record;
            Wire.Message forwarded = happened.forwarded;
            return new Foretold(
                    record.api(),
                    record.route(),
                    record.status(),
                    record.reason(),
                    record.stoppedBy(),
                    forwarded == null ? null : forwarded.startLine(),
                    forwarded == null ? Set.of() : compared(fields(forwarded)),
                    compared(fields(happened.answer).stream()
                            .filter(field -> !field.name().equalsIgnoreCase("x-origin"))
                            .toList()));
        }

        static Foretold of(Explanation explanation, Happened happened) {
            Explanation.Match match = explanation.match();
            Explanation.Answer answer = Objects.requireNonNull(explanation.answer());
            Explanation.Forwarding forwarding = explanation.forwarding();
            return new Foretold(
                    match == null ? "_unmatched" : match.api(),
                    match == null ? null : match.route(),
                    answer.status(),
                    answer.error() == null ? null : answer.error().code(),
                    answer.stoppedBy(),
                    forwarding == null ? null : startLine(explanation, happened),
                    forwarding == null ? Set.of() : compared(forwarding.headers()),
                    compared(answer.headers()));
        }

        /** That of the destination that was chosen, if it is one that was foretold. */
        private static String startLine(Explanation explanation, Happened happened) {
            List<String> lines = explanation.upstreamUrls().stream()
                    .map(url ->
                            explanation.request().method() + ' ' + url.replaceFirst("^http://[^/*]*", "") + " HTTP/1.1")
                    .toList();
            String was = happened.forwarded == null ? "" : happened.forwarded.startLine();
            return lines.contains(was) ? was : lines.get(0);
        }

        private static List<Field> fields(Wire.Message message) {
            List<Field> fields = new ArrayList<>();
            for (String line : message.head().split("\r\n")) {
                int colon = line.indexOf(": ");
                if (colon > 0) {
                    fields.add(new Field(line.substring(0, colon), line.substring(colon + 2)));
                }
            }
            return fields;
        }

        private static Set<String> compared(List<Field> fields) {
            Set<String> compared = new TreeSet<>();
            for (Field field : fields) {
                String name = field.name().toLowerCase(Locale.ROOT);
                if (!UNCOMPARED.contains(name)) {
                    compared.add(name + ": " + (name.equals("authorization") ? "***" : field.value()));
                }
            }
            return compared;
        }
    }

    private static final class Tally {
        private final Set<Integer> statuses = new TreeSet<>();
        private int requests;
        private int forwarded;

        void count(Happened happened) {
            requests++;
            statuses.add(happened.record.status());
            forwarded += happened.forwarded == null ? 0 : 1;
        }
    }

    private String token() {
        String signed = Stream.of("{\"alg\":\"HS256\"}", "{\"sub\":\"sam\"}")
                .map(part -> base64(part.getBytes(StandardCharsets.US_ASCII)))
                .reduce((header, claims) -> header + '.' + claims)
                .orElseThrow();
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(jwtKey.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
            return signed + '.' + base64(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
