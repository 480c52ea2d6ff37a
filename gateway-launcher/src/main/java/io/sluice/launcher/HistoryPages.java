package io.sluice.launcher;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.sluice.launcher.generations.Attempt;
import io.sluice.launcher.generations.History;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What became of the attempts to change the configuration. Threading: safe from any thread. */
final class HistoryPages {
    private final History history;

    HistoryPages(History history) {
        this.history = history;
    }

    List<AdminRoute> routes() {
        return List.of(
                AdminRoute.get("/api/v1/config/history", this::all),
                AdminRoute.get("/api/v1/config/history/{generation}", this::one));
    }

    private AdminReply all(AdminRequest request) {
        List<Attempt> attempts = history.attempts();
        if (request.wantsText()) {
            return AdminReply.text(
                    HttpResponseStatus.OK,
                    attempts.stream()
                            .map(attempt -> AttemptPage.line(attempt) + '\n')
                            .collect(Collectors.joining()));
        }
        ObjectNode json = AdminReply.versioned();
        ArrayNode all = json.putArray("attempts");
        attempts.forEach(attempt -> all.add(AttemptPage.json(attempt, !attempt.accepted())));
        return AdminReply.json(HttpResponseStatus.OK, json);
    }

    private AdminReply one(AdminRequest request) {
        Optional<Attempt> attempt = GenerationNumber.parse(request.argument()).flatMap(history::generation);
        if (attempt.isEmpty()) {
            return AdminReply.error(
                    HttpResponseStatus.NOT_FOUND, "generation " + request.argument() + " is not remembered");
        }
        return request.wantsText()
                ? AdminReply.text(HttpResponseStatus.OK, AttemptPage.text(attempt.get()))
                : json(HttpResponseStatus.OK, attempt.get());
    }

    /** The attempt with its findings as an object of its own. */
    static AdminReply json(HttpResponseStatus status, Attempt attempt) {
        return AdminReply.json(status, AdminReply.versioned().setAll(AttemptPage.json(attempt, true)));
    }
}
