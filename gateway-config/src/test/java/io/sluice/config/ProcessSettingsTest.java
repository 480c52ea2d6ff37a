package io.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.runtime.Transport;
import io.sluice.core.runtime.TrustedProxies;
import io.sluice.core.schema.DataSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessSettingsTest {
    @TempDir
    Path directory;

    @Test
    void hasADefaultForEveryKey() {
        ProcessSettings defaults = ProcessSettings.defaults();

        assertThat(settings("")).isEqualTo(defaults);
        assertThat(load(directory.resolve("."))).isEqualTo(new SettingsResult.Accepted(defaults));
        assertThat(defaults.admin().host()).isEqualTo("127.0.0.1");
        assertThat(defaults.admin().port()).isEqualTo(9901);
        assertThat(defaults.engine().timeouts().upstreamResponse()).isEqualTo(Duration.ofSeconds(15));
        assertThat(defaults.accessLog().enabled()).isFalse();
        assertThat(defaults.stateDirectory()).isEmpty();
    }

    @Test
    void readsEveryGroup() {
        ProcessSettings settings = settings("""
                threads: 3
                transport: io_uring
                admin: {address: "[::1]:0"}
                timeouts: {drain: 1m}
                limits: {requestHeaders: 8KiB}
                upstreamTls: {verify: false, trustedCa: ca.pem}
                trustedProxies: {hops: 1, addresses: [10.0.0.0/8]}
                log: {format: json, level: WARN}
                accessLog: {enabled: true, path: /var/log/access.log, queue: 100}
                reload: {watch: false, quietPeriod: 1s, poll: 5s}
                requests: {preserveRequestId: true}
                serverHeader: edge
                stateDirectory: /var/lib/gateway
                """);

        assertThat(settings.engine().threads()).isEqualTo(3);
        assertThat(settings.engine().transport()).isEqualTo(Transport.IO_URING);
        assertThat(settings.admin().host()).isEqualTo("::1");
        assertThat(settings.admin().port()).isZero();
        assertThat(settings.engine().timeouts().drain()).isEqualTo(Duration.ofMinutes(1));
        assertThat(settings.engine().limits().requestHeaders()).isEqualTo(new DataSize(8192));
        assertThat(settings.engine().upstreamTls().trustedCa()).contains("ca.pem");
        assertThat(settings.engine().trustedProxies()).isEqualTo(new TrustedProxies(1, List.of("10.0.0.0/8")));
        assertThat(settings.log())
                .isEqualTo(new ProcessSettings.Log(ProcessSettings.Format.JSON, ProcessSettings.Level.WARN));
        assertThat(settings.accessLog())
                .isEqualTo(new ProcessSettings.AccessLog(true, Optional.of("/var/log/access.log"), 100));
        assertThat(settings.reload())
                .isEqualTo(new ProcessSettings.Reload(false, Duration.ofSeconds(1), Duration.ofSeconds(5), 10));
        assertThat(settings.engine().preserveRequestId()).isTrue();
        assertThat(settings.engine().serverHeader()).isEqualTo("edge");
        assertThat(settings.stateDirectory()).contains("/var/lib/gateway");
    }

    @Test
    void canDoWithoutAnAdminListener() {
        assertThat(settings("admin: {address: off}").admin().enabled()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "thread: 1;                       unknown key `thread`",
                "threads: -1;                     threads must be between 0 and 1024 but is -1",
                "transport: kqueue;               transport must be one of auto, epoll, ioUring, nio but is kqueue",
                "admin: {address: 9901};          address must match",
                "admin: {address: 'a:99999'};     address must have a port between 0 and 65535 but has 99999",
                "reload: {quietPeriod: 0s};       quietPeriod must be between 1ms and 60000ms but is 0s",
                "stateDirectory: '';              stateDirectory must not be empty",
                "[];                              the document must be a mapping but is a list",
            })
    void refusesWhatItDoesNotUnderstandWithItsPlace(String text, String message) {
        Problems problems = problems(text);

        assertThat(problems.all()).hasSize(1);
        assertThat(problems.all().get(0).message()).startsWith(message);
        assertThat(problems.all().get(0).place().toString()).startsWith(directory.resolve("gateway.conf") + ":1:");
    }

    @Test
    void refusesASecondDocument() {
        assertThat(problems("threads: 1\n---\nthreads: 2").errors()).isEqualTo(1);
    }

    private ProcessSettings settings(String text) {
        return ((SettingsResult.Accepted) write(text)).settings();
    }

    private Problems problems(String text) {
        return ((SettingsResult.Rejected) write(text)).problems();
    }

    private SettingsResult write(String text) {
        try {
            Files.writeString(directory.resolve("gateway.conf"), text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return load(directory);
    }

    private static SettingsResult load(Path path) {
        return ProcessSettings.load(path);
    }
}
