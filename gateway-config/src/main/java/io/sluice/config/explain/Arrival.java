package io.sluice.config.explain;

import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.NetUtil;
import io.sluice.core.policy.RequestHead;
import io.sluice.core.runtime.CanonicalPath;
import io.sluice.core.runtime.EngineSettings;
import io.sluice.core.runtime.Listener;
import io.sluice.core.runtime.Route;
import io.sluice.core.runtime.Snapshot;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request as far as the data plane knows it before any policy runs.
 *
 * @param listener null if the request would reach nobody
 * @param refusal why it is not admitted; null if it is
 * @param head null if it is not admitted or reaches nobody
 * @param route null if no API has the path
 */
record Arrival(
        Target target,
        @Nullable Listener listener,
        List<Explanation.ListenerTrial> listeners,
        List<String> notes,
        Explanation.@Nullable Refusal refusal,
        @Nullable RequestHead head,
        @Nullable Route route) {

    static Arrival of(Snapshot snapshot, Question question, EngineSettings settings) {
        Target target = Target.of(question.url());
        ListenerSearch.Found found = new ListenerSearch(snapshot.listeners(), target).find();
        List<String> notes = new ArrayList<>(target.notes());
        notes.addAll(found.notes());
        Listener listener = found.chosen();
        if (listener == null) {
            return new Arrival(target, null, found.trials(), notes, null, null, null);
        }
        HttpHeaders headers = headers(question, target, listener);
        LookAlike.drop(headers, notes);
        Explanation.Refusal refusal =
                new Admission(question.method(), target.path(), headers, settings.limits()).refusal();
        if (refusal != null) {
            return new Arrival(target, listener, found.trials(), notes, refusal, null, null);
        }
        RequestHead head = head(question.method(), target, headers, listener);
        Route route = listener.routes().match(head);
        addNotes(notes, target, head);
        Explanation.Refusal late = Admission.refusal(head, route, question.body().length, settings.limits());
        return late == null
                ? new Arrival(target, listener, found.trials(), notes, null, head, route)
                : new Arrival(target, listener, found.trials(), notes, late, null, null);
    }

    private static HttpHeaders headers(Question question, Target target, Listener listener) {
        HttpHeaders headers =
                DefaultHttpHeadersFactory.headersFactory().withValidation(false).newHeaders();
        boolean named =
                question.headers().stream().anyMatch(field -> field.name().equalsIgnoreCase("host"));
        if (!named) {
            String authority = target.authority();
            headers.add(HttpHeaderNames.HOST, authority.isEmpty() ? authorityOf(listener) : authority);
        }
        question.headers().forEach(field -> headers.add(field.name(), field.value()));
        boolean framed =
                headers.contains(HttpHeaderNames.CONTENT_LENGTH) || headers.contains(HttpHeaderNames.TRANSFER_ENCODING);
        if (question.body().length > 0 && !framed) {
            headers.add(HttpHeaderNames.CONTENT_LENGTH, Integer.toString(question.body().length));
        }
        return headers;
    }

    private static String authorityOf(Listener listener) {
        return "localhost:" + listener.address().getPort();
    }

    private static RequestHead head(String method, Target target, HttpHeaders headers, Listener listener) {
        String sent = target.path();
        int mark = sent.indexOf('?');
        String path = mark < 0 ? sent : sent.substring(0, mark);
        return new RequestHead(
                method,
                path.equals("*") ? path : Objects.requireNonNull(CanonicalPath.of(path)),
                mark < 0 ? null : sent.substring(mark + 1),
                "HTTP/1.1",
                ListenerSearch.scheme(listener),
                Objects.requireNonNull(headers.get(HttpHeaderNames.HOST)),
                headers,
                local(target, listener));
    }

    private static InetSocketAddress local(Target target, Listener listener) {
        InetAddress bound = listener.address().getAddress();
        int port = listener.address().getPort();
        return new InetSocketAddress(
                bound.isAnyLocalAddress() ? NetUtil.LOCALHOST : bound,
                port == 0 && target.port() > 0 ? target.port() : port);
    }

    private static void addNotes(List<String> notes, Target target, RequestHead head) {
        int mark = target.path().indexOf('?');
        String sent = mark < 0 ? target.path() : target.path().substring(0, mark);
        if (!sent.equals(head.path())) {
            notes.add("the path " + sent + " is read, and forwarded, as " + head.path());
        }
    }
}
