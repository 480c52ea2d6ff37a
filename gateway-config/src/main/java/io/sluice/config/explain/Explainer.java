package io.sluice.config.explain;

import io.netty.util.NetUtil;
import io.sluice.config.EffectiveConfig;
import io.sluice.core.policy.RequestHead;
import io.sluice.core.runtime.EngineSettings;
import io.sluice.core.runtime.Listener;
import io.sluice.core.runtime.Route;
import io.sluice.core.runtime.RouteTable.ApiRoutes;
import io.sluice.core.runtime.Snapshot;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Explains requests to one configuration. Policies of the configuration run, and what they count stays counted: each API should be asked once, which
 * {@link ExplainedConfig} sees to.
 *
 * <p>Threading: for one thread; it may block, and must not be an event loop.
 */
final class Explainer {
    private final Snapshot snapshot;
    private final EngineSettings settings;
    private final WrittenApis written;

    Explainer(Snapshot snapshot, EffectiveConfig effective, EngineSettings settings) {
        this.snapshot = snapshot;
        this.settings = settings;
        written = new WrittenApis(effective);
    }

    /** The API whose policies would run for {@code question}; null if none would. */
    @Nullable
    String api(Question question) {
        Arrival arrival = Arrival.of(snapshot, question, settings);
        Route route = arrival.route();
        return route == null || route.api().steps().isEmpty()
                ? null
                : route.api().name();
    }

    /** @throws IllegalArgumentException if no client could ask for the URL */
    Explanation explain(Question question) {
        Arrival arrival = Arrival.of(snapshot, question, settings);
        Explanation.Request request = request(question, arrival);
        Listener listener = arrival.listener();
        RequestHead head = arrival.head();
        if (listener == null || arrival.refusal() != null || head == null) {
            return explanation(arrival, request, List.of(), null);
        }
        List<Explanation.ApiTrial> apis = apis(listener, head, arrival.route());
        if (arrival.route() == null) {
            return explanation(arrival, request, apis, null);
        }
        return explanation(arrival, request, apis, walk(question, head, arrival.route(), listener));
    }

    private ApiWalk.Result walk(Question question, RequestHead head, Route route, Listener listener) {
        ApiRoutes api = listener.routes().apis().stream()
                .filter(each -> each.api() == route.api())
                .findFirst()
                .orElseThrow();
        return new ApiWalk(written, settings, question, head, whole(route, api), api).run();
    }

    /** The route of which {@code found} is a destination. */
    private static Route whole(Route found, ApiRoutes api) {
        return api.routes().stream()
                .filter(route -> route == found || route.shares().stream().anyMatch(share -> share.route() == found))
                .findFirst()
                .orElse(found);
    }

    private Explanation explanation(
            Arrival arrival,
            Explanation.Request request,
            List<Explanation.ApiTrial> apis,
            ApiWalk.@Nullable Result found) {
        return new Explanation(
                request,
                arrival.notes(),
                arrival.refusal(),
                arrival.listeners(),
                apis,
                found == null ? List.of() : found.routes(),
                found == null ? null : found.match(),
                found == null ? List.of() : found.policies(),
                found == null ? null : found.forwarding(),
                found == null ? Answers.withoutApi(arrival, settings) : found.answer(),
                settings.timeouts(),
                settings.limits());
    }

    private static Explanation.Request request(Question question, Arrival arrival) {
        RequestHead head = arrival.head();
        return new Explanation.Request(
                question.method(),
                question.url(),
                head == null ? arrival.target().host() : head.host(),
                head == null ? arrival.target().path() : head.path(),
                head == null ? "" : head.query(),
                NetUtil.toAddressString(question.client()),
                question.body().length);
    }

    private List<Explanation.ApiTrial> apis(Listener listener, RequestHead head, @Nullable Route found) {
        List<Explanation.ApiTrial> trials = new ArrayList<>();
        for (ApiRoutes candidate : listener.routes().apis()) {
            String name = candidate.api().name();
            String basePath = candidate.api().basePath();
            boolean chosen = found != null && found.api() == candidate.api();
            trials.add(new Explanation.ApiTrial(
                    name,
                    basePath.isEmpty() ? "/" : basePath,
                    written.place(name),
                    chosen,
                    chosen ? "has the longest base path that the path begins with" : why(basePath, head.path())));
        }
        return trials;
    }

    private static String why(String basePath, String path) {
        boolean begins = path.startsWith(basePath)
                && (path.length() == basePath.length() || path.charAt(basePath.length()) == '/');
        if (begins) {
            return "another API has a longer base path that " + path + " begins with";
        }
        return path.startsWith(basePath)
                ? path + " goes on behind " + basePath + " without a slash"
                : path + " does not begin with " + basePath;
    }
}
