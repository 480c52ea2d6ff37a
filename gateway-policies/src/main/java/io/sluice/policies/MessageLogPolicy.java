package io.sluice.policies;

import io.netty.buffer.ByteBuf;
import io.sluice.core.expression.ExchangeContext;
import io.sluice.core.expression.Expression;
import io.sluice.core.expression.ExpressionContext;
import io.sluice.core.policy.Exchange;
import io.sluice.core.policy.Policy;
import io.sluice.core.policy.PolicyContext;
import io.sluice.core.policy.PolicyType;
import io.sluice.core.policy.Purpose;
import io.sluice.core.policy.Verdict;
import io.sluice.core.schema.Default;
import io.sluice.core.schema.Doc;
import io.sluice.core.schema.NotEmpty;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Logs messages about requests before they go upstream and about responses before they go to the client, also about requests that another policy refused.
 *
 * <p>Threading: shared by all event loops; besides constants there is one atomic for each message, which limits complaints to one.
 */
public final class MessageLogPolicy implements Policy {
    public static final PolicyType<Config> TYPE = PolicyType.of(
                    "message-logging-flex", Config.class, MessageLogPolicy::new)
            .describedAs(
                    Purpose.LOGGING,
                    "Logs messages of your own about requests before they go upstream and about responses before they go to the client, also about refused requests.");

    private static final int MAX_BODY = 1 << 20;

    public record Config(
            @Doc("The messages to log.") @NotEmpty List<Item> loggingConfiguration,

            @Doc("Whether sensitive data in messages is replaced by ****.") @Default("false")
            boolean enableDataMasking,

            @Doc("What is replaced; without it, every known kind of data.")
            Optional<Masking> dataMasking) {
        public Config {
            loggingConfiguration = List.copyOf(loggingConfiguration);
        }
    }

    public record Item(
            @Doc("A name for this message, used in complaints about it.") @NotEmpty
            String itemName,

            @Doc("What is logged and when.") ItemData itemData) {}

    public record ItemData(
            @Doc("The message; may be an expression.") Expression message,

            @Doc("A condition that must hold for the message to be logged; may be an expression.") @Default("true")
            Expression conditional,

            @Doc("What stands in brackets before the message.") @Default("accessLog")
            String category,

            @Doc("The level of the message: DEBUG, INFO, WARN or ERROR.")
            Level level,

            @Doc("Whether to log before the request goes upstream.") @Default("true")
            boolean firstSection,

            @Doc("Whether to log when the response is known.") @Default("false")
            boolean secondSection) {}

    public enum Level {
        DEBUG,
        INFO,
        WARN,
        ERROR
    }

    public record Masking(
            @Doc("Kinds of data that are replaced: EMAIL, US_SSN, CREDIT_CARD and PHONE_NUMBER.")
            List<Entity> entities,

            @Doc("Further texts that are replaced.") List<CustomPattern> customPatterns) {
        public Masking {
            entities = List.copyOf(entities);
            customPatterns = List.copyOf(customPatterns);
        }
    }

    public enum Entity {
        EMAIL,
        US_SSN,
        CREDIT_CARD,
        PHONE_NUMBER
    }

    public record CustomPattern(
            @Doc("A name for this pattern.") String name,

            @Doc("A regular expression in RE2 syntax; each match is replaced.")
            String pattern) {}

    private final List<LogItem> first;
    private final List<LogItem> second;

    MessageLogPolicy(Config config, PolicyContext context) {
        DataMask mask = config.enableDataMasking()
                ? DataMask.of(config.dataMasking().orElse(new Masking(List.of(), List.of())), context)
                : DataMask.NONE;
        first = items(config, ItemData::firstSection, mask, context);
        second = items(config, ItemData::secondSection, mask, context);
    }

    private static List<LogItem> items(
            Config config, Predicate<ItemData> inSection, DataMask mask, PolicyContext context) {
        List<LogItem> items = new ArrayList<>();
        for (Item item : config.loggingConfiguration()) {
            if (inSection.test(item.itemData())) {
                items.add(new LogItem(item, mask, context));
            }
        }
        return List.copyOf(items);
    }

    @Override
    public Verdict onRequest(Exchange exchange) {
        if (needsBody(first)) {
            return exchange.needBody(MAX_BODY);
        }
        logFirst(exchange, null);
        return Verdict.CONTINUE;
    }

    @Override
    public Verdict onRequestBody(Exchange exchange, ByteBuf whole) {
        logFirst(exchange, whole.toString(StandardCharsets.UTF_8));
        return Verdict.CONTINUE;
    }

    @Override
    public Verdict onResponse(Exchange exchange) {
        if (needsBody(second)) {
            return exchange.needBody(MAX_BODY);
        }
        logSecond(exchange, null);
        return Verdict.CONTINUE;
    }

    @Override
    public Verdict onResponseBody(Exchange exchange, ByteBuf whole) {
        logSecond(exchange, whole.toString(StandardCharsets.UTF_8));
        return Verdict.CONTINUE;
    }

    /** A refused or broken exchange has not come to {@link #onResponse}. */
    @Override
    public void onComplete(Exchange exchange) {
        if (exchange.<Boolean>state() == null) {
            logSecond(exchange, null);
        }
    }

    private static boolean needsBody(List<LogItem> items) {
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i).usesPayload() && items.get(i).isEnabled()) {
                return true;
            }
        }
        return false;
    }

    private void logFirst(Exchange exchange, @Nullable String payload) {
        if (!first.isEmpty()) {
            ExpressionContext context = ExchangeContext.request(exchange, new LogVariables(exchange, false), payload);
            first.forEach(item -> item.log(exchange.requestId(), context));
        }
    }

    private void logSecond(Exchange exchange, @Nullable String payload) {
        exchange.state(true);
        if (!second.isEmpty()) {
            ExpressionContext context = ExchangeContext.response(exchange, new LogVariables(exchange, true), payload);
            second.forEach(item -> item.log(exchange.requestId(), context));
        }
    }
}
