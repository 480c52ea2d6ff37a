package io.sluice.core.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.policy.Identity;
import io.sluice.core.policy.Policy;
import io.sluice.core.testing.PolicyHarness;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExchangeContextTest {
    private final PolicyHarness.Call call = new PolicyHarness(context -> new Policy() {})
            .request("GET", "/shop/items?q=a%20b%2Bc+d&q=second&bad=%zz&flag", "X-Tenant", "one", "x-tenant", "two")
            .from("2001:db8:0:0:0:0:0:1");

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '~',
            value = {
                "attributes.method => GET",
                "attributes.requestPath => /shop/items",
                "attributes.requestUri => /shop/items?q=a%20b%2Bc+d&q=second&bad=%zz&flag",
                "attributes.queryString => q=a%20b%2Bc+d&q=second&bad=%zz&flag",
                "attributes.queryParams.q => a b+c d",
                "attributes.queryParams.bad => %zz",
                "attributes.queryParams.flag == '' => true",
                "attributes.queryParams.none == null => true",
                "sizeOf(attributes.queryParams) => 3",
                "attributes.remoteAddress => 2001:db8::1",
                "attributes.localAddress => 127.0.0.1",
                "attributes.scheme => http",
                "attributes.version => HTTP/1.1",
                "attributes.headers['X-TENANT'] => one, two",
                "attributes.headers.'x-tenant' => one, two",
                "attributes.headers.none == null => true",
                "attributes.headers -- ['host'] => {\"x-tenant\":\"one, two\"}",
                "sizeOf(attributes.headers) => 2",
                "attributes.statusCode == null => true",
                "authentication.principal == null => true",
                "vars.a => value of a",
                "payload => the body",
            })
    void showsTheRequest(String inner, String text) {
        ExpressionContext context = ExchangeContext.request(call, name -> "value of " + name, "the body");
        assertThat(Expression.compile("#[" + inner + "]").text(context)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '~',
            value = {
                "attributes.statusCode => 201",
                "attributes.headers['x-from'] => upstream",
                "attributes.headers['x-tenant'] == null => true",
                "attributes.method == null => true",
                "vars.a == null => true",
                "payload == null => true",
            })
    void showsTheResponse(String inner, String text) {
        call.respondWith(201, "X-From", "upstream");
        assertThat(Expression.compile("#[" + inner + "]").text(ExchangeContext.response(call)))
                .isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"q=%2541&q=A, %41", "q=a&q=b, a", "%71=a&q=b, a", "q=a%26q%3Db, a&q=b"})
    void rN5DecodesAQueryParameterOnceAndTakesTheFirst(String query, String value) {
        PolicyHarness.Call asked = new PolicyHarness(context -> new Policy() {}).request("GET", "/?" + query);
        assertThat(Expression.compile("#[attributes.queryParams.q]").text(ExchangeContext.request(asked)))
                .isEqualTo(value);
    }

    @Test
    void showsNothingOfAResponseThatIsNotThere() {
        assertThat(ExchangeContext.response(call).attribute("statusCode")).isNull();
        assertThat(ExchangeContext.response(call).attribute("headers")).isNull();
    }

    @Test
    void showsWhoTheCallerIs() {
        call.identity(new Identity("ada", "c1", "Client", Map.of("claims", Map.of("sub", "ada"))));
        ExpressionContext context = ExchangeContext.request(call);
        assertThat(Expression.compile("#[authentication.principal ++ authentication.clientId]")
                        .text(context))
                .isEqualTo("adac1");
        assertThat(Expression.compile("#[authentication.clientName]").text(context))
                .isEqualTo("Client");
        assertThat(Expression.compile("#[authentication.properties.claims.sub]").text(context))
                .isEqualTo("ada");
        assertThat(Expression.compile("#[authentication.other]").text(context)).isNull();
    }

    @Test
    void seesWhatAPolicyChanges() {
        ExpressionContext context = ExchangeContext.request(call);
        Expression expression = Expression.compile("#[attributes.headers['x-new']]");
        assertThat(expression.text(context)).isNull();
        call.request().headers().set("x-new", "1");
        assertThat(expression.text(context)).isEqualTo("1");
    }
}
