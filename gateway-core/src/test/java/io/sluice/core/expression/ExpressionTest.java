package io.sluice.core.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {
    private static final FixedContext CONTEXT = new FixedContext(
            Map.of(
                    "method",
                    "GET",
                    "requestPath",
                    "/shop/v1/items/v2",
                    "statusCode",
                    503.0,
                    "headers",
                    Map.of("authorization", "Bearer abc", "x-n", "7")),
            Map.of("principal", "ada", "properties", Map.of("claims", Map.of("age", 36, "roles", List.of("a", "b")))),
            Map.of("claimSet", Map.of("scope", "orders:read"), "list", List.of(Map.of("id", 1), Map.of("id", 2))),
            "body");

    private static @Nullable Object value(String inner) {
        return Expression.compile("#[" + inner + "]").evaluate(CONTEXT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '~',
            value = {
                "attributes.headers['x-tenant'] default 'none' => none",
                "if (attributes.method == 'GET') 'read' else 'write' => read",
                "splitBy(attributes.headers['authorization'], ' ')[1] => abc",
                "dw::core::Strings::substringBefore(attributes.requestPath, '/v') => /shop",
                "['GET','HEAD'] contains attributes.method => true",
                "vars.claimSet.scope contains 'orders' => true",
                "'st=' ++ attributes.statusCode ++ ' id=' ++ vars.claimSet.scope => st=503 id=orders:read",
                "attributes.statusCode >= 500 => true",
                "attributes.headers.authorization => Bearer abc",
                "attributes.headers.'x-n' => 7",
                "attributes['method'] => GET",
                "authentication.principal => ada",
                "authentication.properties.claims.age => 36",
                "authentication.properties.claims.roles[-1] => b",
                "vars.list.id => [1,2]",
                "vars.list[0] => {\"id\":1}",
                "'abc'[0] => a",
                "'abc'[-1] => c",
                "payload => body",
                "1.5 => 1.5",
                "-2 => -2",
                "2.0 => 2",
                "9007199254740993 => 9007199254740992",
                "true ++ 1 ++ 'x' => true1x",
                "[1] ++ ['a'] ++ [true, null] => [1,\"a\",true,null]",
                "[1, 2, 3] -- [2] => [1,3]",
                "attributes.headers -- ['x-n'] => {\"authorization\":\"Bearer abc\"}",
                "sizeOf(attributes.headers -- attributes.headers) => 0",
                "1 == 1.0 => true",
                "'1' == 1 => false",
                "'1' != 1 => true",
                "[1, ['a']] == [1, ['a']] => true",
                "null == null => true",
                "'a' < 'b' => true",
                "2 > 10 => false",
                "2 <= 2 => true",
                "true and false or true => true",
                "not true or true => false",
                "(not true) or true => true",
                "false and vars.missing => false",
                "true or vars.missing => true",
                "if (false) 1 else if (true) 2 else 3 => 2",
                "if attributes.method == 'PUT' 'p' else 'q' => q",
                "(if (true) 'a' else 'b') ++ 'c' => ac",
                "if (true) 'a' else 'b' ++ 'c' => a",
                "null default null default 'c' => c",
                "vars.missing default 'x' ++ 'y' => xy",
                "vars.missing.deeper.still['x'][3] default 'gone' => gone",
                "[1][4] default 'none' => none",
                "lower('AbC') ++ upper('AbC') ++ trim('  x ') => abcABCx",
                "dw::Core::lower('A') => a",
                "lower(null) default 'n' => n",
                "contains('abc', 'd') => false",
                "contains([1, 2], 2) => true",
                "vars.missing contains 'a' => false",
                "'a.b.' splitBy '.' => [\"a\",\"b\",\"\"]",
                "splitBy('abc', '') => [\"a\",\"b\",\"c\"]",
                "sizeOf('abc') => 3",
                "sizeOf([1, 2]) => 2",
                "sizeOf(null) => 0",
                "sizeOf(uuid()) => 36",
                "dw::core::Strings::substringBeforeLast(attributes.requestPath, '/v') => /shop/v1/items",
                "dw::core::Strings::substringAfter('a=b=c', '=') => b=c",
                "dw::core::Strings::substringAfterLast('a=b=c', '=') => c",
                "dw::core::Strings::substringAfter(null, '=') default 'n' => n",
                "dw::core::Strings::substringAfter('abc', 'x') == '' => true",
                "toBase64('a:b') => YTpi",
                "toString(fromBase64('YTpi'), 'UTF-8') => a:b",
                "dw::util::Coercions::toString(dw::core::Binaries::fromBase64('YTpi')) => a:b",
                "toBase64(toBinary('é', 'ISO-8859-1')) => 6Q==",
                "[toBinary('a:b'), 1] => [\"YTpi\",1]",
                "toString(3) ++ toString(true) => 3true",
                "'it\\'s \\u0041\\t\\$(x)' => it's A\t$(x)",
                "\"say \\\"hi\\\"\" => say \"hi\"",
            })
    void computesTheExample(String inner, String text) {
        assertThat(Expression.compile("#[" + inner + "]").text(CONTEXT)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '~',
            value = {
                "#[] => 2 => expected a value but found the end of the expression",
                "#[atributes.method] => 2 => unknown name `atributes`; did you mean `attributes`?",
                "~  #[foo]~ => 4 => unknown name `foo`",
                "#[attributes] => 2 => `attributes` needs a name behind it",
                "#[vars.] => 7 => expected a name but found the end of the expression",
                "#[vars.a and lowr('x')] => 13 => unknown function `lowr`; did you mean `lower`?",
                "#[substringAfter('a', 'b')] => 2 => unknown function `substringAfter`; did you mean `dw::core::Strings::substringAfter`?",
                "#[lower('a', 'b')] => 2 => `lower` takes 1 argument but got 2",
                "#[splitBy('a')] => 2 => `splitBy` takes 2 arguments but got 1",
                "#[toString()] => 2 => `toString` takes 1 or 2 arguments but got 0",
                "#['a' lower 'b'] => 6 => `lower` takes 1 argument but got 2",
                "#[lower] => 2 => `lower` is a function; call it with parentheses",
                "#['abc] => 2 => the string is not closed; expected '",
                "#['a\\q'] => 4 => unknown escape `\\q` in a string",
                "#['a\\u00g0'] => 8 => `\\u` needs four hexadecimal digits",
                "#['a $(payload)'] => 5 => `$(` in a string is not supported; join with `++`, or write `\\$(`",
                "#[1 + 2] => 4 => arithmetic is not supported: `+`",
                "#[1 - 2] => 4 => expected an operator but found `-`",
                "#[{a: 1}] => 2 => objects cannot be written in an expression: `{`",
                "#[vars.a = 1] => 9 => unexpected `=`; compare with `==`",
                "#[vars.a && true] => 9 => unexpected `&`; write `and`",
                "#[!true] => 2 => unexpected `!`; negate with `not`",
                "#[vars.a] x #[vars.b] => 8 => expected an operator but found `]`",
                "#[if (true) 1] => 13 => expected `else` but found the end of the expression",
                "#[lower('x') foo 'y'] => 13 => unknown function `foo`",
                "#['a' ++ if (true) 1 else 2] => 9 => expected a value but found `if`",
                "#[(1] => 4 => expected `)` but found the end of the expression",
                "#[[1, ] => 6 => expected a value but found the end of the expression",
                "#[true and 1] => 7 => `and` needs a boolean but got Number",
                "#[not 'a'] => 2 => `not` needs a boolean but got String",
                "#[1 < 'a'] => 4 => `<` needs two numbers or two strings but got Number and String",
                "#[null ++ 'a'] => 7 => `++` needs strings or arrays but got Null",
                "#['a' ++ [1]] => 6 => `++` needs strings or arrays but got Array",
                "#[[1] ++ 'a'] => 6 => `++` joins an array with an array but got String",
                "#['a'.b] => 5 => cannot select from String by String",
                "#[[1][0.5]] => 5 => an index must be a whole number but is 0.5",
                "#[fromBase64('?')] => 2 => `fromBase64` needs Base64 but got something else",
            })
    void namesTheFault(String text, int offset, String message) {
        assertThatExceptionOfType(ExpressionException.class)
                .isThrownBy(() -> Expression.compile(text))
                .withMessage(message)
                .satisfies(fault -> assertThat(fault.offset()).isEqualTo(offset));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '~',
            value = {
                "#[vars.missing ++ 'a'] => 15 => `++` needs strings or arrays but got Null",
                "#[vars.missing >= 500] => 15 => `>=` needs two numbers or two strings but got Null and Number",
                "#[lower(attributes.statusCode)] => 2 => `lower` needs a string but got Number",
                "#[vars[1]] => 2 => a name must be a string but is Number",
                "#[if (vars.missing) 1 else 2] => 2 => `if` needs a boolean but got Null",
                "#[attributes.headers[0]] => 20 => cannot select from Object by Number",
                "#[fromBase64(payload)] => 2 => the result is Binary; convert it with toString(..., 'UTF-8')",
                "#[toBinary(payload, 'EBCDIC')] => 2 => an encoding must be UTF-8, UTF-16, ISO-8859-1 or US-ASCII but is EBCDIC",
            })
    void namesTheTypeThatDoesNotFit(String text, int offset, String message) {
        Expression expression = Expression.compile(text);
        assertThatExceptionOfType(ExpressionException.class)
                .isThrownBy(() -> expression.evaluate(CONTEXT))
                .withMessage(message)
                .satisfies(fault -> assertThat(fault.offset()).isEqualTo(offset));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "a-#[vars.b]", "#[vars.b]-a", "#vars", "[1]", "# [1]"})
    void takesAnythingElseLiterally(String text) {
        Expression literal = Expression.compile(text);
        assertThat(literal.isLiteral()).isTrue();
        assertThat(literal.text(CONTEXT)).isEqualTo(text);
    }

    @Test
    void ignoresSpaceAroundTheDelimiters() {
        Expression expression = Expression.compile(" \n#[ 'x' ]\t");
        assertThat(expression.isLiteral()).isFalse();
        assertThat(expression.evaluate(CONTEXT)).isEqualTo("x");
        assertThat(expression.source()).isEqualTo(" \n#[ 'x' ]\t");
    }

    @Test
    void givesNumbersAsDoubles() {
        assertThat(value("authentication.properties.claims.age")).isEqualTo(36.0);
    }

    @Test
    void givesNullForWhatIsUnknown() {
        assertThat(value("attributes.nothing")).isNull();
        assertThat(Expression.compile("#[vars.nothing]").text(CONTEXT)).isNull();
    }

    @Test
    void makesANewIdentifierEachTime() {
        Expression uuid = Expression.compile("#[uuid()]");
        assertThat(uuid.text(CONTEXT))
                .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
                .isNotEqualTo(uuid.text(CONTEXT));
    }

    @Test
    void knowsWhetherItLooksAtTheBody() {
        assertThat(Expression.compile("#[if (vars.a == 1) lower(payload) else 'x']")
                        .usesPayload())
                .isTrue();
        assertThat(Expression.compile("#['payload']").usesPayload()).isFalse();
        assertThat(Expression.compile("payload").usesPayload()).isFalse();
    }

    @Test
    void decidesConditions() {
        assertThat(Expression.compile("#[attributes.method == 'GET']").test(CONTEXT))
                .isTrue();
        assertThat(Expression.compile("true").test(CONTEXT)).isTrue();
        assertThat(Expression.compile("false").test(CONTEXT)).isFalse();
        assertThatExceptionOfType(ExpressionException.class)
                .isThrownBy(() -> Expression.compile("yes").test(CONTEXT))
                .withMessage("a condition must be a boolean but is String");
        assertThatExceptionOfType(ExpressionException.class)
                .isThrownBy(() -> Expression.compile("#['true']").test(CONTEXT))
                .withMessage("a condition must be a boolean but is String");
    }

    @Test
    void isEqualIfTheTextIsEqual() {
        assertThat(Expression.compile("#[1]"))
                .isEqualTo(Expression.compile("#[1]"))
                .hasSameHashCodeAs(Expression.compile("#[1]"))
                .isNotEqualTo(Expression.compile("#[ 1]"))
                .hasToString("#[1]");
    }

    @Test
    void joinsLongChainsWithoutDepth() {
        String chain = String.join(
                " ++ ",
                Arrays.asList(new String[1000]).stream().map(x -> "vars.n").toList());
        Expression expression = Expression.compile("#[" + chain + "]");
        assertThatExceptionOfType(ExpressionException.class).isThrownBy(() -> expression.evaluate(CONTEXT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "[", "not ", "if (true) 1 else ", "lower(", "vars["})
    void refusesToNestDeeperThanTheLimit(String opening) {
        assertThatExceptionOfType(ExpressionException.class)
                .isThrownBy(() -> Expression.compile("#[" + opening.repeat(500) + "]"))
                .withMessage("nested deeper than 64");
    }

    @ParameterizedTest
    @ValueSource(strings = {".a", "[0]", " default 1", " -- [1]", " == 1"})
    void refusesChainsThatNeedTooMuchStack(String link) {
        assertThatExceptionOfType(ExpressionException.class)
                .isThrownBy(() -> Expression.compile("#[vars.a" + link.repeat(100) + "]"))
                .withMessage("nested deeper than 64");
    }

    @Test
    void refusesExpressionsBeyondTheLongestLength() {
        String longest = "#['" + "x".repeat(Expression.MAX_LENGTH - 5) + "']";
        assertThat(Expression.compile(longest).text(CONTEXT)).hasSize(Expression.MAX_LENGTH - 5);
        assertThatExceptionOfType(ExpressionException.class)
                .isThrownBy(() -> Expression.compile(longest + " "))
                .withMessage("an expression has at most 16384 characters but this one has 16385");
    }
}
