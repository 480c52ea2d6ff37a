package io.sluice.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.sluice.config.testing.TestGateway;
import io.sluice.core.testing.Await;
import io.sluice.core.testing.NoLeaks;
import io.sluice.core.testing.Wire;
import io.sluice.policies.BuiltInPolicies;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thousand APIs on one port, each with its own upstream address and four policies, and what happens to them when files change under load. */
@NoLeaks
class ManyApisTest {
    private static final int COUNT = 1000;

    private ServerSocket everyAddress = newSocket();
    private String token = "";

    @TempDir
    private Path path = Path.of("");

    private static ServerSocket newSocket() {
        try {
            return new ServerSocket(0, 1024, InetAddress.getByName("0.0.0.0"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void start() throws Exception {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader(JWSAlgorithm.HS256),
                new JWTClaimsSet.Builder().subject("ann").build());
        jwt.sign(new MACSigner(ManyApis.SECRET));
        token = jwt.serialize();
        background(this::accept);
    }

    @AfterEach
    void stop() throws IOException {
        everyAddress.close();
    }

    /** Answers every request with the address it was sent to, its target and the injected header. */
    private void accept() {
        while (!everyAddress.isClosed()) {
            try {
                Socket socket = everyAddress.accept();
                background(() -> answer(new Wire(socket)));
            } catch (IOException e) {
                return;
            }
        }
    }

    private static void answer(Wire wire) {
        try (wire) {
            while (true) {
                Wire.Message request = wire.read();
                String body = wire.socket().getLocalAddress().getHostAddress() + " "
                        + request.startLine().split(" ")[1] + " " + request.header("x-gateway");
                wire.send("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
            }
        } catch (RuntimeException closed) {
            assertThat(closed).isInstanceOf(java.io.UncheckedIOException.class);
        }
    }

    private static void background(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
    }

    private String ask(Wire wire, int api) {
        return wire.send(
                        "GET /api" + api + "/v1/7?q HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + token + "\r\n\r\n")
                .read()
                .text();
    }

    @Test
    void eachOfAThousandApisReachesItsOwnUpstream() {
        String manifest = ManyApis.manifest(COUNT, everyAddress.getLocalPort(), "edge");
        try (TestGateway gateway = new TestGateway(path, BuiltInPolicies.all(), manifest);
                Wire wire = gateway.connect()) {
            for (int i = 0; i < COUNT; i++) {
                assertThat(ask(wire, i)).isEqualTo(ManyApis.address(i) + " /orders/7?q edge");
            }
            assertThat(wire.send("GET /api7/v1/7 HTTP/1.1\r\nHost: a\r\n\r\n")
                            .read()
                            .status())
                    .isEqualTo(400);
            assertThat(wire.send("GET /api1000/v1/7 HTTP/1.1\r\nHost: a\r\n\r\n")
                            .read()
                            .status())
                    .isEqualTo(404);
        }
    }

    /** Asks one API after the other on a connection that is never replaced. */
    private final class Asker extends Thread {
        private final TestGateway gateway;
        private final AtomicBoolean stop;
        private final AtomicInteger good = new AtomicInteger();
        private final AtomicInteger bad = new AtomicInteger();

        Asker(TestGateway gateway, AtomicBoolean stop) {
            this.gateway = gateway;
            this.stop = stop;
        }

        @Override
        public void run() {
            try (Wire wire = gateway.connect()) {
                for (int i = 0; !stop.get(); i = (i + 1) % COUNT) {
                    boolean right = ask(wire, i).startsWith(ManyApis.address(i) + " /orders/7?q ");
                    (right ? good : bad).incrementAndGet();
                }
            } catch (RuntimeException e) {
                bad.incrementAndGet();
            }
        }
    }

    @Test
    void fortyReloadsOfAThousandApisLoseNoRequest() throws InterruptedException {
        int port = everyAddress.getLocalPort();
        AtomicBoolean stop = new AtomicBoolean();
        try (TestGateway gateway = new TestGateway(path, BuiltInPolicies.all(), ManyApis.manifest(COUNT, port, "g0"))) {
            List<Asker> askers = List.of(new Asker(gateway, stop), new Asker(gateway, stop));
            askers.forEach(Thread::start);
            int series = 0;
            for (int i = 1; i <= 40; i++) {
                gateway.reload(ManyApis.manifest(COUNT, port, "g" + i));
                int seen = total(askers);
                Await.that("requests go on", () -> total(askers) > seen + 5);
                series = i == 1 ? gateway.folder().metrics().apis().size() : series;
            }
            stop.set(true);
            List<Integer> bad = new ArrayList<>();
            for (Asker asker : askers) {
                asker.join();
                bad.add(asker.bad.get());
            }
            assertThat(bad).containsOnly(0);
            assertThat(gateway.folder().metrics().apis()).hasSize(series);
            try (Wire wire = gateway.connect()) {
                assertThat(ask(wire, 0)).endsWith(" g40");
            }
        }
    }

    private static int total(List<Asker> askers) {
        return askers.stream().mapToInt(asker -> asker.good.get()).sum();
    }
}
