package io.sluice.core.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.policy.Exchange;
import io.sluice.core.policy.LocalResponse;
import io.sluice.core.policy.Policy;
import io.sluice.core.policy.Verdict;
import io.sluice.core.testing.NoLeaks;
import io.sluice.core.testing.Wire;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R-Y2: whatever a policy puts into a message, it stays one message on the wire. */
@NoLeaks
class EncoderRulesTest {
    private final WireLab lab = new WireLab();

    @AfterEach
    void close() {
        lab.close();
    }

    private void refusesToSend(Policy policy) {
        lab.engine().serve(lab.origin().port(), policy);
        try (Wire wire = lab.connect()) {
            Wire.Message answer = wire.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").read();
            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.text()).contains("\"code\":\"policy_failed\"");
            assertThat(answer.head()).doesNotContain("evil");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nevil: 1", "a\nevil: 1", "a\revil", "a\u0000evil", "\r\n\r\nevil"})
    void refusesAValueOfARequestThatWouldSplitIt(String value) {
        refusesToSend(new Policy() {
            @Override
            public Verdict onRequest(Exchange exchange) {
                exchange.request().headers().set("x", value);
                return Verdict.CONTINUE;
            }
        });
        assertThat(lab.origin().recorded()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nevil: 1", "a\nevil: 1", "a\revil", "a\u0000evil"})
    void refusesAValueOfAResponseThatWouldSplitIt(String value) {
        refusesToSend(new Policy() {
            @Override
            public Verdict onResponse(Exchange exchange) {
                exchange.requireResponse().headers().set("x", value);
                return Verdict.CONTINUE;
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nevil: 1", "a\nevil: 1"})
    void refusesAnAnswerOfAPolicyThatWouldSplitIt(String value) {
        refusesToSend(new Policy() {
            @Override
            public Verdict onRequest(Exchange exchange) {
                return exchange.respond(new LocalResponse(200, Map.of("x", value), new byte[0]));
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil: x", "evil\r\n", "", "evil x", "evil\u0000"})
    void refusesANameThatIsNoToken(String name) {
        refusesToSend(new Policy() {
            @Override
            public Verdict onRequest(Exchange exchange) {
                exchange.request().headers().set(name, "y");
                return Verdict.CONTINUE;
            }
        });
        assertThat(lab.origin().recorded()).isZero();
    }

    /** Characters beyond one octet do not turn into control characters when they are cut to one. */
    @ParameterizedTest
    @ValueSource(strings = {"\u010a", "\u010d", "\u560a", "\ud83d\ude0a"})
    void sendsNoControlCharacterForOneBeyondOneOctet(String character) {
        lab.engine().serve(lab.origin().port(), new Policy() {
            @Override
            public Verdict onRequest(Exchange exchange) {
                exchange.request().headers().set("x", "a" + character + "b");
                return Verdict.CONTINUE;
            }
        });
        Wire.Message seen = lab.forwards("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        assertThat(seen.header("x")).matches("a[^\\p{Cntrl}]+b");
    }
}
