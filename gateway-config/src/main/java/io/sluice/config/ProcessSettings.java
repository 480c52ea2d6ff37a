package io.sluice.config;

import io.sluice.core.runtime.EngineSettings;
import io.sluice.core.runtime.Limits;
import io.sluice.core.runtime.Timeouts;
import io.sluice.core.runtime.Transport;
import io.sluice.core.runtime.TrustedProxies;
import io.sluice.core.runtime.UpstreamTls;
import io.sluice.core.schema.Default;
import io.sluice.core.schema.Doc;
import io.sluice.core.schema.Matches;
import io.sluice.core.schema.NotEmpty;
import io.sluice.core.schema.Range;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is read once, at start, from {@code gateway.conf} in the configuration folder. Every key has a default, and so has the file.
 *
 * <p>Threading: immutable.
 */
public record ProcessSettings(
        @Doc("Event loops, 0 for one per processor.") @Default("0") @Range(min = 0, max = 1024)
        int threads,

        @Doc(
                "How sockets are driven; auto takes the first of io_uring (Linux 6.1 or newer), epoll and nio that this machine has.")
        @Default("auto")
        Transport transport,

        Admin admin,
        Timeouts timeouts,
        Limits limits,
        UpstreamTls upstreamTls,
        TrustedProxies trustedProxies,
        Log log,
        AccessLog accessLog,
        Reload reload,
        Requests requests,

        @Doc("Value of the server response header where the upstream sent none, empty for none.") @Default("")
        String serverHeader,

        @Doc("Folder for what must survive a restart; without it nothing is written.") @NotEmpty
        Optional<String> stateDirectory) {
    /** The name of the file in the configuration folder. */
    public static final String FILE = "gateway.conf";

    /** Where the gateway can be asked about itself. */
    public record Admin(
            @Doc("host:port of health, metrics and configuration, or off for none.")
            @Default("127.0.0.1:9901")
            @Matches("off|(\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9._-]+):[0-9]{1,5}")
            String address,

            @Doc("Host names, without port, that are answered beside localhost and the address that was connected to.")
            List<String> allowedHosts,

            @Doc("File with the token that changes need; without it, one is made at the start.") @NotEmpty
            Optional<String> tokenFile) {
        public Admin {
            int port = address.equals("off") ? 0 : portOf(address);
            if (port > 65535) {
                throw new IllegalArgumentException("address must have a port between 0 and 65535 but has " + port);
            }
        }

        public boolean enabled() {
            return !address.equals("off");
        }

        /** Without the brackets of an IPv6 address. @throws IllegalStateException if it is off */
        public String host() {
            String host = requireEnabled().substring(0, address.lastIndexOf(':'));
            return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        }

        /** 0 for any free one. @throws IllegalStateException if it is off */
        public int port() {
            return portOf(requireEnabled());
        }

        private String requireEnabled() {
            if (!enabled()) {
                throw new IllegalStateException("admin.address is off");
            }
            return address;
        }

        private static int portOf(String address) {
            return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
        }
    }

    /** What the gateway says about its own work. */
    public record Log(
            @Doc("Form of a line.") @Default("text") Format format,

            @Doc("The least important lines that are written.") @Default("info")
            Level level) {}

    /** The form of a log line. */
    public enum Format {
        TEXT,
        JSON
    }

    /** How important a log line is. */
    public enum Level {
        DEBUG,
        INFO,
        WARN,
        ERROR
    }

    /** One line per finished request. */
    public record AccessLog(
            @Doc("Whether requests are logged.") @Default("false")
            boolean enabled,

            @Doc("File to append to; without it, standard output.")
            Optional<String> path,

            @Doc("Lines that may wait for the disk; further ones are dropped and counted.")
            @Default("8192")
            @Range(min = 64, max = 1 << 20)
            int queue) {}

    /** How changes of the configuration folder are noticed. */
    public record Reload(
            @Doc("Whether changed files are loaded without being asked.") @Default("true")
            boolean watch,

            @Doc("How long files must stay unchanged before they are loaded.")
            @Default("200ms")
            @Range(min = 1, max = 60_000)
            Duration quietPeriod,

            @Doc("How often the folder is compared where the system reports no changes.")
            @Default("2s")
            @Range(min = 10, max = 3_600_000)
            Duration poll,

            @Doc("How many accepted configurations are kept to go back to.") @Default("10") @Range(min = 1, max = 1000)
            int generations) {}

    /** How requests are treated before anything else. */
    public record Requests(
            @Doc("Whether a client's own x-request-id is kept.") @Default("false")
            boolean preserveRequestId) {}

    /** The part that the engine needs. */
    public EngineSettings engine() {
        return new EngineSettings(
                threads,
                transport,
                timeouts,
                limits,
                upstreamTls,
                trustedProxies,
                requests.preserveRequestId(),
                serverHeader);
    }

    /** What an absent file means. */
    public static ProcessSettings defaults() {
        if (read(List.of()) instanceof SettingsResult.Accepted accepted) {
            return accepted.settings();
        }
        throw new IllegalStateException("the defaults do not keep their own bounds");
    }

    /**
     * Reads {@code gateway.conf} of a configuration folder.
     *
     * @param configuration a folder; for a single manifest file, or a folder without the file, the result is {@link #defaults}
     */
    public static SettingsResult load(Path configuration) {
        Findings findings = new Findings();
        ConfigFiles files = ConfigDirectory.readOnly(configuration, FILE, findings);
        if (findings.hasErrors()) {
            return new SettingsResult.Rejected(findings.problems(1));
        }
        return read(files.settings());
    }

    static SettingsResult read(List<ConfigFile> files) {
        Findings findings = new Findings();
        Node document = new Node.Mapping(Location.nowhere(FILE), List.of());
        for (ConfigFile file : files) {
            List<Node> documents = YamlReader.read(file.shown(), file.bytes(), findings);
            document = documents.isEmpty() ? document : documents.get(0);
            if (documents.size() > 1) {
                findings.add(ProblemCode.SYNTAX, documents.get(1), FILE + " must hold one document but holds more");
            }
        }
        ProcessSettings settings = new RecordBinder(findings).bind(ProcessSettings.class, document);
        return settings == null || findings.hasErrors()
                ? new SettingsResult.Rejected(findings.problems(1))
                : new SettingsResult.Accepted(settings);
    }
}
