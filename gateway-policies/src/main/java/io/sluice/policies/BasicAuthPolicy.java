package io.sluice.policies;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.sluice.core.policy.Exchange;
import io.sluice.core.policy.GatewayError;
import io.sluice.core.policy.Identity;
import io.sluice.core.policy.Policy;
import io.sluice.core.policy.PolicyContext;
import io.sluice.core.policy.PolicyType;
import io.sluice.core.policy.Purpose;
import io.sluice.core.policy.Verdict;
import io.sluice.core.schema.Doc;
import io.sluice.core.schema.NotEmpty;
import io.sluice.core.schema.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Lets in who presents one user name and password (RFC 7617), and refuses everyone else with 401.
 *
 * <p>Strict base64 gives the same bytes only for the same text. So what is presented is compared as it was sent with what the right credentials
 * look like, and nothing needs to be decoded.
 *
 * <p>Threading: immutable, shared by all loops.
 */
public final class BasicAuthPolicy implements Policy {
    public static final PolicyType<Config> TYPE = PolicyType.of(
                    "http-basic-authentication-flex", Config.class, BasicAuthPolicy::new)
            .describedAs(
                    Purpose.AUTHENTICATION,
                    "Lets in who presents one user name and password as HTTP basic authentication (RFC 7617), and refuses everyone else.");

    private static final String SCHEME = "Basic";
    private static final String CHALLENGE = "Basic realm=\"mule-realm\"";
    private static final String NO_CREDENTIALS =
            "Registered authentication is set to HTTP basic authentication but there was no security context on the session.";
    private static final String WRONG_CREDENTIALS = "Authentication Attempt Failed";

    private final String expected;
    private final Identity identity;

    /** The one user that is let in. */
    public record Config(
            @Doc("The user name; it cannot contain a colon.") @NotEmpty
            String username,

            @Doc("The password, in plain text.") @NotEmpty @Secret
            String password) {
        @Override
        public String toString() {
            return "Config[username=" + username + "]";
        }
    }

    BasicAuthPolicy(Config config, PolicyContext context) {
        if (config.username().indexOf(':') >= 0) {
            context.problem("username", "username must not contain a colon but is " + config.username());
        }
        String pair = config.username() + ':' + config.password();
        expected = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        identity = Identity.of(config.username());
    }

    @Override
    public Verdict onRequest(Exchange exchange) {
        HttpHeaders headers = exchange.request().headers();
        String presented = Authorization.value(headers);
        int start = presented == null ? -1 : Authorization.credentials(presented, SCHEME);
        if (presented == null || start < 0) {
            return refuse(exchange, NO_CREDENTIALS);
        }
        if (!isExpected(presented, start) || Authorization.isRepeated(headers)) {
            return refuse(exchange, WRONG_CREDENTIALS);
        }
        exchange.identity(identity);
        return Verdict.CONTINUE;
    }

    /** Takes as long for a wrong text as for the right one of the same length, wherever the first difference is. */
    private boolean isExpected(String presented, int start) {
        int length = presented.length() - start;
        int difference = length ^ expected.length();
        for (int i = 0, j = 0; i < length; i++, j++) {
            if (j == expected.length()) {
                j = 0;
            }
            difference |= presented.charAt(start + i) ^ expected.charAt(j);
        }
        return difference == 0;
    }

    private static Verdict refuse(Exchange exchange, String text) {
        Verdict verdict = exchange.fail(GatewayError.UNAUTHENTICATED, text);
        exchange.requireResponse().headers().set(HttpHeaderNames.WWW_AUTHENTICATE, CHALLENGE);
        return verdict;
    }
}
